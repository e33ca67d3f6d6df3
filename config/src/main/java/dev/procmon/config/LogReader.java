// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code log}, and sees that no two programs write into one file. */
final class LogReader {

    private static final String NEVER = "never";

    private record Owner(String program, int offset) {}

    private final Map<Path, Owner> owners = new HashMap<>();

    /** Read the log of a program; each of its replicas gets one of its own. */
    LogPolicy read(String program, Fields fields, ReplicasReader replicas) {
        Optional<TomlValue> value = fields.value(Key.LOG);
        if (value.isEmpty()) {
            return LogPolicy.STANDARD;
        }
        if (value.get() instanceof TomlValue.Text) {
            Optional<Path> file = file(program, fields, value.get(), Key.LOG, replicas);
            return LogPolicy.STANDARD.into(file, Optional.empty());
        }
        Optional<Fields> log = fields.inner(Key.LOG, Section.LOG);
        return log.isPresent() ? ofTable(program, log.get(), replicas) : LogPolicy.STANDARD;
    }

    private LogPolicy ofTable(String program, Fields log, ReplicasReader replicas) {
        OptionalLong rotate = rotate(log);
        int keep = keep(log);
        Optional<TomlValue> value = log.value(Key.LOG_FILE);
        if (value.isEmpty()) {
            log.missing(Key.LOG_FILE, log.offset(), "log has no \"file\"");
            return LogPolicy.STANDARD;
        }
        Optional<Path> file = file(program, log, value.get(), Key.LOG_FILE, replicas);
        LogPolicy standard = LogPolicy.STANDARD;
        return new LogPolicy(
                standard.mode(),
                file,
                Optional.empty(),
                rotate,
                Optional.empty(),
                keep,
                Optional.empty(),
                OptionalLong.empty(),
                standard.compression(),
                standard.onFull(),
                standard.show(),
                List.of());
    }

    private Optional<Path> file(String program, Fields fields, TomlValue value, Key key, ReplicasReader replicas) {
        Optional<Path> file = fields.file(key, value);
        if (file.isEmpty()) {
            return file;
        }
        String path = file.get().toString();
        if (replicas.count().isPresent() && path.equals(replicas.placeholders(1).in(path))) {
            return fields.refused(
                    value,
                    key.path() + ": each replica needs a file of its own; put " + Placeholders.REPLICA
                            + " into the name");
        }
        for (int index = 0; index < replicas.count().orElse(1); index++) {
            Path own = replicas.count().isEmpty() && replicas.port().isEmpty()
                    ? file.get()
                    : Path.of(replicas.placeholders(index).in(path));
            Owner owner = owners.putIfAbsent(own.normalize(), new Owner(program, value.offset()));
            if (owner != null) {
                return fields.refused(
                        value,
                        key.path() + ": the log file of program " + Shown.text(owner.program()) + " too, "
                                + fields.problems().where(owner.offset(), value.offset())
                                + "; each program needs its own");
            }
        }
        return file;
    }

    private static OptionalLong rotate(Fields log) {
        Optional<TomlValue> value = log.value(Key.LOG_ROTATE);
        if (value.isEmpty()) {
            return OptionalLong.of(LogPolicy.ROTATE_BYTES_STANDARD);
        }
        if (value.get() instanceof TomlValue.Text text && text.value().equals(NEVER)) {
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

    private static int keep(Fields log) {
        return log.whole(Key.LOG_KEEP, 0, LogPolicy.KEEP_MAX).orElse(LogPolicy.KEEP_STANDARD);
    }
}
