// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import java.lang.System.Logger.Level;

/**
 * Logs through {@link System.Logger}: lines of output at INFO to {@value #OUTPUT}, transitions at DEBUG to {@value
 * #MONITOR}.
 */
public final class SystemLog implements TransitionListener, LineListener {

    /** The name of the logger of transitions. */
    public static final String MONITOR = "dev.procmon.monitor";

    /** The name of the logger of lines of output. */
    public static final String OUTPUT = "dev.procmon.output";

    private final System.Logger transitions = monitor();
    private final System.Logger lines = System.getLogger(OUTPUT);

    /** Make a listener that logs. */
    public SystemLog() {}

    /** Looked up at each use: a monitor that never logs must not pay for the start of a logging system. */
    static System.Logger monitor() {
        return System.getLogger(MONITOR);
    }

    @Override
    public void transitioned(ChildTransition transition) {
        transitions.log(
                Level.DEBUG,
                () -> "[" + transition.program() + "] " + transition.from() + " -> " + transition.to() + " on "
                        + transition.event() + ": " + transition.reason().sentence());
    }

    @Override
    public void line(OutputLine line) {
        // Without parameters the text is no format: braces and percent signs of a program stay what they are.
        lines.log(Level.INFO, line.tagged());
    }
}
