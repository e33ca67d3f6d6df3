// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;

/**
 * A run that is over.
 *
 * @param number its number
 * @param ending how it ended
 * @param lived how long it was there
 * @param at when it was over
 */
record EndedRun(long number, Ending ending, Duration lived, MonotonicTime at) {

    /** Say it as what follows the name of the program: {@code exited with 1 after 0.3s}. */
    String words() {
        return words(ending, lived);
    }

    /** Say it as a sentence about the program: {@code it was killed by TERM after 1s}. */
    String sentence() {
        return (ending instanceof ExitStatus.Signaled ? "it was " : "it ") + words();
    }

    static String words(Ending ending, Duration lived) {
        return switch (ending) {
            case ExitStatus status -> status.describe() + " after " + DurationWords.of(lived);
            case SpawnFailure failure -> failure.describe();
        };
    }
}
