// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

/**
 * What became of reading a text. Told apart by {@code instanceof}: the first switch on types of a process costs milliseconds,
 * and these are read before the first child is started.
 */
sealed interface Parsed<T> {

    /** It says something. */
    record Understood<T>(T value) implements Parsed<T> {}

    /** It says nothing; why, in words that go behind the name of a key and a colon. */
    record Refused<T>(String message) implements Parsed<T> {

        /** Return the same about something that this would have been a part of. */
        <R> Refused<R> as() {
            return new Refused<>(message);
        }
    }

    /** Return what it says; only where it was not refused. */
    default T get() {
        return ((Understood<T>) this).value();
    }
}
