// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.VirtualProcess;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many programs may be starting at a time. */
class StartLimitTest {

    @RegisterExtension
    final Supervision world = new Supervision();

    @Test
    void noMoreProgramsAreStartingAtATimeThanMay() {
        addSome(10);
        world.done(world.supervisor.limitStarts(OptionalInt.of(3)));
        startSome(10);
        assertThat(world.reactor.living()).hasSize(3);
        assertThat(world.holds("program3")).containsExactly("as many programs are starting as may at a time");

        for (int second = 1; second <= 3; second++) {
            world.seconds(1);
            assertThat(world.reactor.living()).hasSize(Math.min(10, 3 + 3 * second));
        }
        world.seconds(1);
        assertThat(world.phase("program9")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void thoseThatWereFirstToWaitAreFirstToStart() {
        addSome(5);
        world.done(world.supervisor.limitStarts(OptionalInt.of(1)));
        startSome(5);
        world.seconds(10);

        assertThat(world.log())
                .filteredOn(entry -> entry.startsWith("start"))
                .containsExactly(
                        "start program0", "start program1", "start program2", "start program3", "start program4");
    }

    @Test
    void aHigherLimitIsHeededAtOnce() {
        addSome(10);
        world.done(world.supervisor.limitStarts(OptionalInt.of(1)));
        startSome(10);
        world.done(world.supervisor.limitStarts(OptionalInt.of(4)));

        assertThat(world.reactor.living()).hasSize(4);
    }

    @Test
    void oneThatFailsOrIsStoppedWhileItStartsMakesRoom() {
        addSome(3);
        world.done(world.supervisor.limitStarts(OptionalInt.of(1)));
        startSome(3);
        world.process("program0").exit(1);
        assertThat(world.phase("program1")).isEqualTo(Phase.STARTING);
        var _ = world.asked(world.supervisor.kill(Supervision.name("program1")));
        assertThat(world.phase("program2")).isEqualTo(Phase.STARTING);
    }

    @Test
    void restartsAreLimitedLikeStarts() {
        world.reactor.scriptForAllOthers(ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        for (int i = 0; i < 6; i++) {
            world.add("program" + i, TELLING);
            world.start("program" + i);
        }
        world.reactor.advance(Duration.ofMinutes(1));
        world.done(world.supervisor.limitStarts(OptionalInt.of(2)));
        world.reactor.living().forEach(process -> process.exit(1));
        world.reactor.advance(Duration.ZERO);
        assertThat(world.reactor.living()).filteredOn(VirtualProcess::isAlive).hasSize(2);
        world.seconds(3);
        assertThat(world.reactor.living()).hasSize(6);
    }

    private void addSome(int count) {
        world.reactor.scriptForAllOthers(ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        for (int i = 0; i < count; i++) {
            world.add("program" + i, TELLING);
        }
    }

    private void startSome(int count) {
        for (int i = 0; i < count; i++) {
            world.start("program" + i);
        }
    }
}
