// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.policy.Backoff;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code backoff}. */
final class BackoffReader {

    private final Fields fields;

    BackoffReader(Fields fields) {
        this.fields = fields;
    }

    Backoff read() {
        int errorsBefore = fields.problems().errorCount();
        Duration min = fields.duration(Key.BACKOFF_MIN).orElse(Backoff.STANDARD.min());
        Duration max = fields.duration(Key.BACKOFF_MAX).orElse(Backoff.STANDARD.max());
        boolean bothUsable = fields.problems().errorCount() == errorsBefore;
        if (bothUsable && min.compareTo(max) > 0) {
            noteOrder(min, max);
        } else if (bothUsable && min.compareTo(Backoff.FLOOR) < 0) {
            noteFloor(min);
        }
        return new Backoff(
                first(min, max, bothUsable),
                min,
                max,
                factor(),
                jitter(),
                fields.duration(Key.BACKOFF_THRESHOLD).orElse(Backoff.STANDARD.threshold()));
    }

    private Duration first(Duration min, Duration max, boolean usable) {
        Optional<Duration> first = fields.duration(Key.BACKOFF_FIRST);
        if (usable && first.isPresent() && first.get().compareTo(max) > 0) {
            fields.without(
                    Key.BACKOFF_FIRST,
                    DurationText.format(first.get()) + " is more than backoff.max " + DurationText.format(max)
                            + standard(Key.BACKOFF_MAX));
        }
        return first.orElse(min);
    }

    private void noteOrder(Duration min, Duration max) {
        int offset = place(fields.value(Key.BACKOFF_MAX).isPresent() ? Key.BACKOFF_MAX : Key.BACKOFF_MIN);
        fields.problems()
                .error(
                        offset,
                        "backoff.max " + DurationText.format(max) + standard(Key.BACKOFF_MAX)
                                + " is less than backoff.min " + DurationText.format(min) + standard(Key.BACKOFF_MIN));
    }

    private void noteFloor(Duration min) {
        fields.problems()
                .warning(
                        place(Key.BACKOFF_MIN),
                        "backoff.min " + DurationText.format(min) + " is less than "
                                + DurationText.format(Backoff.FLOOR)
                                + ", the shortest wait that there is; that is used");
    }

    private int place(Key key) {
        Optional<TomlValue> value = fields.value(key);
        return value.isPresent() ? value.get().offset() : fields.offset();
    }

    private String standard(Key key) {
        return fields.value(key).isPresent() ? "" : " (the default)";
    }

    private double factor() {
        Optional<Double> factor = fields.number(Key.BACKOFF_FACTOR);
        if (factor.isEmpty() || (factor.get() >= 1 && !factor.get().isInfinite())) {
            return factor.orElse(Backoff.STANDARD.factor());
        }
        fields.mismatch(Key.BACKOFF_FACTOR, fields.value(Key.BACKOFF_FACTOR).orElseThrow());
        return Backoff.STANDARD.factor();
    }

    private double jitter() {
        Optional<TomlValue> value = fields.value(Key.BACKOFF_JITTER);
        if (value.isEmpty()) {
            return Backoff.STANDARD.jitter();
        }
        Optional<Double> jitter = value.get() instanceof TomlValue.Text text
                ? RatioText.parse(text.value())
                : fields.number(Key.BACKOFF_JITTER);
        if (jitter.isPresent() && jitter.get() >= 0 && jitter.get() <= 1) {
            return jitter.get();
        }
        if (jitter.isPresent() || value.get() instanceof TomlValue.Text) {
            fields.mismatch(Key.BACKOFF_JITTER, value.get());
        }
        return Backoff.STANDARD.jitter();
    }
}
