// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.TimeOfDay;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The clocks of the host: how long it has slept, what time it is, and that somebody has set it. */
class HostClockTest {

    private final PosixWorld world = new PosixWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aHostThatIsAwakeHasNotSlept() {
        for (int i = 0; i < 1000; i++) {
            assertThat(world.call(() -> world.reactor().timeAsleep())).isEqualTo(Duration.ZERO);
        }
    }

    @Test
    void theTimeOfDayIsThatOfTheHost() {
        Instant before = Instant.now();
        Instant told = world.reactor().wallTime();

        assertThat(told).isBetween(before, Instant.now());
    }

    @Test
    void whoeverWantsToKnowIsToldEachTimeThatTheClockWasSet() {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        world.call(() -> {
            world.reactor().onClockChange(first::incrementAndGet);
            world.reactor().onClockChange(second::incrementAndGet);
            return true;
        });

        for (int times = 1; times <= 3; times++) {
            int sofar = times;
            setTheClock();
            world.await("told of the change", () -> second.get() == sofar);
            assertThat(first).hasValue(sofar);
        }
    }

    @Test
    void nothingIsOpenedBeforeAnybodyWantsToKnowAndNothingIsLeft() {
        long before = PosixWorld.descriptors();
        world.call(() -> world.reactor().timeAsleep());
        assertThat(PosixWorld.descriptors()).isEqualTo(before);

        PosixWorld other = new PosixWorld();
        other.call(() -> {
            other.reactor().onClockChange(() -> {});
            return true;
        });
        other.close();
        assertThat(PosixWorld.descriptors()).isEqualTo(before);
    }

    @Test
    void aWatchedClockWakesNobodyUpAsLongAsItRuns() {
        world.call(() -> {
            world.reactor().onClockChange(() -> {});
            return true;
        });
        long before = world.reactor().loopTurns();

        world.call(() -> "a task");

        assertThat(world.reactor().loopTurns() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void onlyTheReactorThreadMayAsk() {
        assertThatThrownBy(() -> world.reactor().timeAsleep()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> world.reactor().onClockChange(() -> {})).isInstanceOf(IllegalStateException.class);
    }

    private static void setTheClock() {
        try (Caller caller = Caller.ofThisThread()) {
            int result = new TimeOfDay(caller).set();
            assumeTrue(result >= 0, "the clock cannot be set here: errno " + -result);
        }
    }
}
