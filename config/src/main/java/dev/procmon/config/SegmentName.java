// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the older output of a file is called: {@code web.log.20261201T030512.123456Z} by procmon, {@code web.log.1} or
 * {@code web.log-20261201} by logrotate(8), with {@code .gz} or {@code .zst} behind it where it is compressed.
 */
final class SegmentName {

    private static final String[] COMPRESSED = {".gz", ".zst"};
    private static final String TIME_FORM = "00000000T000000.000000Z";
    private static final int DATE_DIGITS = 8;

    private SegmentName() {}

    /** Return the files of which a file would be taken for older output. */
    static List<Path> bases(Path file) {
        String name = String.valueOf(file.getFileName());
        for (String suffix : COMPRESSED) {
            if (name.endsWith(suffix)) {
                name = name.substring(0, name.length() - suffix.length());
            }
        }
        List<Path> bases = new ArrayList<>(0);
        for (int i = 1; i < name.length() - 1; i++) {
            if (isBehind(name.charAt(i), name.substring(i + 1))) {
                bases.add(file.resolveSibling(name.substring(0, i)));
            }
        }
        return bases;
    }

    private static boolean isBehind(char separator, String rest) {
        boolean number = separator == '.' && digits(rest) == rest.length();
        return number || ((separator == '.' || separator == '-') && isDate(rest)) || (separator == '.' && isTime(rest));
    }

    /** Tell whether a text is a date of eight digits, with a time of any digits behind it or without. */
    private static boolean isDate(String text) {
        if (digits(text) < DATE_DIGITS) {
            return false;
        }
        String behind = text.substring(DATE_DIGITS);
        boolean separated = !behind.isEmpty() && "-T.".indexOf(behind.charAt(0)) >= 0;
        String time = separated ? behind.substring(1) : behind;
        return digits(time) == time.length() && !(separated && time.isEmpty());
    }

    private static int digits(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
            count++;
        }
        return count;
    }

    private static boolean isTime(String text) {
        boolean time = text.length() == TIME_FORM.length();
        for (int i = 0; time && i < TIME_FORM.length(); i++) {
            char c = text.charAt(i);
            time = TIME_FORM.charAt(i) == '0' ? c >= '0' && c <= '9' : c == TIME_FORM.charAt(i);
        }
        return time;
    }
}
