// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.control.event.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Where events and questions wait for the thread of the log. It gives events their numbers, and is bounded: where too many wait, the
 * oldest are dropped and counted. From any thread; nobody waits in it but the thread of the log.
 */
final class EventIntake {

    /** What has come since the last time: first the events, then the questions that were asked after them. */
    record Turn(List<Event> events, List<Runnable> questions, long lost, boolean isLast) {}

    /**
     * So long the thread of the log waits for more to come, in milliseconds: events come in bursts, and to wake up for the first of one takes
     * a processor away from the restart that it tells of.
     */
    private static final long GATHER = 20;

    private final int eventsMax;
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private List<Runnable> questions = new ArrayList<>();
    private boolean gathering;
    private long lastId;
    private long lost;
    private long lostInAll;
    private boolean closed;

    /**
     * Make it.
     *
     * @param lastId the number before that of the first event
     * @param eventsMax how many may wait
     */
    EventIntake(long lastId, int eventsMax) {
        this.lastId = lastId;
        this.eventsMax = eventsMax;
    }

    /** Number an event and keep it until it is taken. After the end it is numbered, and kept by nobody. */
    synchronized Event append(Event event) {
        lastId++;
        Event numbered = event.numbered(lastId);
        if (!closed) {
            if (events.size() == eventsMax) {
                events.removeFirst();
                lost++;
                lostInAll++;
            }
            events.addLast(numbered);
            if (!gathering || events.size() >= eventsMax / 2) {
                notifyAll();
            }
        }
        return numbered;
    }

    /** Ask something that is answered when all events that came before have been taken. Return whether it will be. */
    synchronized boolean ask(Runnable question) {
        if (!closed) {
            questions.add(question);
            notifyAll();
        }
        return !closed;
    }

    /** Return how many were dropped since the beginning. */
    synchronized long lost() {
        return lostInAll;
    }

    synchronized long lastId() {
        return lastId;
    }

    /** Give later events greater numbers than this. */
    synchronized void skipTo(long id) {
        lastId = Math.max(lastId, id);
    }

    /** Take no more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /**
     * Take what has come.
     *
     * @param patient whether to wait for something to come
     */
    synchronized Turn take(boolean patient) {
        if (patient) {
            await();
        }
        Turn turn = new Turn(new ArrayList<>(events), questions, lost, closed);
        events.clear();
        questions = new ArrayList<>();
        lost = 0;
        return turn;
    }

    // To wake up too soon does no harm.
    @SuppressWarnings("WaitNotInLoop")
    private synchronized void gather() throws InterruptedException {
        if (questions.isEmpty() && !closed) {
            gathering = true;
            wait(GATHER);
            gathering = false;
        }
    }

    private synchronized void await() {
        try {
            while (events.isEmpty() && questions.isEmpty() && !closed) {
                wait();
            }
            gather();
        } catch (InterruptedException nobodyInterruptsIt) {
            throw new IllegalStateException("the thread of the event log was interrupted", nobodyInterruptsIt);
        }
    }
}
