// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.cron;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/**
 * Times of a calendar, wherever and whether or not clocks are put forward there.
 *
 * <p>As in crontab(5), where both fields of days are given, a day that either allows will do; where one of them begins with a
 * star, a day must be allowed by both.
 */
public record CronTimes(CronSet second, CronSet minute, CronSet hour, CronSet day, CronSet month, CronSet weekday) {

    /** Every combination of a leap day and a day of the week comes within 40 years, also where a leap year is left out. */
    private static final int YEARS_MAX = 41;

    private static final long ALL_HOURS = 0xFF_FFFF;
    private static final int FEBRUARY = 2;

    /** Tell whether all hours of a day are allowed. */
    boolean isOfEveryHour() {
        return hour.bits() == ALL_HOURS;
    }

    /** Tell whether there is such a day at all, which February 31 is not. */
    boolean hasDay() {
        if (!day.starred() && !weekday.starred()) {
            return true;
        }
        for (int each = 1; each <= 12; each++) {
            int longest = each == FEBRUARY ? 29 : LocalDate.of(2024, each, 1).lengthOfMonth();
            if (month.has(each) && day.first() <= longest) {
                return true;
            }
        }
        return false;
    }

    /** Return the first of the times that is not before another, in whole seconds. */
    Optional<LocalDateTime> from(LocalDateTime earliest) {
        LocalDate date = earliest.toLocalDate();
        Optional<LocalTime> time = hasDate(date) ? time(earliest.toLocalTime()) : Optional.empty();
        if (time.isPresent()) {
            return Optional.of(date.atTime(time.get()));
        }
        Optional<LocalDate> later = dateAfter(date);
        return later.isPresent()
                ? Optional.of(later.get().atTime(hour.first(), minute.first(), second.first()))
                : Optional.empty();
    }

    private Optional<LocalDate> dateAfter(LocalDate date) {
        LocalDate last = date.plusYears(YEARS_MAX);
        LocalDate each = date.plusDays(1);
        while (each.isBefore(last)) {
            if (!month.has(each.getMonthValue())) {
                each = each.plusMonths(1).withDayOfMonth(1);
            } else if (hasDate(each)) {
                return Optional.of(each);
            } else {
                each = each.plusDays(1);
            }
        }
        return Optional.empty();
    }

    private boolean hasDate(LocalDate date) {
        boolean ofMonth = day.has(date.getDayOfMonth());
        boolean ofWeek = weekday.has(date.getDayOfWeek().getValue() % 7);
        boolean either = !day.starred() && !weekday.starred();
        return month.has(date.getMonthValue()) && (either ? ofMonth || ofWeek : ofMonth && ofWeek);
    }

    /** Return the first time of a day that is not before another. */
    private Optional<LocalTime> time(LocalTime earliest) {
        int h = hour.from(earliest.getHour());
        int m = h == earliest.getHour() ? minute.from(earliest.getMinute()) : minute.first();
        boolean sameMinute = h == earliest.getHour() && m == earliest.getMinute();
        int s = sameMinute ? second.from(earliest.getSecond()) : second.first();
        if (s == CronSet.NONE) {
            s = second.first();
            m = minute.from(m + 1);
        }
        if (m == CronSet.NONE) {
            m = minute.first();
            s = second.first();
            h = hour.from(h + 1);
        }
        return h == CronSet.NONE ? Optional.empty() : Optional.of(LocalTime.of(h, m, s));
    }
}
