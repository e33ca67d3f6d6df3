// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds in the line of an event what decides whether it is wanted, without reading all of it. Within a JSON string no bare quotes
 * stand, so what looks like the beginning of a field is one.
 */
final class EventHead {

    private static final byte[] ID = bytes("{\"id\":");
    private static final byte[] TIME = bytes(",\"time\":\"");
    private static final byte[] PROGRAM = bytes(",\"program\":\"");
    private static final int DIGITS_MAX = 18;

    private EventHead() {}

    /** Return the number of the event; empty where the line is no event, or not all of one. */
    static OptionalLong id(byte[] line, int from, int to) {
        int at = from + ID.length;
        if (to - from <= ID.length || !startsWith(line, from, to, ID) || line[to - 1] != '}') {
            return OptionalLong.empty();
        }
        long id = 0;
        int digits = 0;
        while (at < to && line[at] >= '0' && line[at] <= '9' && digits < DIGITS_MAX) {
            id = id * 10 + (line[at] - '0');
            at++;
            digits++;
        }
        return digits > 0 && at < to && line[at] == ',' ? OptionalLong.of(id) : OptionalLong.empty();
    }

    /** Return the time of the event, where it can be read. */
    static Optional<Instant> time(byte[] line, int from, int to) {
        Optional<String> text = text(line, from, to, TIME);
        try {
            return text.isPresent() ? Optional.of(Instant.parse(text.get())) : Optional.empty();
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Tell whether a filter surely does not want the event. */
    static boolean isUnwanted(EventFilter filter, byte[] line, int from, int to) {
        Optional<String> program = text(line, from, to, PROGRAM);
        // A name that is written with escapes is looked at when all of the event was read.
        boolean isEscaped = program.isPresent() && program.get().indexOf('\\') >= 0;
        return !isEscaped && !filter.accepts(program);
    }

    private static Optional<String> text(byte[] line, int from, int to, byte[] field) {
        for (int at = from; at + field.length < to; at++) {
            if (line[at] == field[0] && startsWith(line, at, to, field)) {
                int begin = at + field.length;
                int end = begin;
                while (end < to && line[end] != '"') {
                    end++;
                }
                return Optional.of(new String(line, begin, end - begin, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] line, int from, int to, byte[] beginning) {
        if (to - from < beginning.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if (line[from + i] != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
