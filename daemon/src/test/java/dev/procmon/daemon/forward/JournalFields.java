// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads an entry of the native protocol of the journal as its daemon does. */
final class JournalFields {

    private JournalFields() {}

    static Map<String, String> of(byte[] entry) {
        Map<String, String> fields = new LinkedHashMap<>();
        ByteBuffer rest = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            String line = line(rest);
            int equals = line.indexOf('=');
            if (equals >= 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            } else {
                byte[] value = new byte[Math.toIntExact(rest.getLong())];
                rest.get(value);
                if (rest.get() != '\n') {
                    throw new IllegalArgumentException("no line feed after " + line);
                }
                fields.put(line, new String(value, StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static String line(ByteBuffer rest) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte each = rest.get();
        while (each != '\n') {
            line.write(each);
            each = rest.get();
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
