// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;

/**
 * In which format a part of a log is, as far as it says so itself: the one that its source has now may have come later.
 *
 * @param told which it is; empty where neither an index nor the first line says so
 * @param begun whether more bytes would not change that
 */
record PartFormat(Optional<LogFormat> told, boolean begun) {

    /** As many bytes tell of what format a line is: what stands before the first thing that may be of any length. */
    private static final int HEAD = 64;

    /** So many entries are looked at: blocks have such of no run, but a raw file begins with a run. */
    private static final int ENTRIES = 128;

    /**
     * Look at a part.
     *
     * @param index all that counts of it must have been looked for
     */
    static PartFormat of(Text text, Optional<IndexFile> index, ReadCount count) throws IOException {
        if (index.isPresent() && hasRuns(index.get())) {
            return new PartFormat(Optional.of(LogFormat.RAW), true);
        }
        byte[] head = new byte[HEAD];
        int length = read(text, head, count);
        int end = 0;
        while (end < length && head[end] != '\n') {
            end++;
        }
        return new PartFormat(told(head, end), end < length || length == HEAD);
    }

    /** Only what wrote raw bytes had to say there whose they are. */
    private static boolean hasRuns(IndexFile index) throws IOException {
        long most = Math.min(ENTRIES, index.count());
        for (long i = 0; i < most; i++) {
            if (index.entry(i).run() > 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<LogFormat> told(byte[] head, int end) {
        for (LogFormat each : List.of(LogFormat.LINES, LogFormat.JSON)) {
            if (LineFormat.of(each).begins(head, 0, end)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static int read(Text text, byte[] head, ReadCount count) throws IOException {
        int length = 0;
        try {
            int got = text.read(0, head, 0, HEAD);
            while (got > 0) {
                length += got;
                count.add(got);
                got = text.read(length, head, length, HEAD - length);
            }
        } catch (ClosedByInterruptException interrupted) {
            throw interrupted;
        } catch (IOException damaged) {
            // Whoever reads its lines comes to that place too, and tells of it.
        }
        return length;
    }
}
