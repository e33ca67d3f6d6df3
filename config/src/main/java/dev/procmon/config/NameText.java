// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

/** What the names of programs and groups may be. */
final class NameText {

    /** The greatest length of a name, which also becomes part of paths and of lines on a terminal. */
    static final int LENGTH_MAX = 64;

    private NameText() {}

    /** Tell whether a text is a name. */
    static boolean isName(String text) {
        boolean valid = !text.isEmpty() && text.length() <= LENGTH_MAX;
        for (int i = 0; valid && i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            valid = alphanumeric || (i > 0 && (c == '_' || c == '-' || c == '.'));
        }
        return valid;
    }

    /** Tell whether a text can be the name of a supervisor: that of a program, or one with a low line first. */
    static boolean isInstance(String text) {
        return isName(text) || (text.startsWith("_") && isName("x".concat(text.substring(1))));
    }

    /** Say that a text is no name. */
    static String refusal(String kind, String text) {
        return kind + " name " + Shown.text(text) + ": expected 1 to " + LENGTH_MAX
                + " letters, digits, '_', '-' and '.', a letter or a digit first";
    }
}
