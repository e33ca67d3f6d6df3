// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import dev.procmon.logs.LineNumber;
import dev.procmon.logs.SegmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Deletes the oldest segments of a file: those beyond the number, the age and the size that are kept. What others left is not touched. */
final class Retention {

    private Retention() {}

    static void apply(Path file, LogPolicy policy, Instant now) throws IOException {
        List<SegmentName> segments = SegmentName.list(file).reversed();
        long oldest = policy.keepFor().isPresent()
                ? LineNumber.microsOf(now.minus(policy.keepFor().get()))
                : Long.MIN_VALUE;
        int count = 0;
        long total = 0;
        long last = Long.MIN_VALUE;
        for (SegmentName each : segments) {
            // One that is being compressed may be there twice.
            count += each.micros() == last ? 0 : 1;
            last = each.micros();
            total += size(each.path());
            boolean tooLarge =
                    policy.keepTotal().isPresent() && total > policy.keepTotal().getAsLong();
            if (count > policy.keep() || each.micros() < oldest || tooLarge) {
                Files.deleteIfExists(each.path());
                Files.deleteIfExists(SegmentName.index(each.path()));
            }
        }
    }

    private static long size(Path segment) throws IOException {
        try {
            return Files.size(segment);
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }
}
