// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The same for a raw file, which does not say where a run ends: its runs stand one behind the other. */
record RawAccount(long found, long lost, String flaw) {
    private static final int LOOK_AHEAD = 16;

    static RawAccount of(LogFile file, List<Journal> journals) throws IOException {
        var text = Pieces.joined(file.all(), file.joined());
        var runs = journals.stream().filter(each -> each.bytes().limit() > 0).toList();
        int at = 0;
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            int same = sameFrom(text, at, run.bytes());
            if (same < run.recorded()) {
                long rest = runs.subList(i, runs.size()).stream()
                        .mapToLong(Journal::recorded)
                        .sum();
                var flaw = "run %d of %d differs after %,d bytes, at %,d of %,d"
                        .formatted(i + 1, runs.size(), same, at + same, text.limit());
                return new RawAccount(text.limit(), Math.max(1, rest - (text.limit() - at)), flaw);
            }
            at += length(
                    text, at, run, same, i + 1 < runs.size() ? runs.get(i + 1).bytes() : ByteBuffer.allocate(0));
        }
        var flaw = at == text.limit() ? "" : "%,d bytes too many".formatted(text.limit() - at);
        return new RawAccount(text.limit(), 0, flaw);
    }

    private static int sameFrom(ByteBuffer text, int at, ByteBuffer run) {
        int length = Math.min(text.limit() - at, run.limit());
        int same = text.slice(at, length).mismatch(run.slice(0, length));
        return same < 0 ? length : same;
    }

    /** How much of the last write of a run that was killed has arrived: so much that the next run begins there. */
    private static int length(ByteBuffer text, int at, Journal run, int same, ByteBuffer next) {
        int ahead = Math.min(LOOK_AHEAD, next.limit());
        for (int length = same; length > run.recorded(); length--) {
            int begin = at + length;
            boolean ends = ahead == 0 ? begin == text.limit() : begin + ahead <= text.limit();
            if (ends && text.slice(begin, ahead).mismatch(next.slice(0, ahead)) < 0) {
                return length;
            }
        }
        return (int) run.recorded();
    }
}
