// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.OutputListener;

/** Says who takes the output of a run. Called on the reactor thread, once for each run, before it is spawned. */
@FunctionalInterface
public interface OutputTap {

    /** Return the listener for what a run of the program will write. */
    OutputListener open(Program program, long run);
}
