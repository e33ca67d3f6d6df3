// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.cron;

import dev.procmon.core.policy.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Times of the day at a place, by the rule of the manual for days on which its clocks are put forward or back:
 *
 * <ul>
 *   <li>Times of certain hours: one that does not exist is the first moment after the gap, and one that comes twice is the
 *       first of the two. So what is to happen once a day does.
 *   <li>Times of every hour: they follow the clock as it goes, with nothing made up for the gap and nothing left out when an
 *       hour comes twice. So what is to happen every ten minutes does.
 * </ul>
 *
 * @param text as it was written
 * @param times what it says
 * @param zone whose clocks count
 */
public record CronSchedule(String text, CronTimes times, ZoneId zone) implements Schedule {

    @Override
    public Optional<Instant> next(Instant after) {
        return times.isOfEveryHour() ? byTheClock(after) : once(after);
    }

    @Override
    public String toString() {
        return text + " (" + zone + ")";
    }

    /** Find the next of the times of certain hours. Moments rise with the times of the calendar, but for equal ones. */
    private Optional<Instant> once(Instant after) {
        ZoneRules rules = zone.getRules();
        LocalDateTime earliest = afterwards(LocalDateTime.ofInstant(after, zone));
        while (true) {
            Optional<LocalDateTime> time = times.from(earliest);
            if (time.isEmpty()) {
                return Optional.empty();
            }
            Instant moment = moment(rules, time.get());
            if (moment.isAfter(after)) {
                return Optional.of(moment);
            }
            earliest = afterwards(time.get());
        }
    }

    private static Instant moment(ZoneRules rules, LocalDateTime time) {
        ZoneOffsetTransition transition = rules.getTransition(time);
        boolean inGap = transition != null && transition.isGap();
        return inGap
                ? transition.getInstant()
                : time.toInstant(transition == null ? rules.getOffset(time) : transition.getOffsetBefore());
    }

    /** Find the next time as the clock shows it, stretch by stretch between its changes. */
    private Optional<Instant> byTheClock(Instant after) {
        ZoneRules rules = zone.getRules();
        Instant from = after;
        LocalDateTime earliest = afterwards(LocalDateTime.ofInstant(after, zone));
        while (true) {
            ZoneOffset offset = rules.getOffset(from);
            Optional<LocalDateTime> time = times.from(earliest);
            if (time.isEmpty()) {
                return Optional.empty();
            }
            Instant moment = time.get().toInstant(offset);
            ZoneOffsetTransition change = rules.nextTransition(from);
            if (change == null || moment.isBefore(change.getInstant())) {
                return Optional.of(moment);
            }
            from = change.getInstant();
            earliest = change.getDateTimeAfter();
        }
    }

    /** Return the next whole second. */
    private static LocalDateTime afterwards(LocalDateTime time) {
        return time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }
}
