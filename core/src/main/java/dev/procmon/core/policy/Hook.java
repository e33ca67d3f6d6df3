// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import dev.procmon.core.program.Command;
import java.time.Duration;

/**
 * A command that is run at a point of a program's life, in its environment, directory and identity.
 *
 * @param command what to run
 * @param timeout how long it may take; then it is killed and has failed
 */
public record Hook(Command command, Duration timeout) {

    /** How long a hook may take where nothing else is said. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** At which point it is run. */
    public enum Point {
        /** Before each spawn. If it fails, the start has failed. */
        PRE_START,
        /** Once the program is ready. If it fails, that is told and changes nothing. */
        POST_START,
        /** Before the program is told to end. If it fails, that is told and the stop goes on. */
        PRE_STOP,
        /** In place of the stop signal. If it fails, the signal is sent. */
        STOP_COMMAND,
        /** When nobody of the tree is left, before whatever comes next. If it fails, that is told and changes nothing. */
        POST_STOP
    }

    public Hook {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a hook without time");
        }
    }
}
