// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which older parts of a log are to be read yet: those behind a place in their order, but for those with names of ours that were read. */
final class PartQueue {
    /** Looks which parts there are. */
    @FunctionalInterface
    interface Listing {
        List<Segment> read() throws IOException;
    }

    private final LogFile file;
    private final Listing list;
    private final Troubles troubles;
    private final long startMicros;

    private long order = Long.MIN_VALUE;
    private final Set<String> known = new HashSet<>();
    private List<Segment> pending = List.of();

    /**
     * Make it.
     *
     * @param list all parts there are, in their order
     * @param startMicros parts in which all lines are before this need not be read, as long as no line was wanted
     */
    PartQueue(LogFile file, Listing list, Troubles troubles, long startMicros) {
        this.file = file;
        this.list = list;
        this.troubles = troubles;
        this.startMicros = startMicros;
    }

    /** Return all parts there are. */
    List<Segment> all() throws IOException {
        return list.read();
    }

    /**
     * Return the next part, if there is one. Those that were there when this was asked last, and are gone, are missed.
     *
     * @param beginning whether no line was wanted yet
     */
    Optional<Segment> next(List<Segment> all, boolean beginning) {
        troubles.missing(pending, all);
        List<Segment> later = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Segment each = all.get(i);
            if (each.micros() > order && !isKnown(each) && !(beginning && isBeforeStart(all, i))) {
                later.add(each);
            }
        }
        pending = later;
        return later.stream().findFirst();
    }

    /** The next part was opened, or cannot be. */
    void passNext() {
        Segment next = pending.getFirst();
        order = next.micros();
        know(next);
        pending = pending.subList(1, pending.size());
    }

    /** All parts are behind. */
    void passAll(List<Segment> all) {
        order = last(all);
        all.forEach(this::know);
        pending = List.of();
    }

    /** Go to a part that is behind. */
    void goBackTo(long part) {
        known.clear();
        order = part - 1;
    }

    /** Return the parts that were closed after a file that had the name of the log. */
    List<Segment> after(List<Segment> all, Object key, long lastMicros) {
        return Successors.of(all, key, known, isTimedByLines() ? lastMicros : Math.max(order, lastMicros));
    }

    /** That file was read to its end. Return whether it is one of the parts now. */
    boolean leave(List<Segment> all, Object key, List<Segment> later) {
        Optional<Segment> same =
                all.stream().filter(each -> each.key().equals(key)).findFirst();
        same.ifPresent(this::know);
        order = later.isEmpty() ? last(all) : later.getFirst().micros() - 1;
        pending = later;
        return same.isPresent();
    }

    /**
     * That file was cut. The last part of others that began before the last line may be a copy of it. In a copy of raw lines nothing says which
     * of them were read: those of others are behind.
     */
    void cut(List<Segment> all, Object key, long lastMicros) {
        order = lastMicros;
        for (Segment each : all) {
            if (each.own() || each.key().equals(key)) {
                continue;
            }
            if (!isTimedByLines()) {
                order = Math.max(order, each.micros());
            } else if (each.micros() <= lastMicros) {
                order = each.micros() - 1;
            }
        }
    }

    /** The parts of others have the time of their first line; those of raw lines that of their last change. */
    private boolean isTimedByLines() {
        return file.format() != LogFormat.RAW;
    }

    private void know(Segment part) {
        if (part.own()) {
            known.add(part.name());
        }
    }

    private boolean isKnown(Segment part) {
        return part.own() && known.contains(part.name());
    }

    /** It was closed by then, or the next one had begun. */
    private boolean isBeforeStart(List<Segment> all, int nth) {
        if (all.get(nth).own()) {
            return all.get(nth).micros() <= startMicros;
        }
        return isTimedByLines()
                && nth + 1 < all.size()
                && !all.get(nth + 1).own()
                && all.get(nth + 1).micros() < startMicros;
    }

    private static long last(List<Segment> all) {
        return all.isEmpty() ? Long.MIN_VALUE : all.getLast().micros();
    }
}
