// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All streams: wakes those that have something to send with one task for all of them, and lets only a few at a time have a page of what
 * was in memory. For the thread of the server, but {@link #wake}.
 */
final class Streams {

    private final EventLoop loop;
    private final int replaysMax;
    private final Set<OpenStream> all = new LinkedHashSet<>();
    private final Set<EventStream> replaying = new LinkedHashSet<>();
    private final Queue<EventStream> beforeReplay = new ArrayDeque<>();
    private final Queue<EventStream> awake = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isCalled = new AtomicBoolean();

    Streams(EventLoop loop, int replaysMax, Duration heartbeat) {
        this.loop = loop;
        this.replaysMax = replaysMax;
        long period = heartbeat.toNanos();
        var _ = loop.scheduleWithFixedDelay(this::heartbeat, period, period, TimeUnit.NANOSECONDS);
    }

    void add(OpenStream stream) {
        all.add(stream);
    }

    void remove(OpenStream stream) {
        all.remove(stream);
        beforeReplay.removeIf(each -> each == stream);
    }

    /** Return how many there are. */
    int size() {
        return all.size();
    }

    /** Let it replay, now or in its turn. */
    void replay(EventStream stream) {
        beforeReplay.add(stream);
        proceed();
    }

    /** It has replayed, or has ended. */
    void replayed(EventStream stream) {
        if (replaying.remove(stream)) {
            proceed();
        }
    }

    /** It has something to send. From any thread. */
    void wake(EventStream stream) {
        awake.add(stream);
        if (!isCalled.getAndSet(true)) {
            loop.execute(this::pump);
        }
    }

    private void pump() {
        isCalled.set(false);
        EventStream next = awake.poll();
        while (next != null) {
            next.pump();
            next = awake.poll();
        }
    }

    private void heartbeat() {
        for (OpenStream each : all) {
            each.heartbeat();
        }
    }

    private void proceed() {
        while (replaying.size() < replaysMax && !beforeReplay.isEmpty()) {
            EventStream next = beforeReplay.remove();
            replaying.add(next);
            next.replay();
        }
    }
}
