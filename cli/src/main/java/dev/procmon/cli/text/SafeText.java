// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

/**
 * Keeps what a program writes from acting upon the terminal of whoever looks: control characters are shown, not sent. Also
 * shown are those that change the direction of text or begin a line, by which a line can look like another one.
 */
public final class SafeText {

    private static final String HEX = "0123456789abcdef";
    private static final char ESCAPE = 0x1B;

    private SafeText() {}

    /** Tell whether a text is harmless at a glance: printable ASCII and tabs. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Return a text with all of its control characters shown. */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 8);
        append(out, text, false);
        return out.toString();
    }

    /**
     * Append a text.
     *
     * @param colours whether sequences that set colours (SGR) may pass; then they end with the text
     */
    public static void append(StringBuilder out, String text, boolean colours) {
        boolean coloured = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = colours && c == ESCAPE ? endOfColour(text, i) : i;
            if (end > i) {
                out.append(text, i, end);
                coloured = true;
                i = end - 1;
            } else if (isControl(c)) {
                out.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            } else if (misleads(c)) {
                out.append("\\u").append(Integer.toHexString(c));
            } else {
                out.append(c);
            }
        }
        if (coloured) {
            out.append(Style.RESET);
        }
    }

    /** Return the index behind the sequence that begins here if it sets colours, else the index itself. */
    private static int endOfColour(String text, int start) {
        if (start + 1 >= text.length() || text.charAt(start + 1) != '[') {
            return start;
        }
        int at = start + 2;
        while (at < text.length() && isParameter(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == 'm' ? at + 1 : start;
    }

    private static boolean isParameter(char c) {
        return (c >= '0' && c <= '9') || c == ';' || c == ':';
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\t') || (c >= 0x7F && c <= 0x9F);
    }

    private static boolean misleads(char c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
    }
}
