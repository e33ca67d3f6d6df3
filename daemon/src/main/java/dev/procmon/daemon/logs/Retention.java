// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import dev.procmon.logs.LineNumber;
import dev.procmon.logs.SegmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Deletes the oldest segments of a file: those beyond the number, the age and the size that are kept. What others left is not touched.
 *
 * <p>How old one is says its name; but those of a time that has not come yet were written before the clock was set back.
 */
final class Retention {

    private Retention() {}

    static void apply(Path file, LogPolicy policy, Instant now) throws IOException {
        long oldest = policy.keepFor().isPresent()
                ? LineNumber.microsOf(now.minus(policy.keepFor().get()))
                : Long.MIN_VALUE;
        int count = 0;
        long total = 0;
        long last = Long.MIN_VALUE;
        for (SegmentName each : newestFirst(file, now)) {
            // One that is being compressed may be there twice.
            count += each.micros() == last ? 0 : 1;
            last = each.micros();
            total += size(each.path());
            boolean tooLarge =
                    policy.keepTotal().isPresent() && total > policy.keepTotal().getAsLong();
            boolean tooOld = policy.keepFor().isPresent() && closed(each, now) < oldest;
            if (count > policy.keep() || tooOld || tooLarge) {
                Files.deleteIfExists(each.path());
                Files.deleteIfExists(SegmentName.index(each.path()));
            }
        }
    }

    /** Those of a time that has not come yet count as older than all others. */
    private static List<SegmentName> newestFirst(Path file, Instant now) throws IOException {
        List<SegmentName> segments = new ArrayList<>(SegmentName.list(file).reversed());
        segments.sort(Comparator.comparing(each -> ClockSetBack.since(each.micros(), now)));
        return segments;
    }

    /**
     * Return when one was closed, in microseconds since 1970. Where neither its name nor its last change can be believed, it is taken to be
     * closed now, and that is written down as its last change: so it grows old from now on.
     */
    private static long closed(SegmentName segment, Instant now) throws IOException {
        if (!ClockSetBack.since(segment.micros(), now)) {
            return segment.micros();
        }
        try {
            long changed = LineNumber.microsOf(
                    Files.getLastModifiedTime(segment.path()).toInstant());
            if (!ClockSetBack.since(changed, now)) {
                return changed;
            }
            Files.setLastModifiedTime(segment.path(), FileTime.from(now));
        } catch (NoSuchFileException gone) {
            // Then its age does not matter.
        }
        return LineNumber.microsOf(now);
    }

    private static long size(Path segment) throws IOException {
        try {
            return Files.size(segment);
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }
}
