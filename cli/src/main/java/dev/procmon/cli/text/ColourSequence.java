// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

/** Finds the sequences that set colours and other looks (ECMA-48, SGR), but for those that hide text. */
final class ColourSequence {

    private static final char BEGIN = '[';
    private static final char END = 'm';
    private static final String HIDDEN = "8";
    private static final String INDEXED = "5";
    private static final String DIRECT = "2";

    private ColourSequence() {}

    /** Return the index behind the sequence whose escape character is here if it may pass, else the index itself. */
    static int end(String text, int start) {
        if (start + 1 >= text.length() || text.charAt(start + 1) != BEGIN) {
            return start;
        }
        int at = start + 2;
        while (at < text.length() && isParameter(text.charAt(at))) {
            at++;
        }
        boolean whole = at < text.length() && text.charAt(at) == END;
        return whole && !hides(text.substring(start + 2, at)) ? at + 1 : start;
    }

    private static boolean isParameter(char c) {
        return (c >= '0' && c <= '9') || c == ';' || c == ':';
    }

    /** Tell whether 8 is among the parameters, other than as a part of a colour: {@code 38;5;8}. */
    private static boolean hides(String parameters) {
        String[] all = parameters.split(";", -1);
        for (int i = 0; i < all.length; i++) {
            String code = withoutZeros(all[i]);
            if (code.equals(HIDDEN) || code.startsWith(HIDDEN + ":")) {
                return true;
            }
            if (setsColour(code)) {
                String kind = i + 1 < all.length ? withoutZeros(all[i + 1]) : "";
                i += kind.equals(INDEXED) ? 2 : kind.equals(DIRECT) ? 4 : 0;
            }
        }
        return false;
    }

    private static boolean setsColour(String parameter) {
        return parameter.equals("38") || parameter.equals("48") || parameter.equals("58");
    }

    private static String withoutZeros(String parameter) {
        int at = 0;
        while (at < parameter.length() - 1 && parameter.charAt(at) == '0') {
            at++;
        }
        return parameter.substring(at);
    }
}
