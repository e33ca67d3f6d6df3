// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.output.KeptLine;
import dev.procmon.core.program.ProgramName;

/** Is told of new lines of some programs, on the output thread, which it must not hold up. What it throws is logged and changes nothing. */
@FunctionalInterface
public interface RecentListener {

    /** A program has written a line. It is whole here where it may have been cut to be kept. */
    void line(ProgramName program, KeptLine line);
}
