// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Timers and tasks on the real clock. */
class TimerTest {

    private final PosixWorld world = new PosixWorld();
    private final PosixReactor reactor = world.reactor();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void timersRunByMomentAndThenByIssueAndNeverEarly() {
        List<String> order = new ArrayList<>();
        CompletableFuture<Void> last = new CompletableFuture<>();
        reactor.execute(() -> {
            MonotonicTime now = reactor.now();
            MonotonicTime early = now.plus(Duration.ofMillis(20));
            MonotonicTime late = now.plus(Duration.ofNanos(30_000_001));
            reactor.schedule(late, () -> record(order, "c", late));
            reactor.schedule(early, () -> record(order, "a", early));
            reactor.schedule(early, () -> record(order, "b", early));
            reactor.schedule(late, () -> last.complete(null));
        });
        Observed.get(last);

        assertThat(order).containsExactly("a", "b", "c");
    }

    @Test
    void aMomentThatHasPassedIsDueAtOnceButNotWithinTheCall() {
        List<String> order = new ArrayList<>();
        CompletableFuture<Void> last = new CompletableFuture<>();
        reactor.execute(() -> {
            reactor.schedule(MonotonicTime.ORIGIN, () -> {
                order.add("timer");
                last.complete(null);
            });
            order.add("task");
        });
        Observed.get(last);

        assertThat(order).containsExactly("task", "timer");
    }

    @Test
    void aCancelledTimerDoesNotRunEvenIfItIsDueInTheSameTurn() {
        List<String> order = new ArrayList<>();
        CompletableFuture<Void> last = new CompletableFuture<>();
        reactor.execute(() -> {
            MonotonicTime when = reactor.now();
            List<Timer> cancelled = new ArrayList<>();
            reactor.schedule(when, () -> cancelled.forEach(Timer::cancel));
            cancelled.add(reactor.schedule(when, () -> order.add("cancelled")));
            reactor.schedule(when, () -> last.complete(null));
        });
        Observed.get(last);

        assertThat(order).isEmpty();
    }

    @Test
    void aTimerThatAlwaysSchedulesAnotherKeepsNobodyFromRunning() {
        CompletableFuture<Void> other = new CompletableFuture<>();
        reactor.execute(() -> {
            new Relentless(other).run();
            reactor.schedule(reactor.now().plus(Duration.ofMillis(5)), () -> other.complete(null));
        });

        Observed.get(other);
        assertThat(world.call(() -> "a task")).isEqualTo("a task");
    }

    @Test
    void aTaskThatAlwaysAddsAnotherKeepsNobodyFromRunning() {
        CompletableFuture<Void> timer = new CompletableFuture<>();
        reactor.execute(new Runnable() {
            @Override
            public void run() {
                if (!timer.isDone()) {
                    reactor.execute(this);
                }
            }
        });
        reactor.execute(() -> reactor.schedule(reactor.now().plus(Duration.ofMillis(5)), () -> timer.complete(null)));

        Observed.get(timer);
    }

    @Test
    void aMomentThatNeverComesDoesNotComeAndDisturbsNobody() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        world.call(() -> reactor.schedule(new MonotonicTime(Long.MAX_VALUE), () -> never.complete(null)));
        long before = reactor.loopTurns();

        assertThat(world.call(() -> "a task")).isEqualTo("a task");

        assertThat(never).isNotDone();
        assertThat(reactor.loopTurns() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void tasksOfOneThreadRunInOrderAndThoseOfManyAllRun() throws Exception {
        int threads = 8;
        int each = 10_000;
        int[] next = new int[threads];
        List<String> wrong = new ArrayList<>();
        List<Thread> givers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int giver = t;
            givers.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    int number = i;
                    reactor.execute(() -> {
                        if (next[giver]++ != number) {
                            wrong.add(giver + ": " + number);
                        }
                    });
                }
            }));
        }
        for (Thread giver : givers) {
            giver.join();
        }

        assertThat(world.call(() -> List.copyOf(wrong))).isEmpty();
        assertThat(next).containsOnly(each);
    }

    @Test
    void onlyTheReactorThreadMayScheduleAndSpawn() {
        assertThatThrownBy(() -> reactor.schedule(reactor.now(), () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reactor thread");
        Observed process = new Observed();
        assertThatThrownBy(() -> reactor.spawn(PosixWorld.shell("true"), process, process))
                .isInstanceOf(IllegalStateException.class);
    }

    private void record(List<String> order, String name, MonotonicTime when) {
        order.add(reactor.now().isBefore(when) ? name + " early" : name);
    }

    private final class Relentless implements Runnable {

        private final CompletableFuture<Void> until;

        Relentless(CompletableFuture<Void> until) {
            this.until = until;
        }

        @Override
        public void run() {
            if (!until.isDone()) {
                reactor.schedule(MonotonicTime.ORIGIN, this);
            }
        }
    }
}
