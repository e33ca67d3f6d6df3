// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.instance;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** How supervisors are named: 1 to 64 letters, digits, dots, dashes and underscores, the first neither a dot nor a dash. */
public final class InstanceNames {

    private static final int LENGTH_MAX = 64;
    private static final int DIGEST_DIGITS = 8;
    private static final long FNV_BASIS = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    /** What is left for the name of the directory beside a dash and the digest. */
    private static final int DIRECTORY_MAX = LENGTH_MAX - 1 - DIGEST_DIGITS;

    private InstanceNames() {}

    /** Tell whether a text can be a name. */
    public static boolean isName(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX || !canBegin(text.charAt(0))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Return the name of the supervisor of a configuration file that gives none: that of its directory, and a digest of the whole path, so
     * that two directories of the same name do not meet.
     *
     * @param canonical the file in full, without links in its path
     */
    public static String of(Path canonical) {
        Path parent = canonical.getParent();
        Path directory = parent == null ? null : parent.getFileName();
        StringBuilder name = new StringBuilder();
        String text = directory == null ? "root" : directory.toString();
        for (int i = 0; i < text.length() && name.length() < DIRECTORY_MAX; i++) {
            char each = text.charAt(i);
            boolean fits = name.isEmpty() ? canBegin(each) : isAllowed(each);
            if (fits) {
                name.append(each);
            } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '-') {
                name.append('-');
            }
        }
        if (name.isEmpty()) {
            name.append("procmon");
        }
        return name.append('-').append(digest(canonical)).toString();
    }

    /** FNV-1a of 64 bits, folded: a digest of the library costs tens of milliseconds when it is the first, before the first child. */
    private static String digest(Path path) {
        long hash = FNV_BASIS;
        for (byte each : path.toString().getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xFF)) * FNV_PRIME;
        }
        String digits = Integer.toHexString((int) (hash ^ (hash >>> 32)));
        return "0".repeat(DIGEST_DIGITS - digits.length()) + digits;
    }

    private static boolean canBegin(char each) {
        return isAllowed(each) && each != '.' && each != '-';
    }

    private static boolean isAllowed(char each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '.'
                || each == '-'
                || each == '_';
    }
}
