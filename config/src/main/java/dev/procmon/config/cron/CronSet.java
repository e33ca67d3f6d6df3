// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.cron;

/**
 * The values that one field of a line allows.
 *
 * @param bits one for each value
 * @param starred whether it is written with a star first, which decides how the two fields of days go together
 */
record CronSet(long bits, boolean starred) {

    boolean has(int value) {
        return (bits & (1L << value)) != 0;
    }

    /** Return the least value that is not less than another, or {@link #NONE}. */
    int from(int value) {
        long rest = bits & (-1L << value);
        return rest == 0 ? NONE : Long.numberOfTrailingZeros(rest);
    }

    /** Return the least value. */
    int first() {
        return Long.numberOfTrailingZeros(bits);
    }

    /** What {@link #from} returns when there is no such value: more than every value there is. */
    static final int NONE = 64;
}
