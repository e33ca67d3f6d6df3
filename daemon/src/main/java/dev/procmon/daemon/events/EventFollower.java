// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.control.event.Event;
import dev.procmon.daemon.api.Operations;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One who follows events. As long as there are older ones than those that come, it is behind; the thread of the log brings it up step by
 * step, and what comes meanwhile is read back in its turn.
 */
final class EventFollower implements Operations.Following {

    /** So many are told to one who is behind before anything else is seen to. */
    private static final int STEP = 1000;

    private final EventFilter filter;
    private final Optional<Instant> since;
    private final Consumer<Event> listener;
    private long next;
    private boolean behind = true;
    private boolean ended;

    /**
     * Make it.
     *
     * @param since only events from this time of day on
     * @param filter only events of these programs
     */
    EventFollower(Optional<Instant> since, EventFilter filter, Consumer<Event> listener) {
        this.since = since;
        this.filter = filter;
        this.listener = listener;
    }

    /** Begin with this number. */
    void beginAt(long id) {
        next = id;
    }

    /** Tell whether there may be older events than those that come. */
    boolean isBehind() {
        return behind;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    @Override
    public synchronized void end() {
        ended = true;
    }

    /** Read some of what was, for one who is behind. */
    void catchUp(EventReader reader) {
        int[] told = {0};
        boolean[] more = {false};
        reader.forwards(new EventScan(next, Long.MAX_VALUE, since, filter, event -> {
            tell(event);
            told[0]++;
            more[0] = told[0] == STEP;
            return !more[0] && !hasEnded();
        }));
        behind = more[0];
    }

    /** Tell of an event that has come, if it is wanted. */
    void came(Event event) {
        boolean isEarly = since.isPresent() && event.time().isBefore(since.get());
        if (!behind && event.id() >= next && !isEarly && filter.accepts(event.program())) {
            tell(event);
        }
    }

    private synchronized void tell(Event event) {
        next = event.id() + 1;
        if (!ended) {
            try {
                listener.accept(event);
            } catch (RuntimeException fault) {
                // One who cannot listen must not cost the others anything.
                ended = true;
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
            }
        }
    }
}
