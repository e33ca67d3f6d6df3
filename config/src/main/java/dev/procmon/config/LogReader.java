// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code log}, and sees that no two programs write into one file. */
final class LogReader {

    private static final String NEVER = "never";

    private record Owner(String program, int line) {}

    private final BaseDirectory base;
    private final Map<Path, Owner> owners = new HashMap<>();

    LogReader(BaseDirectory base) {
        this.base = base;
    }

    Optional<LogFile> read(String program, Fields fields) {
        Optional<TomlValue> value = fields.value(Key.LOG);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof TomlValue.Text) {
            Optional<Path> file = file(program, fields, value.get(), Key.LOG);
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new LogFile(
                            file.get(), OptionalLong.of(LogFile.ROTATE_BYTES_STANDARD), LogFile.KEEP_STANDARD));
        }
        Optional<Fields> log = fields.inner(Key.LOG, Section.LOG);
        return log.isPresent() ? ofTable(program, log.get()) : Optional.empty();
    }

    private Optional<LogFile> ofTable(String program, Fields log) {
        OptionalLong rotate = rotate(log);
        int keep = keep(log);
        Optional<TomlValue> value = log.value(Key.LOG_FILE);
        if (value.isEmpty()) {
            log.missing(Key.LOG_FILE, log.offset(), "log has no \"file\"");
            return Optional.empty();
        }
        Optional<Path> file = file(program, log, value.get(), Key.LOG_FILE);
        return file.isPresent() ? Optional.of(new LogFile(file.get(), rotate, keep)) : Optional.empty();
    }

    private Optional<Path> file(String program, Fields fields, TomlValue value, Key key) {
        Optional<Path> file = fields.file(key, value, base);
        if (file.isEmpty()) {
            return file;
        }
        Owner owner = owners.get(file.get().normalize());
        if (owner != null) {
            return fields.refused(
                    value,
                    key.path() + ": the log file of program " + Shown.text(owner.program()) + " too, on line "
                            + owner.line() + "; each program needs its own");
        }
        owners.put(file.get().normalize(), new Owner(program, fields.problems().line(value.offset())));
        return file;
    }

    private static OptionalLong rotate(Fields log) {
        Optional<TomlValue> value = log.value(Key.LOG_ROTATE);
        if (value.isEmpty()) {
            return OptionalLong.of(LogFile.ROTATE_BYTES_STANDARD);
        }
        OptionalLong bytes = OptionalLong.empty();
        if (value.get() instanceof TomlValue.Text text) {
            if (text.value().equals(NEVER)) {
                return OptionalLong.empty();
            }
            bytes = SizeText.parse(text.value());
        } else if (value.get() instanceof TomlValue.Whole whole && whole.value() >= 0) {
            bytes = OptionalLong.of(whole.value());
        }
        if (bytes.isEmpty()) {
            log.mismatch(Key.LOG_ROTATE, value.get());
        } else if (bytes.getAsLong() < LogFile.ROTATE_BYTES_MIN) {
            log.refused(
                    value.get(),
                    "log.rotate: expected at least " + SizeText.format(LogFile.ROTATE_BYTES_MIN) + ", or \"never\"");
        } else {
            return bytes;
        }
        return OptionalLong.of(LogFile.ROTATE_BYTES_STANDARD);
    }

    private static int keep(Fields log) {
        Optional<TomlValue> value = log.value(Key.LOG_KEEP);
        if (value.isEmpty()) {
            return LogFile.KEEP_STANDARD;
        }
        if (value.get() instanceof TomlValue.Whole whole && whole.value() >= 0 && whole.value() <= LogFile.KEEP_MAX) {
            return (int) whole.value();
        }
        log.mismatch(Key.LOG_KEEP, value.get());
        return LogFile.KEEP_STANDARD;
    }
}
