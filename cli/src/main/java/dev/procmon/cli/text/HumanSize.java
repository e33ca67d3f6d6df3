// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

/** Numbers of bytes for people, in powers of 1024: {@code 640K}, {@code 12M}, {@code 1.4G}. */
public final class HumanSize {

    private static final String UNITS = "KMGTP";
    private static final long STEP = 1024;

    private HumanSize() {}

    /** Return a number of bytes as people say it. */
    public static String of(long bytes) {
        if (bytes < STEP) {
            return Math.max(0, bytes) + "B";
        }
        int unit = 0;
        long whole = bytes / STEP;
        long rest = bytes % STEP;
        while (whole >= STEP && unit < UNITS.length() - 1) {
            rest = whole % STEP;
            whole /= STEP;
            unit++;
        }
        // A tenth of a mebibyte says something where there are few of them.
        String tenths = whole < 10 && unit > 0 ? "." + rest * 10 / STEP : "";
        return whole + tenths + UNITS.charAt(unit);
    }
}
