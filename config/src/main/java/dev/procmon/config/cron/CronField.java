// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.cron;

import java.util.List;

/** The fields of a line of cron: what each may hold, and what it is called in a message. */
enum CronField {
    SECOND("second", 0, 59, ""),
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY("day of the month", 1, 31, ""),
    MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    /** Both 0 and 7 are Sunday. */
    WEEKDAY("day of the week", 0, 7, "SUN MON TUE WED THU FRI SAT");

    private final String title;
    private final int min;
    private final int max;
    private final String names;

    CronField(String title, int min, int max, String names) {
        this.title = title;
        this.min = min;
        this.max = max;
        this.names = names;
    }

    String title() {
        return title;
    }

    int min() {
        return min;
    }

    int max() {
        return max;
    }

    /** Return the names of its values, the first of which is the least value. */
    List<String> names() {
        return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
    }

    /** Return what it may hold, in words. */
    String range() {
        String numbers = min + "-" + max;
        return names.isEmpty() ? numbers : numbers + " or " + names().getFirst() + "-" + names().getLast();
    }
}
