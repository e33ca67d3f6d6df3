// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LineNumber;
import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Reads what a receiver has not had yet, of all files that are for it, one reader for each. The lines of a file come in their order, those of
 * several by their numbers, as far as they are there when a batch is filled.
 */
final class Intake implements AutoCloseable {

    private final ForwardedOutput output;
    private final Cursors cursors;
    private final Map<LogSource, Feed> feeds = new LinkedHashMap<>();
    private int seen = -1;
    private Optional<Instant> ahead = Optional.empty();

    Intake(ForwardedOutput output, Cursors cursors) {
        this.output = output;
        this.cursors = cursors;
    }

    /** Look for files again with the next batch, for others may be wanted. */
    void lookAgain() {
        seen = -1;
    }

    /** Fill a batch that is empty; it stays so where there is nothing to be sent. */
    void fill(Batch batch, Wanted wanted, Instant now) {
        openNew(wanted);
        feeds.values().forEach(each -> overcomeSetBack(each, now));
        PriorityQueue<Feed> waiting = new PriorityQueue<>(Comparator.comparingLong(Feed::id));
        List<Feed> quiet = look(feeds.values(), waiting);
        if (!waiting.isEmpty()) {
            // Those that were looked at first may have got an earlier line since.
            look(quiet, waiting);
        }
        while (!waiting.isEmpty() && !batch.isFull(wanted.forward().queueBytes())) {
            Feed first = waiting.remove();
            batch.add(first.take(), first.source());
            if (first.look()) {
                waiting.add(first);
            }
        }
    }

    /** A line has been delivered. */
    void delivered(LogSource source, LogEntry entry) {
        if (feeds.containsKey(source)) {
            cursors.set(source, entry.id());
        }
    }

    /** Return how many bytes were found to be deleted before they were read, since the last call. */
    long missed() {
        long missed = 0;
        for (Feed each : feeds.values()) {
            missed += each.missed();
        }
        return missed;
    }

    /** Return up to which time, which has not come yet, lines were delivered, if the clock was found to be set back since the last call. */
    Optional<Instant> takeAhead() {
        Optional<Instant> found = ahead;
        ahead = Optional.empty();
        return found;
    }

    @Override
    public void close() {
        feeds.values().forEach(Feed::close);
        feeds.clear();
    }

    private void overcomeSetBack(Feed feed, Instant now) {
        Optional<Instant> last = feed.aheadOf(now);
        if (last.isPresent()) {
            feed.beginByPlace();
            ahead = ahead.filter(each -> each.isAfter(last.get())).or(() -> last);
        }
    }

    private static List<Feed> look(Iterable<Feed> at, PriorityQueue<Feed> waiting) {
        List<Feed> quiet = new ArrayList<>();
        for (Feed each : at) {
            if (each.look()) {
                waiting.add(each);
            } else {
                quiet.add(each);
            }
        }
        return quiet;
    }

    private void openNew(Wanted wanted) {
        int now = output.sourcesSeen();
        if (now == seen) {
            return;
        }
        seen = now;
        Set<String> known = new HashSet<>();
        feeds.keySet().forEach(each -> known.add(each.program()));
        List<LogSource> present = output.sources(program -> !wanted.isOther(program)
                && (known.contains(program) || wanted.since(program).isPresent()));
        closeOthers(present);
        for (LogSource each : present) {
            Optional<Instant> since = wanted.since(each.program());
            if (since.isPresent() && !feeds.containsKey(each)) {
                feeds.put(each, new Feed(each, start(each, since.get())));
            }
        }
    }

    /** Where it begins is written down as well: should nothing be sent, the next supervisor begins there. */
    private long start(LogSource source, Instant since) {
        OptionalLong before = cursors.of(source);
        if (before.isPresent()) {
            return before.getAsLong();
        }
        long start = LineNumber.of(LineNumber.microsOf(since), 0) - 1;
        cursors.set(source, start);
        return start;
    }

    /** A file that is there no longer, or is not for this receiver any more, is forgotten: should it come again, it begins anew. */
    private void closeOthers(List<LogSource> present) {
        Set<LogSource> stay = new HashSet<>(present);
        for (Feed each : List.copyOf(feeds.values())) {
            if (!stay.contains(each.source())) {
                feeds.remove(each.source());
                each.close();
                if (present.stream().noneMatch(other -> isSame(other, each.source()))) {
                    cursors.forget(each.source());
                }
            }
        }
    }

    /** It may be written in another format now. */
    private static boolean isSame(LogSource one, LogSource other) {
        return one.program().equals(other.program()) && one.file().equals(other.file());
    }
}
