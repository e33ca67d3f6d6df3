// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.net.Inet6Address;

/** Hosts as people write them: a name, or an address of IPv4 or IPv6. Nothing is looked up. */
final class HostText {

    private static final int LENGTH_MAX = 253;
    private static final int PARTS = 4;

    private HostText() {}

    /** Tell whether a text is an address. */
    static boolean isNumeric(String text) {
        return text.indexOf(':') >= 0 ? isSix(text) : isFour(text);
    }

    /** Tell whether a text can be a name, or is an address of IPv4. */
    static boolean isHost(String text) {
        boolean valid = !text.isEmpty() && text.length() <= LENGTH_MAX;
        for (int i = 0; valid && i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            valid = alphanumeric || c == '.' || c == '_' || (c == '-' && i > 0);
        }
        return valid;
    }

    /** Tell whether a text is an address of IPv6, without a zone. */
    static boolean isSix(String text) {
        if (text.indexOf(':') < 0 || text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
            return false;
        }
        try {
            // An address of IPv4 inside one of IPv6 comes back as one of IPv4, and is to be written as that.
            return Inet6Address.ofLiteral(text) instanceof Inet6Address;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /** Tell whether a text is an address of IPv4, four numbers without zeros before them. */
    static boolean isFour(String text) {
        String[] parts = text.split("\\.", -1);
        boolean valid = parts.length == PARTS;
        for (int i = 0; valid && i < PARTS; i++) {
            String part = parts[i];
            valid = !part.isEmpty() && part.length() <= 3 && (part.length() == 1 || part.charAt(0) != '0');
            for (int j = 0; valid && j < part.length(); j++) {
                valid = part.charAt(j) >= '0' && part.charAt(j) <= '9';
            }
            valid = valid && Integer.parseInt(part) <= 255;
        }
        return valid;
    }
}
