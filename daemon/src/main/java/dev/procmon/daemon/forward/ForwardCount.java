// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts what becomes of the output for one receiver. Written by its thread, read by any. */
final class ForwardCount {

    private final String name;
    private volatile Counts counts = new Counts(0, 0, 0, 0, Optional.empty(), Optional.empty());

    /** All at one moment. */
    private record Counts(
            long lines, long bytes, long failures, long lost, Optional<Instant> oldest, Optional<String> trouble) {}

    ForwardCount(String name) {
        this.name = name;
    }

    void sent(int lines, long bytes, Instant last) {
        Counts now = counts;
        counts = new Counts(
                now.lines + lines, now.bytes + bytes, now.failures, now.lost, Optional.of(last), Optional.empty());
    }

    /** Nothing is left to be sent. */
    void caughtUp() {
        Counts now = counts;
        counts = new Counts(now.lines, now.bytes, now.failures, now.lost, Optional.empty(), now.trouble);
    }

    void failed(String cause, Instant oldest) {
        Counts now = counts;
        counts = new Counts(now.lines, now.bytes, now.failures + 1, now.lost, Optional.of(oldest), Optional.of(cause));
    }

    void lost(long bytes) {
        Counts now = counts;
        counts = new Counts(now.lines, now.bytes, now.failures, now.lost + bytes, now.oldest, now.trouble);
    }

    /** It will never take a line; but it is there. */
    void refused(long bytes) {
        Counts now = counts;
        counts = new Counts(now.lines, now.bytes, now.failures, now.lost + bytes, now.oldest, Optional.empty());
    }

    ForwardState state(Instant time) {
        Counts now = counts;
        Duration behind = now.oldest.map(each -> Duration.between(each, time)).orElse(Duration.ZERO);
        return new ForwardState(
                name,
                now.lines,
                now.bytes,
                now.failures,
                now.lost,
                behind.isNegative() ? Duration.ZERO : behind,
                now.trouble);
    }
}
