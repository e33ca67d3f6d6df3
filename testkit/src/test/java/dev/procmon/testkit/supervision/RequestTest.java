// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static dev.procmon.testkit.supervision.Supervision.name;
import static dev.procmon.testkit.supervision.Supervision.needs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.Replica;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that come at an odd moment: while a program waits, starts, backs off or was given up. */
class RequestTest {

    @RegisterExtension
    final Supervision world = new Supervision();

    @Test
    void aRestartOfAProgramThatWaitsLeavesOneThatWaitsAndStartsOnce() {
        world.reactor.script("db", ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        world.done(world.supervisor.restart(name("web")));
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        world.seconds(60);

        assertThat(world.runs("web")).isEqualTo(1);
        world.done(world.stop("web"));
        assertThat(world.processes("web")).noneMatch(process -> process.isAlive());
    }

    @Test
    void aStopOfAProgramThatWaitsIsOverAtOnce() {
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        world.done(world.stop("web"));
        world.process("db").tell("READY=1");

        assertThat(world.phase("web")).isEqualTo(Phase.STOPPED);
        assertThat(world.runs("web")).isZero();
    }

    @Test
    void aRemovalOfAProgramThatWaitsIsOverAtOnce() {
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        world.done(world.supervisor.remove(name("web")));
        world.process("db").tell("READY=1");

        assertThat(world.runs("web")).isZero();
        assertThat(world.views()).hasSize(1);
    }

    @Test
    void aStopOfAProgramThatIsNotReadyYetEndsIt() {
        world.add("web", TELLING);
        world.start("web");
        assertThat(world.phase("web")).isEqualTo(Phase.STARTING);
        var over = world.stop("web");
        world.reactor.advance(Duration.ZERO);

        assertThat(over).isCompleted();
        assertThat(world.process("web").signals()).containsExactly(Signal.TERM);
    }

    @Test
    void aStopWhileTheSpawnIsUnderWayEndsItAsSoonAsThereIsAProcess() {
        world.reactor.script("web", ChildScript.runsForever().thatIsSpawnedAfter(SECOND));
        world.add("web");
        world.start("web");
        var over = world.stop("web");
        assertThat(over).isNotDone();
        world.seconds(1);

        assertThat(over).isCompleted();
        assertThat(world.reactor.living()).isEmpty();
    }

    @Test
    void aStopDuringBackOffHolds() {
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ZERO, 1));
        world.add("web");
        world.start("web");
        world.reactor.advance(Duration.ZERO);
        assertThat(world.phase("web")).isEqualTo(Phase.BACKING_OFF);
        world.done(world.stop("web"));
        world.seconds(100);

        assertThat(world.runs("web")).isEqualTo(1);
    }

    @Test
    void aRestartDuringTheEndOfARunStartsOneNewRun() {
        world.reactor.script("web", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        world.add("web");
        world.start("web");
        var _ = world.stop("web");
        var _ = world.asked(world.supervisor.restart(name("web")));
        var _ = world.asked(world.supervisor.restart(name("web")));
        world.seconds(5);

        assertThat(world.runs("web")).isEqualTo(2);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aManualRestartIsNoFailure() {
        Policy strict = PLAIN.givingUp(new GiveUp(new RestartIntensity(0, Duration.ofHours(1)), new GiveUp.Exit(3)));
        world.add("web", strict);
        world.start("web");
        for (int i = 0; i < 10; i++) {
            var _ = world.asked(world.supervisor.restart(name("web")));
            world.reactor.advance(Duration.ZERO);
        }

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.runs("web")).isEqualTo(11);
        assertThat(world.news(News.ExitWanted.class)).isEmpty();
    }

    @Test
    void theFirstStartIsRetriedLikeAnyOther() {
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ZERO, 1), ChildScript.runsForever());
        world.add("web");
        world.start("web");
        world.seconds(1);

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aProgramThatWasGivenUpStaysFailedUntilSomebodyStartsIt() {
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ZERO, 1));
        Policy policy =
                PLAIN.givingUp(new GiveUp(new RestartIntensity(3, Duration.ofMinutes(1)), new GiveUp.StayFailed()));
        world.add("web", policy);
        world.start("web");
        world.reactor.advance(Duration.ofDays(1));
        assertThat(world.phase("web")).isEqualTo(Phase.FAILED);
        assertThat(world.runs("web")).isEqualTo(4);
        assertThat(world.world.held()).isZero();

        world.reactor.script("web", ChildScript.runsForever());
        world.start("web");
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void withoutGiveUpACrashLoopGoesOnSlowlyForEver() {
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ofSeconds(2), 1));
        world.add("web");
        world.start("web");
        world.reactor.advance(Duration.ofDays(1));

        assertThat(world.runs("web")).isBetween(1_390, 1_400);
    }

    @Test
    void givingUpCanEndTheSupervisorWithACode() {
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ZERO, 1));
        world.add(
                "web", PLAIN.givingUp(new GiveUp(new RestartIntensity(1, Duration.ofMinutes(1)), new GiveUp.Exit(42))));
        world.start("web");
        world.seconds(10);

        assertThat(world.news(News.ExitWanted.class))
                .extracting(News.ExitWanted::code)
                .containsExactly(42);
    }

    @Test
    void twoProgramsAreStoppedAtTheSameTime() {
        world.reactor.scriptForAllOthers(ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        world.add("a");
        world.add("b");
        world.start("a", "b");
        var a = world.stop("a");
        var b = world.stop("b");
        world.seconds(1);

        assertThat(a).isCompleted();
        assertThat(b).isCompleted();
    }

    @Test
    void replicasAreAddedAndRemovedAtRunTime() {
        world.add("web:0");
        world.add("web:1");
        world.add("proxy", needs("web", Condition.READY));
        world.start("proxy");
        world.add("web:2");
        world.start("web:2");
        assertThat(world.reactor.living()).hasSize(4);

        var _ = world.asked(world.supervisor.remove(name("web:2")));
        var _ = world.asked(world.supervisor.remove(name("web:1")));
        world.reactor.advance(Duration.ZERO);

        assertThat(world.reactor.living()).hasSize(2);
        assertThat(world.phase("proxy")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void scalingStartsWhatIsMissingAndRemovesTheLastFirst() {
        var _ = world.asked(world.supervisor.scale(name("web"), 3, index -> replica("web:" + index)));
        assertThat(world.runs("web:0") + world.runs("web:1") + world.runs("web:2"))
                .isEqualTo(3);

        var over = world.asked(world.supervisor.scale(name("web"), 1, _ -> {
            throw new AssertionError("nothing is missing");
        }));
        world.reactor.advance(Duration.ZERO);
        assertThat(over).isCompleted();
        assertThat(world.reactor.living()).hasSize(1);
        assertThat(world.phase("web:0")).isEqualTo(Phase.RUNNING);

        var _ = world.asked(world.supervisor.scale(name("web"), 2, index -> replica("web:" + index)));
        assertThat(world.phase("web:1")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aReplicaOfAnotherNameIsRefusedAndNothingIsChanged() {
        var _ = world.asked(world.supervisor.scale(name("web"), 2, index -> replica("web:" + index)));

        var refused = world.asked(world.supervisor.scale(name("web"), 3, _ -> replica("other")));

        assertThat(refused).isCompletedExceptionally();
        assertThat(world.reactor.living()).hasSize(2);
    }

    private static Replica replica(String name) {
        return new Replica(Program.of(name, name), Supervision.PLAIN, Relations.NONE);
    }
}
