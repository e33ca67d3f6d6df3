// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The thread of one receiver: it sends what there is, and waits. Whoever wakes it never waits for it: the thread that writes output does so
 * after each chunk.
 */
final class ForwardThread {

    /** How long to let lines gather before they are read: files need not be looked at more often, and a batch is worth more. */
    private static final Duration GATHER = Duration.ofMillis(50);

    /** As good as no wait. */
    private static final Duration INSTANT = Duration.ofNanos(1);

    private final Supplier<ForwardWork> maker;
    private final Parking parking;
    private final Thread thread;
    private final Optional<ForwardThread> former;
    private volatile boolean hasGrown;

    /** Whether growth is waited for: another wait must not be shortened by it. */
    private volatile boolean awaitsGrowth;

    private volatile Ending ending = Ending.NOT;
    private volatile Optional<Wanted> change = Optional.empty();

    private enum Ending {
        NOT,
        /** When all is sent, or cannot be. */
        SOON,
        NOW,
        /** And it never comes back. */
        FORGOTTEN
    }

    /**
     * Make it.
     *
     * @param maker makes what it does, on this thread
     * @param former one of the same name that is ending: it is waited for
     * @param parking how it waits
     */
    ForwardThread(String name, Supplier<ForwardWork> maker, Optional<ForwardThread> former, Parking parking) {
        this.maker = maker;
        this.parking = parking;
        this.former = former;
        thread = new Thread(this::run, "procmon-forward-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** There is more to be read. Never waits. */
    void grown() {
        if (!hasGrown) {
            hasGrown = true;
            if (awaitsGrowth) {
                parking.wake(thread);
            }
        }
    }

    /** Something else is wanted. */
    void change(Wanted wanted) {
        change = Optional.of(wanted);
        parking.wake(thread);
    }

    /** End when all that is there was sent, or cannot be. */
    void endSoon() {
        ending = Ending.SOON;
        parking.wake(thread);
    }

    /** End now, and let nothing be left of it but what was sent. */
    void forget() {
        ending = Ending.FORGOTTEN;
        thread.interrupt();
    }

    /** End now. What was not sent stays for the next supervisor. */
    void endNow() {
        ending = Ending.NOW;
        thread.interrupt();
    }

    /** Wait for its end, for so long at most. */
    void join(Duration patience) throws InterruptedException {
        thread.join(patience);
    }

    private void run() {
        try {
            if (former.isPresent()) {
                former.get().thread.join();
            }
            run(maker.get());
        } catch (InterruptedException interrupted) {
            // It is to end before it has begun.
        }
    }

    private void run(ForwardWork work) {
        try {
            while (ending == Ending.NOT || ending == Ending.SOON) {
                // Whoever is to end has one more attempt.
                boolean isLast = ending == Ending.SOON;
                takeChange(work);
                hasGrown = false;
                Next next = work.step();
                if (isLast && !(next instanceof Next.Again)) {
                    return;
                }
                await(next);
            }
        } catch (UncheckedIOException interrupted) {
            // It is to end, and was reading.
        } finally {
            // What is left to be done must not be broken off.
            Thread.interrupted();
            if (ending == Ending.FORGOTTEN) {
                work.forget();
            } else {
                work.close();
            }
        }
    }

    private void takeChange(ForwardWork work) {
        Optional<Wanted> now = change;
        if (now.isPresent()) {
            change = Optional.empty();
            work.change(now.get());
        }
    }

    private void await(Next next) {
        switch (next) {
            case Next.Again() -> {}
            case Next.Growth(var atMost) -> awaitGrowth(atMost);
            case Next.Retry(var delay) -> park(delay);
        }
    }

    private void awaitGrowth(Optional<Duration> atMost) {
        awaitsGrowth = true;
        if (!isWoken() && !hasGrown) {
            if (atMost.isPresent()) {
                parking.park(atMost.get());
            } else {
                parking.park();
            }
        }
        awaitsGrowth = false;
        if (hasGrown) {
            park(GATHER);
        }
    }

    /** Wait for a time, unless it is to end or to change. A wait that is broken off for no reason is shorter, and that does no harm. */
    private void park(Duration time) {
        if (!isWoken()) {
            // A growth that came at the last moment would end the wait at once.
            parking.park(INSTANT);
        }
        if (!isWoken()) {
            parking.park(time);
        }
    }

    private boolean isWoken() {
        return ending != Ending.NOT
                || change.isPresent()
                || Thread.currentThread().isInterrupted();
    }
}
