// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.config.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads the values of options. What cannot be read is said with what was expected. */
final class Values {

    private static final Pattern CLOCK = Pattern.compile("\\d\\d:\\d\\d(:\\d\\d([.]\\d{1,9})?)?");

    private static final Pattern BARE_NUMBER = Pattern.compile("\\d+");
    /** Nothing that procmon could tell of is older: who says so means another thing. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private Values() {}

    /** Return a duration, if it was given. */
    static Optional<Duration> duration(Option option, Arguments arguments) {
        Optional<String> text = arguments.value(option.name());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> duration = DurationText.parse(text.get());
        if (duration.isEmpty()) {
            throw wrong(option, text.get(), "a duration such as 30s or 2m");
        }
        return duration;
    }

    /** Return a number that is not less than another, if it was given. */
    static OptionalInt count(Option option, int min, Arguments arguments) {
        Optional<String> text = arguments.value(option.name());
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(number(option.toString(), text.get(), min));
    }

    /** Return a number that is not less than another. */
    static int number(String what, String text, int min) {
        try {
            int number = Integer.parseInt(text);
            if (number >= min) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number that is too small.
        }
        throw new UsageException(
                what + ": \"" + text + "\" is not what was expected: a whole number, " + min + " or more");
    }

    /** Return a moment, if it was given: so long ago, a date or time as people or machines write it, or the latest time of day. */
    static Optional<Instant> moment(Option option, Arguments arguments, InstantSource time) {
        Optional<String> text = arguments.value(option.name());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> ago = DurationText.parse(text.get());
        if (BARE_NUMBER.matcher(text.get()).matches() && isBeforeAll(ago, time)) {
            throw wrong(
                    option,
                    text.get(),
                    "how long ago, such as 10m, or a time such as 12:00 or 2026-01-31T12:00:00;"
                            + " a number alone is seconds ago, not since 1970");
        }
        return Optional.of(ago.isPresent() ? time.instant().minus(ago.get()) : date(option, text.get(), time));
    }

    /** Tell whether so long ago is earlier than can be meant, or no duration that there can be. */
    private static boolean isBeforeAll(Optional<Duration> ago, InstantSource time) {
        return ago.isEmpty() || time.instant().minus(ago.get()).isBefore(EARLIEST);
    }

    private static Instant date(Option option, String text, InstantSource time) {
        try {
            if (CLOCK.matcher(text).matches()) {
                return latest(LocalTime.parse(text), time.instant().atZone(ZoneId.systemDefault()));
            }
            String form = text.replace(' ', 'T');
            if (form.indexOf('T') < 0) {
                return LocalDate.parse(form)
                        .atStartOfDay(ZoneId.systemDefault())
                        .toInstant();
            }
            boolean zoned =
                    form.endsWith("Z") || form.lastIndexOf('+') > 0 || form.lastIndexOf('-') > form.indexOf('T');
            return zoned
                    ? OffsetDateTime.parse(form).toInstant()
                    : LocalDateTime.parse(form).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException e) {
            throw wrong(option, text, "how long ago, such as 10m, or a time such as 12:00 or 2026-01-31T12:00:00");
        }
    }

    /** Return when a clock on the wall has shown a time last: that was today, or yesterday. */
    private static Instant latest(LocalTime clock, ZonedDateTime now) {
        ZonedDateTime today = now.toLocalDate().atTime(clock).atZone(now.getZone());
        return today.isAfter(now)
                ? now.toLocalDate()
                        .minusDays(1)
                        .atTime(clock)
                        .atZone(now.getZone())
                        .toInstant()
                : today.toInstant();
    }

    private static UsageException wrong(Option option, String text, String expected) {
        return new UsageException(option + ": \"" + text + "\" is not what was expected: " + expected);
    }
}
