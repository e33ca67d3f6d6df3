// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.util.Optional;

/**
 * A file of the event log: lines of events, of which the first has the number that is its name.
 *
 * @param first the number of its first event
 * @param size how many bytes of whole lines there are
 */
record Segment(long first, long size) {

    private static final String PREFIX = "events-";
    private static final String SUFFIX = ".jsonl";

    String name() {
        return PREFIX + first + SUFFIX;
    }

    Segment sized(long bytes) {
        return new Segment(first, bytes);
    }

    /** Return the number in the name of a file, where it is one of ours. */
    static Optional<Long> first(String name) {
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String digits = name.substring(PREFIX.length(), Math.max(PREFIX.length(), name.length() - SUFFIX.length()));
        try {
            long first = Long.parseLong(digits);
            // Not +1 or 01: the name must lead back to the file.
            return first > 0 && Long.toString(first).equals(digits) ? Optional.of(first) : Optional.empty();
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }
}
