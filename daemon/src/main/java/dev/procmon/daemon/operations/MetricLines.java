// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

/** The lines that figures are in the text format of Prometheus. For one thread. */
final class MetricLines {

    private final StringBuilder text = new StringBuilder(4096);

    /** Say what the figures of a name are, before the first of them. */
    void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /**
     * Add a figure.
     *
     * @param labels what tells it from others of the name, as {@code program="web"}; empty where it is the only one
     */
    void line(String name, String labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ');
        // Whole numbers without an exponent: they are read by people too.
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            text.append((long) value);
        } else {
            text.append(value);
        }
        text.append('\n');
    }

    /** Return the value of a label with its quotes. */
    static String quoted(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            switch (each) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.append(each);
            }
        }
        return out.append('"').toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
