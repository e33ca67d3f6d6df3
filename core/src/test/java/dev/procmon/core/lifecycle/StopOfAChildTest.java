// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.Effect.SendSignal;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a run is ended by request: the stop signal, KILL at a deadline, and no belief in either. */
final class StopOfAChildTest {

    private static final Duration GRACE = Policy.STANDARD.stop().grace();
    private static final Duration MOMENT = Duration.ofMillis(10);

    static List<ChildEvent> laterRequests() {
        return List.of(
                new ChildEvent.Start(Wanted.UP),
                new ChildEvent.Start(Wanted.DOWN),
                new ChildEvent.Admit(),
                new ChildEvent.Stop(),
                new ChildEvent.Terminate(),
                new ChildEvent.Restart(),
                new ChildEvent.Abandon());
    }

    @Test
    void aStopSendsTheStopSignalAndKillFollowsAfterTheGracePeriod() {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD).on(new ChildEvent.Stop());
        assertThat(sent(child)).containsExactly(Signal.TERM);
        assertThat(child.untilDeadline()).isEqualTo(GRACE);
        assertThat(sent(child.atDeadline())).containsExactly(Signal.KILL);
        assertThat(child.life.state()).isInstanceOf(ChildState.Killing.class);
    }

    @Test
    void theStopSignalIsThatOfTheStopPlan() {
        StopPlan plan = new StopPlan(Signal.QUIT, Duration.ofSeconds(3));
        ScriptedChild child = ScriptedChild.running(with(plan)).on(new ChildEvent.Stop());
        assertThat(sent(child)).containsExactly(Signal.QUIT);
        assertThat(child.untilDeadline()).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @MethodSource("laterRequests")
    void aFirstStopSetsTheKillDeadlineAndNoLaterRequestMovesIt(ChildEvent request) {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD).on(new ChildEvent.Stop());
        MonotonicTime killAt = child.deadline();
        for (int i = 0; i < 3; i++) {
            child.after(MOMENT).on(request);
            assertThat(child.lastStep().effects()).isEmpty();
            assertThat(child.deadline()).isEqualTo(killAt);
        }
    }

    @Test
    void aStopDuringTheSpawnIsCarriedOutWhenTheProcessExists() {
        ScriptedChild child = ScriptedChild.starting(Policy.STANDARD).on(new ChildEvent.Stop());
        assertThat(child.lastStep().effects()).isEmpty();
        assertThat(child.life.state().deadline()).isEmpty();
        child.after(Duration.ofSeconds(60)).spawned();
        assertThat(sent(child)).containsExactly(Signal.TERM);
        assertThat(child.untilDeadline()).isEqualTo(GRACE);
        assertThat(child.killedBy(Signal.TERM).life.state()).isEqualTo(new ChildState.Stopped());
    }

    @Test
    void aKillDuringTheSpawnIsCarriedOutWhenTheProcessExists() {
        ScriptedChild child = ScriptedChild.starting(Policy.STANDARD).on(new ChildEvent.Kill());
        assertThat(child.lastStep().effects()).isEmpty();
        assertThat(sent(child.spawned())).containsExactly(Signal.KILL);
        assertThat(child.killedBy(Signal.KILL).life.state()).isEqualTo(new ChildState.Stopped());
    }

    @Test
    void aKillAfterAStopDuringTheSpawnIsTheOneThatCounts() {
        ScriptedChild child = ScriptedChild.starting(Policy.STANDARD)
                .on(new ChildEvent.Stop())
                .on(new ChildEvent.Kill());
        assertThat(sent(child.spawned())).containsExactly(Signal.KILL);
    }

    @Test
    void aStopAfterAKillDuringTheSpawnDoesNotWeakenIt() {
        ScriptedChild child = ScriptedChild.starting(Policy.STANDARD)
                .on(new ChildEvent.Kill())
                .on(new ChildEvent.Stop());
        assertThat(sent(child.spawned())).containsExactly(Signal.KILL);
    }

    @Test
    void aStopDuringASpawnThatFailsLeavesTheChildStopped() {
        ScriptedChild child = ScriptedChild.starting(Policy.STANDARD)
                .on(new ChildEvent.Stop())
                .spawnFailed();
        assertThat(child.life.state()).isEqualTo(new ChildState.Stopped());
        assertThat(child.life.wanted()).isEqualTo(Wanted.DOWN);
    }

    @Test
    void stopDuringBackOffCancelsTheRestart() {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD).exited(1).on(new ChildEvent.Stop());
        assertThat(child.life.state()).isEqualTo(new ChildState.Stopped());
        assertThat(child.life.state().deadline()).isEmpty();
    }

    @Test
    void terminateDuringBackOffLeavesTheRestartDue() {
        ScriptedChild child = ScriptedChild.running(Policy.SEED).exited(1);
        MonotonicTime due = child.deadline();
        assertThat(child.on(new ChildEvent.Terminate()).deadline()).isEqualTo(due);
    }

    @Test
    void aTerminatedChildComesBackAsAfterAnyOtherEnd() {
        ScriptedChild child = ScriptedChild.running(Policy.SEED)
                .on(new ChildEvent.Terminate())
                .killedBy(Signal.TERM);
        assertThat(child.lastStep().reason()).isEqualTo(Reason.DIED_EARLY);
        assertThat(child.untilDeadline()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theTimeThatAChildTakesToDieCountsAsLife() {
        ScriptedChild child = ScriptedChild.running(Policy.SEED)
                .on(new ChildEvent.Terminate())
                .after(Policy.SEED.backoff().threshold())
                .killedBy(Signal.TERM);
        assertThat(child.lastStep().reason()).isEqualTo(Reason.LIVED_LONG);
    }

    @Test
    void aStopSignalThatIsRefusedIsFollowedByKill() {
        ScriptedChild child =
                ScriptedChild.running(Policy.STANDARD).on(new ChildEvent.Stop()).refused(Signal.TERM);
        assertThat(child.lastStep().reason()).isEqualTo(Reason.IGNORED_REFUSED);
        assertThat(sent(child.atDeadline())).containsExactly(Signal.KILL);
    }

    @Test
    void aRefusedKillIsTriedAgainAfterEachGracePeriod() {
        ScriptedChild child =
                ScriptedChild.running(Policy.STANDARD).on(new ChildEvent.Stop()).atDeadline();
        for (int i = 0; i < 10; i++) {
            child.refused(Signal.KILL);
            assertThat(child.lastStep().effects()).isEmpty();
            assertThat(child.untilDeadline()).isEqualTo(GRACE);
            assertThat(sent(child.atDeadline())).containsExactly(Signal.KILL);
            assertThat(child.lastStep().reason()).isEqualTo(Reason.KILL_TRIED_AGAIN);
        }
        assertThat(child.killedBy(Signal.KILL).life.state()).isEqualTo(new ChildState.Stopped());
    }

    @Test
    void aRefusedKillIsNotTriedAgainAtTheSameMomentWhereThereIsNoGracePeriod() {
        StopPlan plan = new StopPlan(Signal.TERM, Duration.ZERO);
        ScriptedChild child = ScriptedChild.running(with(plan)).on(new ChildEvent.Stop());
        assertThat(child.untilDeadline()).isZero();
        assertThat(child.atDeadline().refused(Signal.KILL).untilDeadline()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aKillByRequestDoesNotWaitForTheNextTryOfARefusedOne() {
        ScriptedChild child =
                ScriptedChild.running(Policy.STANDARD).on(new ChildEvent.Kill()).refused(Signal.KILL);
        assertThat(sent(child.after(MOMENT).on(new ChildEvent.Kill()))).containsExactly(Signal.KILL);
    }

    @Test
    void aKilledRunIsNotOverBeforeItsEndIsReported() {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD)
                .on(new ChildEvent.Kill())
                .after(Duration.ofDays(1))
                .on(new ChildEvent.DeadlineReached());
        assertThat(child.life.state().liveRun()).contains(child.life.lastRun().orElseThrow());
    }

    @Test
    void aStopOfAKilledRunThatIsNotOverBeginsAnew() {
        ScriptedChild child =
                ScriptedChild.running(Policy.STANDARD).on(new ChildEvent.Kill()).after(MOMENT);
        assertThat(sent(child.on(new ChildEvent.Stop()))).containsExactly(Signal.TERM);
        assertThat(child.untilDeadline()).isEqualTo(GRACE);
    }

    private static Policy with(StopPlan plan) {
        return new Policy(Policy.STANDARD.restart(), Policy.STANDARD.backoff(), plan, Policy.STANDARD.requests());
    }

    private static List<Signal> sent(ScriptedChild child) {
        return child.lastStep().effects().stream()
                .map(SendSignal.class::cast)
                .map(SendSignal::signal)
                .toList();
    }
}
