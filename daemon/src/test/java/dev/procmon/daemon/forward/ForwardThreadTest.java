// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.logs.LogSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ForwardThreadTest {

    @TempDir
    private Path directory;

    private final Held parking = new Held();

    /** Else a program that writes much would have a dead receiver tried all the time. */
    @Test
    void growthDoesNotShortenTheWaitForADeadReceiver() throws Exception {
        ForwardWorld world = new ForwardWorld(directory);
        LogSource web = world.program("web");
        world.receiver.isDead = true;
        ForwardThread thread = new ForwardThread("central", world::work, Optional.empty(), parking);
        thread.start();

        assertThat(parking.waits.take()).as("growth").isEmpty();
        world.write(web, "one");
        thread.grown();
        assertThat(parking.woken).as("growth that is waited for").hasValue(1);
        assertThat(parking.waits.take()).as("to gather").contains(Duration.ofMillis(50));
        parking.over();

        for (int seconds = 1; seconds <= 4; seconds *= 2) {
            assertThat(parking.waits.take()).contains(Duration.ofSeconds(seconds));
            thread.grown();
            assertThat(parking.woken).as("growth").hasValue(1);
            parking.over();
        }
        thread.endNow();
        thread.join(Duration.ofMinutes(1));
    }

    /** Waits until the test says so, however long that is. */
    private static final class Held implements Parking {

        private final BlockingQueue<Optional<Duration>> waits = new LinkedBlockingQueue<>();
        private final AtomicInteger woken = new AtomicInteger();
        private final Semaphore permit = new Semaphore(0);

        @Override
        public void park() {
            hold(Optional.empty());
        }

        @Override
        public void park(Duration atMost) {
            if (atMost.compareTo(Duration.ofMillis(1)) < 0) {
                permit.drainPermits();
            } else {
                hold(Optional.of(atMost));
            }
        }

        @Override
        public void wake(Thread thread) {
            woken.incrementAndGet();
            permit.release();
        }

        /** The time of a wait has passed. */
        void over() {
            permit.release();
        }

        private void hold(Optional<Duration> atMost) {
            waits.add(atMost);
            try {
                permit.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
