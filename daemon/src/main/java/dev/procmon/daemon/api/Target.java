// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The target of a request, taken apart: {@code /v1/events?program=web&last=10}. A plus sign stands for itself (RFC 3986).
 *
 * @param segments the parts of its path, decoded
 * @param parameters what follows the question mark, in order, decoded
 */
record Target(List<String> segments, List<Parameter> parameters) {

    Target {
        segments = List.copyOf(segments);
        parameters = List.copyOf(parameters);
    }

    /** A parameter; without a value it is empty. */
    record Parameter(String name, String value) {}

    /**
     * Take it apart.
     *
     * @throws RefusalException where it is no path, or wrongly encoded
     */
    static Target of(String text) {
        if (!text.startsWith("/")) {
            throw new RefusalException(Refusals.malformed("the target of the request is no path"));
        }
        int question = text.indexOf('?');
        String path = question < 0 ? text : text.substring(0, question);
        List<String> segments = new ArrayList<>();
        for (String each : path.substring(1).split("/", -1)) {
            segments.add(decoded(each));
        }
        return new Target(segments, question < 0 ? List.of() : parameters(text.substring(question + 1)));
    }

    private static List<Parameter> parameters(String query) {
        List<Parameter> parameters = new ArrayList<>();
        for (String each : query.split("&", -1)) {
            if (!each.isEmpty()) {
                int equals = each.indexOf('=');
                String name = equals < 0 ? each : each.substring(0, equals);
                String value = equals < 0 ? "" : each.substring(equals + 1);
                parameters.add(new Parameter(decoded(name), decoded(value)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '%') {
                bytes.put((byte) (digit(text, i + 1) << 4 | digit(text, i + 2)));
                i += 2;
            } else if (each > ' ' && each < 0x7F) {
                bytes.put((byte) each);
            } else {
                throw wronglyEncoded();
            }
        }
        return text(bytes.flip());
    }

    private static String text(ByteBuffer bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            for (int i = 0; i < text.length(); i++) {
                if (Character.isISOControl(text.charAt(i))) {
                    throw wronglyEncoded();
                }
            }
            return text;
        } catch (CharacterCodingException e) {
            throw wronglyEncoded();
        }
    }

    private static int digit(String text, int index) {
        int digit = index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
        if (digit < 0) {
            throw wronglyEncoded();
        }
        return digit;
    }

    private static RefusalException wronglyEncoded() {
        return new RefusalException(
                Refusals.malformed("the target of the request is wrongly encoded: expected UTF-8, percent-encoded"));
    }
}
