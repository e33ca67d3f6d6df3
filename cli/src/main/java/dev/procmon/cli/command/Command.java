// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.command;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;

/** A command of the executable. */
public interface Command {

    /** Return what it is called, takes and does. */
    CommandSpec spec();

    /** Begin in the background what takes long and is needed whatever the arguments are, before they are read. */
    default void prepare() {}

    /**
     * Do it.
     *
     * @throws dev.procmon.cli.args.UsageException where the arguments do not make sense together
     */
    ExitCode run(Arguments arguments, Context context);
}
