// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Moments for people: {@code 03:12:44} on the same day, {@code Nov 24 03:12:44} in the same year, else with the year. */
public final class WallTime {

    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final int NANOS_OF_MS = 1_000_000;

    private final ZoneId zone;
    private final ZonedDateTime today;

    /**
     * Make it.
     *
     * @param now the present, which decides what is left out
     * @param zone where the reader is
     */
    public WallTime(Instant now, ZoneId zone) {
        this.zone = zone;
        this.today = now.atZone(zone);
    }

    /** Return a moment, to the second. */
    public String of(Instant moment) {
        return shown(moment.atZone(zone), "");
    }

    /** Return a moment, to the millisecond. */
    public String precisely(Instant moment) {
        ZonedDateTime time = moment.atZone(zone);
        return shown(time, "." + padded(time.getNano() / NANOS_OF_MS, 3));
    }

    private String shown(ZonedDateTime time, String fraction) {
        String clock = padded(time.getHour(), 2) + ":" + padded(time.getMinute(), 2) + ":" + padded(time.getSecond(), 2)
                + fraction;
        if (time.getYear() != today.getYear()) {
            return time.getYear() + "-" + padded(time.getMonthValue(), 2) + "-" + padded(time.getDayOfMonth(), 2) + " "
                    + clock;
        }
        boolean sameDay = time.getDayOfYear() == today.getDayOfYear();
        return sameDay ? clock : MONTHS[time.getMonthValue() - 1] + " " + padded(time.getDayOfMonth(), 2) + " " + clock;
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
