// SPDX-License-Identifier: Apache-2.0
package dev.procmon.otlp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message of protocol buffers: its fields by their numbers, without knowing what they mean. */
final class Message {

    private final Map<Integer, List<Object>> fields = new HashMap<>();

    Message(byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            int tag = (int) varint(rest);
            Object value =
                    switch (tag & 7) {
                        case 0 -> varint(rest);
                        case 1 -> rest.getLong();
                        case 2 -> part(rest, (int) varint(rest));
                        case 5 -> (long) rest.getInt();
                        default -> throw new IllegalArgumentException("no type " + (tag & 7));
                    };
            fields.computeIfAbsent(tag >> 3, _ -> new ArrayList<>()).add(value);
        }
    }

    byte[] bytes(int field) {
        return (byte[]) fields.get(field).getFirst();
    }

    /** Return a text, an empty one where there is none. */
    String text(int field) {
        return fields.containsKey(field) ? new String(bytes(field), StandardCharsets.UTF_8) : "";
    }

    long number(int field) {
        return (long) fields.get(field).getFirst();
    }

    long fixed(int field) {
        return number(field);
    }

    Message message(int field) {
        return new Message(bytes(field));
    }

    List<Message> messages(int field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(each -> new Message((byte[]) each))
                .toList();
    }

    /** The value of an attribute of a record. */
    Message attribute(String name) {
        return messages(6).stream()
                .filter(each -> each.text(1).equals(name))
                .findFirst()
                .orElseThrow()
                .message(2);
    }

    private static byte[] part(ByteBuffer rest, int length) {
        byte[] part = new byte[length];
        rest.get(part);
        return part;
    }

    private static long varint(ByteBuffer rest) {
        long value = 0;
        int shift = 0;
        byte each;
        do {
            each = rest.get();
            value |= (each & 0x7fL) << shift;
            shift += 7;
        } while (each < 0);
        return value;
    }
}
