// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.Locale;
import java.util.Set;

/** What may stand in a header of HTTP/1.1 (RFC 9110, sections 5.1 and 5.5). */
final class HeaderText {

    private static final String MARKS = "!#$%&'*+-.^_`|~";

    /** What is said of the connection and the body, by whoever sends them. */
    private static final Set<String> OF_CONNECTION = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private HeaderText() {}

    /** Tell whether nobody but the sender itself can say a header. */
    static boolean isOfConnection(String name) {
        return OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Tell whether a text is a token, as names of headers are. */
    static boolean isName(String text) {
        boolean valid = !text.isEmpty();
        for (int i = 0; valid && i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            valid = alphanumeric || MARKS.indexOf(c) >= 0;
        }
        return valid;
    }

    /** Tell whether a text is visible ASCII and blanks: a line end would begin another header. */
    static boolean isValue(String text) {
        boolean valid = true;
        for (int i = 0; valid && i < text.length(); i++) {
            char c = text.charAt(i);
            valid = c >= ' ' && c < 0x7f;
        }
        return valid;
    }
}
