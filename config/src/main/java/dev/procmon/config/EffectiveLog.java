// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes what becomes of the output of a program. */
final class EffectiveLog {

    /** The keys that say how a file is written, which is the same for all who write into it. */
    static final List<Key> OF_FILE = List.of(
            Key.LOG_MODE,
            Key.LOG_ROTATE,
            Key.LOG_ROTATE_EVERY,
            Key.LOG_KEEP,
            Key.LOG_KEEP_FOR,
            Key.LOG_KEEP_TOTAL,
            Key.LOG_COMPRESS,
            Key.LOG_ON_FULL);

    private EffectiveLog() {}

    /** Return the table. */
    static String table(LogPolicy log) {
        List<String> fields = new ArrayList<>();
        fields.add(field(log, Key.LOG_MODE));
        if (log.mode().isKept()) {
            addFile(fields, Key.LOG_FILE, log.file());
            addFile(fields, Key.LOG_ERROR_FILE, log.errorFile());
            for (int i = 1; i < OF_FILE.size(); i++) {
                fields.add(field(log, OF_FILE.get(i)));
            }
        }
        // Of output that nobody sees there is nothing to say.
        if (log.mode().isKept() || log.mode() == LogPolicy.Mode.PASS_THROUGH) {
            fields.add(Rendering.field(Key.LOG_SHOW, Rendering.quote(Choice.SHOW.of(log.show()))));
        }
        if (log.mode().isKept()) {
            fields.add(Rendering.field(Key.LOG_FORWARD, Rendering.array(log.forward())));
        }
        return Rendering.table(fields);
    }

    /** Return the value of one of {@link #OF_FILE}. */
    static String value(LogPolicy log, Key key) {
        if (key == Key.LOG_MODE) {
            return Rendering.quote(Choice.LOG_MODE.of(log.mode()));
        }
        if (key == Key.LOG_ROTATE) {
            return size(log.rotateBytes(), RotationReader.NEVER);
        }
        if (key == Key.LOG_ROTATE_EVERY) {
            return duration(log.rotateEvery(), RotationReader.NEVER);
        }
        if (key == Key.LOG_KEEP) {
            return Integer.toString(log.keep());
        }
        if (key == Key.LOG_KEEP_FOR) {
            return duration(log.keepFor(), RotationReader.FOREVER);
        }
        if (key == Key.LOG_KEEP_TOTAL) {
            return size(log.keepTotal(), RotationReader.UNLIMITED);
        }
        return Rendering.quote(
                key == Key.LOG_COMPRESS ? Choice.COMPRESSION.of(log.compression()) : Choice.ON_FULL.of(log.onFull()));
    }

    private static String field(LogPolicy log, Key key) {
        return Rendering.field(key, value(log, key));
    }

    private static void addFile(List<String> fields, Key key, Optional<Path> file) {
        if (file.isPresent()) {
            fields.add(Rendering.field(key, Rendering.quote(file.get().toString())));
        }
    }

    private static String size(OptionalLong bytes, String none) {
        return Rendering.quote(bytes.isPresent() ? SizeText.format(bytes.getAsLong()) : none);
    }

    private static String duration(Optional<Duration> duration, String none) {
        return duration.isPresent() ? Rendering.duration(duration.get()) : Rendering.quote(none);
    }
}
