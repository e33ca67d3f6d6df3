// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.action;

import java.util.Locale;
import java.util.Optional;

/** What can be asked of programs. */
public enum Action {
    /** Want it up, and those that it needs; the outcome is that it is ready, has completed, or has failed. */
    START,
    /** Want it down; the outcome is that nobody of its tree is left. */
    STOP,
    /** Want it down, without a grace period. */
    KILL,
    /** End the present run and start the next; the outcome is that of a start. */
    RESTART,
    /** Start a new run beside the present one and end that when the new one is ready. */
    REPLACE,
    /** Send a signal; nothing else is changed. */
    SIGNAL,
    /** Run a program now that runs at times. */
    TRIGGER,
    /** Bring the number of replicas to what is wanted. */
    SCALE,
    /** Stop it and forget it until the next reload. */
    REMOVE;

    /** Return it as it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Find it by its word. */
    public static Optional<Action> of(String word) {
        for (Action each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
