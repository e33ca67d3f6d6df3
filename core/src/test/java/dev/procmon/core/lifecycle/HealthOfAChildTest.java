// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.Effect.SendSignal;
import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.RestartPolicy.Mode;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What it means for a child that its run is ready, is not in time, or is not well, and what it leaves behind. */
final class HealthOfAChildTest {

    private static final HealthPolicy NOTICE = HealthPolicy.NONE.withReadyByNotice();
    private static final Policy POLICY = Policy.STANDARD.healthy(NOTICE);
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void aRunIsStartingUntilItIsReady() {
        ScriptedChild child = ScriptedChild.running(POLICY);
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.STARTING);
        assertThat(child.untilDeadline()).isEqualTo(HealthPolicy.READY_WITHIN);
        child.ready();
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.RUNNING);
        assertThat(child.life.state().deadline()).isEmpty();
    }

    @Test
    void aRunThatIsNotReadyInTimeIsEndedAndCountsAsAFailureWhateverItsExitStatus() {
        ScriptedChild child = ScriptedChild.running(POLICY.restarting(RestartPolicy.of(Mode.ON_FAILURE)))
                .atDeadline();
        assertThat(child.lastStep().reason()).isEqualTo(Reason.NOT_READY_IN_TIME);
        assertThat(child.lastStep().effects()).hasExactlyElementsOfTypes(SendSignal.class);
        child.exited(0);
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.BACKING_OFF);
        assertThat(child.life.lastOutcome().orElseThrow().success()).isFalse();
    }

    @Test
    void aRunThatWasNeverReadyHasNotLivedLong() {
        ScriptedChild never = ScriptedChild.running(POLICY.healthy(NOTICE.within(LONG)))
                .after(LONG)
                .exited(1);
        assertThat(never.lastStep().reason()).isEqualTo(Reason.DIED_EARLY);
        ScriptedChild once = ScriptedChild.running(POLICY).ready().after(LONG).exited(1);
        assertThat(once.lastStep().reason()).isEqualTo(Reason.LIVED_LONG);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aRunThatIsNotWellIsEndedByItsStopPlanAndStartedAgain(Fault fault) {
        ScriptedChild child = ScriptedChild.running(POLICY).ready().unhealthy(fault);
        assertThat(child.life.state()).isInstanceOf(ChildState.Terminating.class);
        assertThat(child.untilDeadline()).isEqualTo(POLICY.stop().grace());
        assertThat(child.exited(0).life.state().phase()).isEqualTo(ChildState.Phase.BACKING_OFF);
    }

    @Test
    void aRunThatWasNotWellHasFailedForGoodWhereNothingIsStartedAgain() {
        ScriptedChild child = ScriptedChild.running(POLICY.restarting(RestartPolicy.of(Mode.NEVER)))
                .ready()
                .unhealthy(Fault.NOT_LIVE)
                .exited(0);
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.FAILED);
        assertThat(child.lastStep().reason()).isEqualTo(Reason.FAILED_FOR_GOOD);
    }

    @Test
    void noLaterRequestMakesASuccessOfARunThatWasNotWell() {
        for (ChildEvent request :
                new ChildEvent[] {new ChildEvent.Stop(), new ChildEvent.Restart(), new ChildEvent.Abandon()}) {
            ScriptedChild child = ScriptedChild.running(POLICY)
                    .ready()
                    .unhealthy(Fault.SILENT)
                    .on(request)
                    .exited(0);
            assertThat(child.life.lastOutcome().orElseThrow().success())
                    .as("after %s", request)
                    .isFalse();
        }
    }

    @Test
    void aRunThatLastsForTooLongHasFailed() {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD.runningAtMost(Duration.ofSeconds(30)));
        assertThat(child.untilDeadline()).isEqualTo(Duration.ofSeconds(30));
        assertThat(child.atDeadline().lastStep().reason()).isEqualTo(Reason.RAN_TOO_LONG);
        assertThat(child.exited(0).life.lastOutcome().orElseThrow().success()).isFalse();
    }

    @Test
    void theRunningTimeCountsFromTheStartAndNotFromReadiness() {
        ScriptedChild child = ScriptedChild.running(POLICY.runningAtMost(Duration.ofSeconds(30)))
                .after(Duration.ofSeconds(20))
                .ready();
        assertThat(child.untilDeadline()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aRunMayLengthenItsStartAndItsStopButByNoMoreThanItMayInAll() {
        HealthPolicy bounded = new HealthPolicy(
                Optional.empty(),
                true,
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(30));
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD.healthy(bounded));
        assertThat(child.asksFor(Duration.ofSeconds(5)).lastStep().reason()).isEqualTo(Reason.IGNORED_NO_TIME);
        assertThat(child.asksFor(Duration.ofSeconds(30)).untilDeadline()).isEqualTo(Duration.ofSeconds(30));
        child.after(Duration.ofSeconds(20)).ready().on(new ChildEvent.Stop());
        assertThat(child.untilDeadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(child.asksFor(Duration.ofHours(1)).untilDeadline()).isEqualTo(Duration.ofSeconds(20));
        assertThat(child.after(Duration.ofSeconds(19))
                        .asksFor(Duration.ofHours(1))
                        .lastStep()
                        .reason())
                .isEqualTo(Reason.IGNORED_NO_TIME);
    }

    @Test
    void theNextRunHasAllTheTimeAgain() {
        ScriptedChild child = ScriptedChild.running(POLICY).asksFor(Duration.ofHours(1));
        assertThat(child.untilDeadline()).isEqualTo(HealthPolicy.READY_WITHIN.plus(HealthPolicy.EXTEND_MAX));
        child.exited(1).atDeadline().spawned().asksFor(Duration.ofHours(1));
        assertThat(child.untilDeadline()).isEqualTo(HealthPolicy.READY_WITHIN.plus(HealthPolicy.EXTEND_MAX));
    }

    @Test
    void aLeaderThatLeavesOthersBehindIsFollowedByThem() {
        StopPlan leaderOnly = new StopPlan(Signal.TERM, Reach.LEADER, Duration.ofSeconds(10), Optional.empty());
        ScriptedChild child =
                ScriptedChild.running(Policy.STANDARD.stopping(leaderOnly)).leaderExited(0);
        assertThat(child.lastStep().reason()).isEqualTo(Reason.LEFT_OTHERS_BEHIND);
        assertThat(child.lastStep().effects())
                .containsExactly(new SendSignal(child.life.lastRun().orElseThrow(), Signal.TERM, Reach.TREE));
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.STOPPING);
        assertThat(child.atDeadline().life.state()).isInstanceOf(ChildState.Killing.class);
    }

    @Test
    void howARunWentIsJudgedByItsLeaderAndNotByThoseWhoOutliveIt() {
        ScriptedChild child = ScriptedChild.running(Policy.SEED)
                .after(Duration.ofMillis(999))
                .leaderExited(1)
                .after(LONG)
                .exited(1);
        assertThat(child.lastStep().reason()).isEqualTo(Reason.DIED_EARLY);
    }

    @Test
    void thoseWhoOutliveKillAreSentItAgainAndAgain() {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD).on(new ChildEvent.Kill());
        for (int i = 0; i < 5; i++) {
            assertThat(child.untilDeadline()).isEqualTo(StopPlan.INSIST);
            child.atDeadline();
            assertThat(child.lastStep().reason()).isEqualTo(Reason.OUTLIVED_KILL);
            assertThat(child.lastStep().effects())
                    .containsExactly(new SendSignal(child.life.lastRun().orElseThrow(), Signal.KILL, Reach.TREE));
        }
    }

    @Test
    void killIsSentOnceOnlyInTheSeedProfile() {
        ScriptedChild child = ScriptedChild.running(Policy.SEED).on(new ChildEvent.Kill());
        assertThat(child.life.state().deadline()).isEmpty();
    }
}
