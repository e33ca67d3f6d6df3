// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.app.host.Version;
import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import java.util.List;

/** {@code procmon version}: which procmon this is, and on what it runs. */
public final class VersionCommand implements Command {

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "version",
                "Print the version of procmon, of Java and of the system.",
                List.of(),
                Operands.NONE,
                "Examples:\n  procmon version\n  procmon --version\n\nExit codes:\n  0  always\n");
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        context.out().println("procmon " + Version.ofProcmon());
        context.out().println("java " + property("java.runtime.version") + " (" + property("java.vendor") + ")");
        context.out()
                .println("system " + property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        return ExitCode.OK;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
