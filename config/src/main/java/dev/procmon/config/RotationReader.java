// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads of {@code log} when a new file is begun, and what is kept of the older ones. */
final class RotationReader {

    static final String NEVER = "never";
    static final String FOREVER = "forever";
    static final String UNLIMITED = "unlimited";

    private static final long DAY_SECONDS = 86_400;

    private final Fields log;

    RotationReader(Fields log) {
        this.log = log;
    }

    OptionalLong bytes() {
        Optional<TomlValue> value = log.value(Key.LOG_ROTATE);
        if (value.isEmpty()) {
            return OptionalLong.of(LogPolicy.ROTATE_BYTES_STANDARD);
        }
        if (is(value.get(), NEVER)) {
            return OptionalLong.empty();
        }
        OptionalLong bytes = SizeText.of(value.get());
        if (bytes.isEmpty()) {
            log.mismatch(Key.LOG_ROTATE, value.get());
        } else if (bytes.getAsLong() < LogPolicy.ROTATE_BYTES_MIN) {
            log.refused(
                    value.get(),
                    "log.rotate: expected at least " + SizeText.format(LogPolicy.ROTATE_BYTES_MIN) + ", or \"never\"");
        } else {
            return bytes;
        }
        return OptionalLong.of(LogPolicy.ROTATE_BYTES_STANDARD);
    }

    /** Return how often a new file is begun: such times come at the same hours every day, or every so many days at midnight. */
    Optional<Duration> every() {
        Optional<Duration> every = duration(Key.LOG_ROTATE_EVERY, NEVER);
        return every.isPresent() && !isOfDays(every.get())
                ? log.mismatch(
                        Key.LOG_ROTATE_EVERY, log.value(Key.LOG_ROTATE_EVERY).orElseThrow())
                : every;
    }

    int keep() {
        OptionalInt keep = log.whole(Key.LOG_KEEP, 0, LogPolicy.KEEP_MAX);
        return keep.orElse(LogPolicy.KEEP_STANDARD);
    }

    Optional<Duration> keepFor() {
        Optional<Duration> time = duration(Key.LOG_KEEP_FOR, FOREVER);
        return time.isPresent() && time.get().isZero()
                ? log.mismatch(Key.LOG_KEEP_FOR, log.value(Key.LOG_KEEP_FOR).orElseThrow())
                : time;
    }

    OptionalLong keepTotal() {
        Optional<TomlValue> value = log.value(Key.LOG_KEEP_TOTAL);
        return value.isEmpty() || is(value.get(), UNLIMITED) ? OptionalLong.empty() : log.bytes(Key.LOG_KEEP_TOTAL);
    }

    private Optional<Duration> duration(Key key, String word) {
        Optional<TomlValue> value = log.value(key);
        return value.isEmpty() || is(value.get(), word) ? Optional.empty() : log.duration(key);
    }

    private static boolean isOfDays(Duration every) {
        long seconds = every.toSeconds();
        boolean whole = every.equals(Duration.ofSeconds(seconds));
        return whole && seconds > 0 && (DAY_SECONDS % seconds == 0 || seconds % DAY_SECONDS == 0);
    }

    private static boolean is(TomlValue value, String word) {
        return value instanceof TomlValue.Text text && text.value().equals(word);
    }
}
