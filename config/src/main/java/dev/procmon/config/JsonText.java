// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON: maps in their order, lists, strings, numbers and truth values. */
final class JsonText {

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    /** Return a value over many lines. */
    static String of(Object value) {
        JsonText text = new JsonText();
        text.value(value, 0);
        return text.out.append('\n').toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            object(map, depth);
        } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
            array(list, depth);
        } else if (value instanceof List<?> list) {
            row(list, depth);
        } else if (value instanceof String string) {
            string(string);
        } else {
            out.append(value);
        }
    }

    private void object(Map<?, ?> map, int depth) {
        out.append("{");
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            newLine(depth + 1);
            string(String.valueOf(entry.getKey()));
            out.append(": ");
            value(entry.getValue(), depth + 1);
            out.append(entries.hasNext() ? "," : "");
        }
        newLine(depth);
        out.append("}");
    }

    private void array(List<?> list, int depth) {
        out.append("[");
        for (int i = 0; i < list.size(); i++) {
            newLine(depth + 1);
            value(list.get(i), depth + 1);
            out.append(i + 1 < list.size() ? "," : "");
        }
        newLine(depth);
        out.append("]");
    }

    private void row(List<?> list, int depth) {
        out.append("[");
        for (int i = 0; i < list.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            value(list.get(i), depth);
        }
        out.append("]");
    }

    private void newLine(int depth) {
        out.append('\n').append("  ".repeat(depth));
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
