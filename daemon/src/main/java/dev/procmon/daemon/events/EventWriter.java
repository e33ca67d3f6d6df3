// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.control.client.EventQuery;
import dev.procmon.control.event.Event;
import dev.procmon.daemon.files.IoFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The work of the event log: it takes what has come, writes it, tells those who follow, and answers questions. */
final class EventWriter implements Runnable {

    /** So many events are made ready at a time: no more than memory holds, for what it holds is what is written. */
    private static final int BATCH_MAX = 512;

    private static final int BATCH_BYTES_MAX = 256 * 1024;

    private final EventIntake intake;
    private final EventMaker maker;
    private final EventMemory memory = new EventMemory();
    private final Optional<EventStore> store;
    private final EventReader reader;
    private final EventPages pages;
    private final List<EventFollower> followers = new ArrayList<>();
    private boolean recovered;
    private Optional<String> failure = Optional.empty();
    private long unwritten;
    private boolean hasNews;
    private volatile List<String> troubles = List.of();
    private final AtomicLong lostInAll = new AtomicLong();

    EventWriter(EventIntake intake, Optional<EventStore> store, EventMaker maker) {
        this.intake = intake;
        this.store = store;
        this.maker = maker;
        this.reader = new EventReader(memory, store);
        this.pages = new EventPages(reader);
        this.recovered = store.isEmpty();
    }

    /** Look what an earlier supervisor has left. Return whether there is something to tell. */
    boolean recover() {
        try {
            recoverStore();
        } catch (IOException e) {
            failed(e);
        }
        sumUp();
        return hasNews;
    }

    @Override
    public void run() {
        boolean isLast = false;
        while (!isLast) {
            EventIntake.Turn turn = intake.take(!isAnyBehind());
            isLast = turn.isLast();
            try {
                take(turn);
            } catch (RuntimeException fault) {
                // A fault of our own must not cost the events that come.
                uncaught(fault);
            }
        }
        store.ifPresent(EventStore::close);
    }

    private void take(EventIntake.Turn turn) {
        keep(turn.events());
        if (turn.lost() > 0) {
            tell(new EventLogReport.Lost(turn.lost()));
        }
        for (Runnable question : turn.questions()) {
            question.run();
        }
        catchUp();
        for (EventLogReport report : reader.unreadable()) {
            tell(report);
        }
        sumUp();
    }

    private static void uncaught(RuntimeException fault) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
    }

    /** Return how many events are on no disk since the beginning, because they have fallen out of memory. From any thread. */
    long lost() {
        return lostInAll.get();
    }

    EventPages pages() {
        return pages;
    }

    List<String> troubles() {
        return troubles;
    }

    /**
     * Take in one who follows.
     *
     * @param last the number of the last event that was when it was asked for
     */
    void admit(EventFollower follower, EventQuery query, EventFilter filter, long last) {
        follower.beginAt(pages.first(query, filter, last));
        followers.add(follower);
        follower.catchUp(reader);
    }

    private void keep(List<Event> events) {
        int begin = 0;
        while (begin < events.size()) {
            int end = remember(events, begin);
            write();
            for (Event each : events.subList(begin, end)) {
                for (EventFollower follower : followers) {
                    follower.came(each);
                }
            }
            begin = end;
        }
    }

    /** Take some events into memory. Return where the rest begins. */
    private int remember(List<Event> events, int begin) {
        int at = begin;
        int bytes = 0;
        while (at < events.size() && at - begin < BATCH_MAX && bytes < BATCH_BYTES_MAX) {
            bytes += remember(events.get(at));
            at++;
        }
        return at;
    }

    /** Take an event into memory. Return how many bytes it has. */
    private int remember(Event event) {
        try {
            EventLine line = EventLine.of(event);
            memory.add(line);
            unwritten++;
            return line.length();
        } catch (IllegalArgumentException fault) {
            // Whoever made it put something into it that no event may have. The others must not suffer.
            uncaught(fault);
            return 0;
        }
    }

    /** Write all that memory holds and the disk does not. */
    private void write() {
        if (store.isEmpty()) {
            return;
        }
        try {
            if (!recovered) {
                recoverStore();
            }
            List<EventLine> waiting = memory.after(store.get().lastId());
            try {
                store.get().write(waiting);
            } finally {
                unwritten -= count(waiting, store.get().lastId());
            }
            wrote();
        } catch (IOException e) {
            failed(e);
        }
    }

    private static int count(List<EventLine> lines, long lastId) {
        int count = 0;
        while (count < lines.size() && lines.get(count).id() <= lastId) {
            count++;
        }
        return count;
    }

    /** Look what is on disk; where that could not be done at the beginning, what has been numbered meanwhile must not come before it. */
    private void recoverStore() throws IOException {
        if (store.isPresent()) {
            EventStore.Left left = store.get().recover();
            recovered = true;
            if (!memory.isEmpty() && memory.first() <= left.lastId()) {
                memory.clear();
            }
            intake.skipTo(left.lastId());
            left.torn().ifPresent(this::tell);
        }
    }

    private void failed(IOException e) {
        boolean isNew = failure.isEmpty();
        failure = Optional.of(IoFailure.describe(e));
        if (isNew) {
            tell(unwritable());
        }
    }

    private void wrote() {
        long lost = unwritten;
        unwritten = 0;
        lostInAll.addAndGet(lost);
        if (failure.isPresent()) {
            failure = Optional.empty();
            tell(new EventLogReport.WritableAgain(store.orElseThrow().files().directory(), lost));
        }
    }

    private EventLogReport unwritable() {
        return new EventLogReport.Unwritable(store.orElseThrow().files().directory(), failure.orElseThrow());
    }

    private void tell(EventLogReport report) {
        var _ = intake.append(maker.of(new Notice.Events(report)));
        hasNews = true;
    }

    private boolean isAnyBehind() {
        for (EventFollower each : followers) {
            if (each.isBehind()) {
                return true;
            }
        }
        return false;
    }

    private void catchUp() {
        followers.removeIf(EventFollower::hasEnded);
        for (EventFollower each : followers) {
            if (each.isBehind()) {
                each.catchUp(reader);
            }
        }
    }

    private void sumUp() {
        List<String> all = reader.troubles();
        if (failure.isPresent()) {
            all.addFirst(unwritable().sentence());
        }
        troubles = List.copyOf(all);
    }
}
