// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.cron.CronLine;
import dev.procmon.config.cron.CronSchedule;
import dev.procmon.config.cron.CronTimes;
import dev.procmon.config.cron.EverySchedule;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads when a program is run that is not to run all the time: {@code schedule} and what belongs to it. */
final class JobReader {

    private static final String EVERY = "@every";

    private final Fields fields;

    JobReader(Fields fields) {
        this.fields = fields;
    }

    Optional<JobPolicy> read() {
        Optional<TomlValue> value = fields.value(Key.SCHEDULE);
        if (value.isEmpty()) {
            String reason = "has no meaning without schedule";
            fields.without(Key.TIME_ZONE, reason);
            fields.without(Key.OVERLAP, reason);
            fields.without(Key.MISSED, reason);
            return Optional.empty();
        }
        Optional<Schedule> schedule = schedule(value.get());
        JobPolicy.Overlap overlap = Choice.OVERLAP.read(fields, Key.OVERLAP).orElse(JobPolicy.Overlap.SKIP);
        JobPolicy.Missed missed = Choice.MISSED.read(fields, Key.MISSED).orElse(JobPolicy.Missed.SKIP);
        return schedule.isPresent() ? Optional.of(new JobPolicy(schedule.get(), overlap, missed)) : Optional.empty();
    }

    private Optional<Schedule> schedule(TomlValue value) {
        Optional<Fields.Place> place = fields.text(Key.SCHEDULE, value);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        String line = place.get().text().strip();
        if (line.startsWith(EVERY)) {
            fields.without(Key.TIME_ZONE, "has no meaning with @every, which is the same everywhere");
            return every(value, line);
        }
        Optional<ZoneId> zone = zone();
        Optional<CronTimes> times = times(value, place.get().text());
        return zone.isPresent() && times.isPresent()
                ? Optional.of(new CronSchedule(line, times.get(), zone.get()))
                : Optional.empty();
    }

    private Optional<Schedule> every(TomlValue value, String line) {
        Optional<Duration> period =
                DurationText.parse(line.substring(EVERY.length()).strip());
        return period.isPresent() && period.get().compareTo(EverySchedule.SHORTEST) >= 0
                ? Optional.of(new EverySchedule(line, period.get()))
                : fields.refused(
                        value,
                        "schedule: expected @every and a duration of at least 1s such as @every 10s, got "
                                + Shown.value(value));
    }

    private Optional<CronTimes> times(TomlValue value, String line) {
        CronLine.Reading reading = CronLine.read(line);
        if (reading instanceof CronLine.Reading.Understood(CronTimes times)) {
            return Optional.of(times);
        }
        CronLine.Reading.Refused refused = (CronLine.Reading.Refused) reading;
        fields.problems()
                .error(((TomlValue.Text) value).offsetOf(refused.index()), "schedule has " + refused.message());
        return Optional.empty();
    }

    private Optional<ZoneId> zone() {
        Optional<TomlValue> value = fields.value(Key.TIME_ZONE);
        if (value.isEmpty()) {
            return Optional.of(ZoneId.systemDefault());
        }
        if (!(value.get() instanceof TomlValue.Text text)) {
            return fields.mismatch(Key.TIME_ZONE, value.get());
        }
        try {
            return Optional.of(ZoneId.of(text.value()));
        } catch (DateTimeException _) {
            return unknown(text);
        }
    }

    private Optional<ZoneId> unknown(TomlValue.Text text) {
        List<String> known = new ArrayList<>(ZoneId.getAvailableZoneIds());
        known.sort(String::compareTo);
        Optional<String> near = Nearest.to(text.value(), known);
        return near.isEmpty()
                ? fields.mismatch(Key.TIME_ZONE, text)
                : fields.refused(
                        text,
                        "time-zone: unknown time zone " + Shown.text(text.value()) + "; did you mean \"" + near.get()
                                + "\"?");
    }
}
