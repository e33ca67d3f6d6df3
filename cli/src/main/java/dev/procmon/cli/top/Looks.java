// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ClientStream;
import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.event.Event;
import dev.procmon.control.status.ProgramList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Looks at the programs again and again: when something happens, but not more often than twice a second, and every now and then for what
 * they use. A supervisor that has gone is looked for until it is there again.
 */
public final class Looks implements AutoCloseable {

    private static final Duration LEAST = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Supplier<ProcmonClient> connecting;
    private final List<String> patterns;
    private final Duration most;
    private final Seen seen;
    private final Semaphore changed = new Semaphore(0);
    private final CountDownLatch over = new CountDownLatch(1);

    /** What was seen. Called on a thread of its own. */
    public interface Seen {

        /** The supervisor and its programs at one moment. */
        void looked(ProcmonClient client, ProgramList list);

        /** It does not answer, or not any longer. */
        void lost(ClientException why);
    }

    /**
     * Make it.
     *
     * @param connecting connects anew
     * @param most how long to wait at the most until the next look
     */
    public Looks(Supplier<ProcmonClient> connecting, List<String> patterns, Duration most, Seen seen) {
        this.connecting = connecting;
        this.patterns = List.copyOf(patterns);
        this.most = most.compareTo(LEAST) < 0 ? LEAST : most;
        this.seen = seen;
    }

    /** Begin. */
    public void start() {
        Thread.ofPlatform().daemon().name("procmon-look").start(this::untilOver);
    }

    /** Look no more. */
    @Override
    public void close() {
        over.countDown();
        changed.release();
    }

    private void untilOver() {
        do {
            try (ProcmonClient client = connecting.get()) {
                lookAgainAndAgain(client);
            } catch (ClientException e) {
                seen.lost(e);
            }
        } while (!isOverAfter(LEAST));
    }

    private void lookAgainAndAgain(ProcmonClient client) {
        ProgramList list = client.programs(patterns);
        EventQuery query =
                new EventQuery(patterns, OptionalLong.of(list.lastEvent()), Optional.empty(), OptionalInt.empty());
        AtomicBoolean listening = new AtomicBoolean(true);
        try (ClientStream<Event> events = client.followEvents(query)) {
            Thread.ofPlatform().daemon().name("procmon-events").start(() -> listen(events, listening));
            seen.looked(client, list);
            while (!isOverAfter(LEAST)) {
                awaitChange();
                seen.looked(client, client.programs(patterns));
            }
        } finally {
            listening.set(false);
        }
    }

    private void listen(ClientStream<Event> events, AtomicBoolean listening) {
        try {
            while (listening.get()) {
                if (events.next(LONG).isPresent()) {
                    changed.release();
                }
            }
        } catch (ClientException gone) {
            // The next look finds out as well, and tells.
            changed.release();
        }
    }

    private void awaitChange() {
        try {
            var _ = changed.tryAcquire(most.minus(LEAST).toMillis(), TimeUnit.MILLISECONDS);
            changed.drainPermits();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nobody interrupts who looks", unexpected);
        }
    }

    private boolean isOverAfter(Duration wait) {
        try {
            return over.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nobody interrupts who looks", unexpected);
        }
    }
}
