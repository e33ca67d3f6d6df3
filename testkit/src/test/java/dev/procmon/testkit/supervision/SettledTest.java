// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.ONE_SHOT;
import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static dev.procmon.testkit.supervision.Supervision.name;
import static dev.procmon.testkit.supervision.Supervision.needs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.monitor.Settled;
import dev.procmon.core.monitor.UnknownNameException;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.process.Signal;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.ProbeAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a program has come to rest after what was asked of it, and how. */
class SettledTest {

    @RegisterExtension
    final Supervision world = new Supervision();

    @Test
    void oneThatIsStartedIsAtRestWhenItIsReady() {
        world.reactor.script("web", ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        world.add("web", TELLING);
        world.start("web");
        CompletableFuture<Settled> settled = settled("web");
        world.millis(999);
        assertThat(settled).isNotDone();
        world.millis(1);

        assertThat(settled).isCompletedWithValue(new Settled.Ready(1));
        assertThat(settled("web")).isCompletedWithValue(new Settled.Ready(1));
    }

    @Test
    void oneThatIsRestartedIsAtRestWithItsNextRunOnly() {
        world.reactor.script("web", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        world.add("web");
        world.start("web");
        var _ = world.asked(world.supervisor.restart(name("web")));
        CompletableFuture<Settled> settled = settled("web");
        assertThat(settled).isNotDone();
        world.seconds(1);

        assertThat(settled).isCompletedWithValue(new Settled.Ready(2));
    }

    @Test
    void oneThatIsRestartedAfterThoseThatGoDownWithItIsNotAtRestBeforeItsTurn() {
        world.reactor.scriptForAllOthers(ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        world.add("db");
        world.add("web", needs("db", Condition.READY, Bond.GOES_DOWN_WITH));
        world.start("web");
        var _ = world.asked(world.supervisor.restart(name("db")));
        CompletableFuture<Settled> db = settled("db");
        CompletableFuture<Settled> web = settled("web");
        world.millis(1_999);
        assertThat(db).isNotDone();
        assertThat(web).isNotDone();
        world.millis(1);

        assertThat(db).isCompletedWithValue(new Settled.Ready(2));
        assertThat(web).isCompletedWithValue(new Settled.Ready(2));
    }

    @Test
    void whileItWaitsForAnotherItIsNotAtRest() {
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        CompletableFuture<Settled> settled = settled("web");
        world.seconds(30);
        assertThat(settled).isNotDone();
        world.process("db").tell("READY=1");

        assertThat(settled).isCompletedWithValue(new Settled.Ready(1));
    }

    @Test
    void oneThatRunsAndIsNotReadyAnyLongerIsNotAtRest() {
        ProbeTarget.FileExists file = new ProbeTarget.FileExists("/run/web");
        ProbePolicy probe = new ProbePolicy(file, SECOND.multipliedBy(10), SECOND, 1, 1, Duration.ZERO);
        world.reactor.probeAnswers(file, ProbeAnswer.passing(), ProbeAnswer.failing("no"), ProbeAnswer.passing());
        world.add("web", PLAIN.healthy(HealthPolicy.NONE.readyBy(probe)));
        world.start("web");
        world.seconds(15);
        assertThat(world.view("web").ready()).isFalse();
        CompletableFuture<Settled> settled = settled("web");
        assertThat(settled).isNotDone();
        world.seconds(10);

        assertThat(settled).isCompletedWithValue(new Settled.Ready(1));
    }

    @Test
    void oneThatHasDoneItsWorkHasCompleted() {
        world.reactor.script("migrate", ChildScript.exitsAfter(SECOND, 0));
        world.add("migrate", ONE_SHOT.healthy(HealthPolicy.NONE.withReadyByNotice()));
        world.start("migrate");
        CompletableFuture<Settled> settled = settled("migrate");
        world.seconds(1);

        assertThat(settled).isCompletedWithValue(new Settled.Completed(1));
    }

    @Test
    void oneThatHasEndedWithoutSuccessAndIsNotStartedAgainHasFailed() {
        world.reactor.script("migrate", ChildScript.exitsAfter(SECOND, 3));
        Policy never = TELLING.restarting(RestartPolicy.of(RestartPolicy.Mode.NEVER));
        world.add("migrate", never);
        world.start("migrate");
        CompletableFuture<Settled> settled = settled("migrate");
        world.seconds(1);

        assertThat(settled).isCompletedWithValue(new Settled.Failed("exited with 3"));
    }

    @Test
    void oneThatDiesAtOnceHasFailedThoughItIsStartedAgain() {
        world.reactor.script("web", ChildScript.exitsAfter(SECOND, 1));
        world.add("web", TELLING);
        world.start("web");
        CompletableFuture<Settled> settled = settled("web");
        world.seconds(1);

        assertThat(settled).isCompletedWithValue(new Settled.Failed("exited with 1, and is started again in 1.0 s"));
    }

    @Test
    void oneThatCannotBeSpawnedHasFailed() {
        world.reactor.script("web", ChildScript.failsToSpawn("ENOENT"));
        world.add("web");
        world.start("web");

        assertThat(((Settled.Failed) settled("web").join()).why()).contains("ENOENT");
    }

    @Test
    void oneThatWasGivenUpHasFailed() {
        world.reactor.script("web", ChildScript.exitsAfter(SECOND, 1));
        world.add(
                "web",
                TELLING.givingUp(new GiveUp(new RestartIntensity(0, Duration.ofMinutes(1)), new GiveUp.StayFailed())));
        world.start("web");
        CompletableFuture<Settled> settled = settled("web");
        world.seconds(1);

        assertThat(settled).isCompletedWithValue(new Settled.Failed("exited with 1, and was given up"));
    }

    @Test
    void oneThatIsStoppedIsAtRestWhenItIsGone() {
        world.reactor.script("web", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        world.add("web");
        assertThat(settled("web")).isCompletedWithValue(new Settled.Stopped());
        world.start("web");
        var _ = world.stop("web");
        CompletableFuture<Settled> settled = settled("web");
        world.millis(999);
        assertThat(settled).isNotDone();
        world.millis(1);

        assertThat(settled).isCompletedWithValue(new Settled.Stopped());
    }

    @Test
    void oneThatIsDownBeforeItsTurnInAStopOfAllComesIsAtRest() {
        world.reactor.script("db", ChildScript.runsForever().thatIsEndedBy(Signal.KILL, SECOND));
        world.reactor.script("web", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND.multipliedBy(5), 0));
        world.add("db");
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        var _ = world.asked(world.supervisor.kill(name("db")));
        var _ = world.asked(world.supervisor.stopAll());
        CompletableFuture<Settled> settled = settled("db");
        assertThat(settled).isNotDone();
        world.seconds(1);

        assertThat(settled).isCompletedWithValue(new Settled.Stopped());
    }

    @Test
    void aJobThatWaitsForItsTimeIsAtRest() {
        Instant noon = Instant.EPOCH.plus(Duration.ofHours(12));
        JobPolicy job = new JobPolicy(_ -> Optional.of(noon), JobPolicy.Overlap.SKIP, JobPolicy.Missed.SKIP);
        world.add("report", ONE_SHOT.scheduled(job));
        world.start("report");

        assertThat(settled("report")).isCompletedWithValue(new Settled.Scheduled(Optional.of(noon)));
    }

    @Test
    void oneThatIsRemovedMeanwhileHasFailed() {
        world.add("web", TELLING);
        world.start("web");
        CompletableFuture<Settled> settled = settled("web");
        var _ = world.asked(world.supervisor.remove(name("web")));

        assertThat(settled).isCompletedWithValue(new Settled.Failed("was removed"));
    }

    @Test
    void oneThatIsReplacedMeanwhileIsAtRestWhenItsSuccessorIsReady() {
        world.add("web", TELLING);
        world.start("web");
        CompletableFuture<Settled> settled = settled("web");
        var _ = world.asked(world.supervisor.replace(name("web")));
        assertThat(settled).isNotDone();
        world.process("web").tell("READY=1");

        assertThat(settled).isCompletedWithValue(new Settled.Ready(2));
    }

    @Test
    void anUpdateByWhichItWaitsForNobodyAnyLongerLetsItComeToRest() {
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        CompletableFuture<Settled> settled = settled("web");
        world.done(world.supervisor.update(world.view("web").program(), PLAIN, Relations.NONE));

        assertThat(settled).isCompletedWithValue(new Settled.Ready(1));
    }

    @Test
    void allWhoWaitAreToldAndWhoeverWaitsNoLongerIsNot() {
        world.add("web", TELLING);
        world.start("web");
        CompletableFuture<Settled> first = settled("web");
        CompletableFuture<Settled> second = settled("web");
        second.cancel(false);
        world.reactor.runTasks();
        world.process("web").tell("READY=1");

        assertThat(first).isCompletedWithValue(new Settled.Ready(1));
        assertThat(second).isCancelled();
    }

    @Test
    void anUnknownNameIsAnError() {
        CompletableFuture<Settled> settled = settled("nobody");

        assertThatThrownBy(settled::join).hasCauseInstanceOf(UnknownNameException.class);
    }

    private CompletableFuture<Settled> settled(String name) {
        return world.asked(world.supervisor.settled(name(name)));
    }
}
