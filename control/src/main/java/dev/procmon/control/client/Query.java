// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Writes the part of an address behind the question mark. */
final class Query {

    private static final String UNRESERVED = "-._~";

    private final StringBuilder text = new StringBuilder();

    static Query none() {
        return new Query();
    }

    static Query of(EventQuery query) {
        return new Query()
                .programs(query.programs())
                .number("after", query.after())
                .text("since", query.since().map(Object::toString))
                .number("last", query.last());
    }

    static Query of(LogQuery query) {
        return new Query()
                .programs(query.programs())
                .number("after", query.after())
                .text("since", query.since().map(Object::toString))
                .text("until", query.until().map(Object::toString))
                .number("last", query.last())
                .number("run", query.run())
                .text("stream", query.stream())
                .text("grep", query.grep());
    }

    Query programs(List<String> patterns) {
        for (String each : patterns) {
            add("program", each);
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Return a text as a part of an address. */
    static String encoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xFF);
            boolean isPlain = letter < 0x80 && (Character.isLetterOrDigit(letter) || UNRESERVED.indexOf(letter) >= 0);
            if (isPlain) {
                encoded.append(letter);
            } else {
                encoded.append('%');
                encoded.append(Character.forDigit(letter >> 4, 16)).append(Character.forDigit(letter & 15, 16));
            }
        }
        return encoded.toString();
    }

    private Query number(String name, OptionalLong value) {
        if (value.isPresent()) {
            add(name, Long.toString(value.getAsLong()));
        }
        return this;
    }

    private Query number(String name, OptionalInt value) {
        if (value.isPresent()) {
            add(name, Integer.toString(value.getAsInt()));
        }
        return this;
    }

    private Query text(String name, Optional<String> value) {
        value.ifPresent(present -> add(name, present));
        return this;
    }

    private void add(String name, String value) {
        text.append(text.isEmpty() ? '?' : '&').append(name).append('=').append(encoded(value));
    }
}
