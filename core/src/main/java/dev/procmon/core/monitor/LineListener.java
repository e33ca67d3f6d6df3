// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

/** Is told of every line of output, on the output thread. What it throws is logged and changes nothing. */
@FunctionalInterface
public interface LineListener {

    /** A program has written a line. */
    void line(OutputLine line);
}
