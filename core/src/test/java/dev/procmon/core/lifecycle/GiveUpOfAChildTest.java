// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.Effect.Escalate;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.RestartPolicy.Mode;
import dev.procmon.core.process.ExitStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a child is given up, which nobody is who was not asked to be, and what waits for others. */
final class GiveUpOfAChildTest {

    private static final GiveUp THREE_IN_A_MINUTE =
            new GiveUp(new RestartIntensity(3, Duration.ofSeconds(60)), new GiveUp.Exit(7));
    private static final Backoff QUICK =
            new Backoff(Duration.ofMillis(100), Duration.ofMillis(100), 1, 0, Duration.ofSeconds(10));
    private static final Policy POLICY = Policy.STANDARD.backingOff(QUICK).givingUp(THREE_IN_A_MINUTE);
    private static final JobPolicy JOB =
            new JobPolicy(_ -> Optional.empty(), JobPolicy.Overlap.SKIP, JobPolicy.Missed.SKIP);

    @Test
    void withoutAGiveUpADeathIsFollowedByARunForEver() {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD.backingOff(QUICK));
        for (int i = 0; i < 1_000; i++) {
            child.exited(1).atDeadline().spawned();
        }
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.RUNNING);
        assertThat(child.life.restarts()).isEmpty();
    }

    @Test
    void oneRestartMoreThanIsAllowedIsTooMuchAndTellsWhatIsToBeDone() {
        ScriptedChild child = dyingThreeTimes();
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.RUNNING);
        child.exited(9);
        assertThat(child.life.state()).isEqualTo(new ChildState.Failed(Optional.of(ExitStatus.exited(9))));
        assertThat(child.lastStep().effects()).containsExactly(new Escalate(new GiveUp.Exit(7)));
        assertThat(child.life.wanted()).isEqualTo(Wanted.UP);
    }

    @Test
    void restartsAreForgottenWhenTheirPeriodIsOver() {
        ScriptedChild child = dyingThreeTimes().after(Duration.ofSeconds(60)).exited(1);
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.BACKING_OFF);
        assertThat(child.life.restarts()).hasSize(1);
    }

    @Test
    void aStartOfOneThatWasGivenUpBeginsAnew() {
        ScriptedChild child =
                dyingThreeTimes().exited(1).on(new ChildEvent.Start(Wanted.UP)).spawned();
        for (int i = 0; i < 3; i++) {
            child.exited(1).atDeadline().spawned();
        }
        assertThat(child.exited(1).life.state().phase()).isEqualTo(ChildState.Phase.FAILED);
    }

    @Test
    void anEndThatWasAskedForDoesNotCount() {
        ScriptedChild child = ScriptedChild.running(POLICY);
        for (int i = 0; i < 10; i++) {
            child.on(new ChildEvent.Restart()).exited(1).spawned();
        }
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.RUNNING);
        assertThat(child.life.restarts()).isEmpty();
    }

    @Test
    void aDeathWhileAProgramThatItNeedsIsDownEatsNeitherItsBudgetNorItsDelay() {
        ScriptedChild child = dyingThreeTimes();
        child.admission = Admission.DEPENDENCY_DOWN;
        Life before = child.life;
        child.exited(1);
        assertThat(child.life.state()).isEqualTo(new ChildState.Waiting());
        assertThat(child.lastStep().reason()).isEqualTo(Reason.DEPENDENCY_DOWN);
        assertThat(child.life.restarts()).isEqualTo(before.restarts());
        assertThat(child.life.nextDelay()).isEqualTo(before.nextDelay());
        child.admission = Admission.MAY_START;
        assertThat(child.on(new ChildEvent.Admit()).life.state().phase()).isEqualTo(ChildState.Phase.STARTING);
    }

    @Test
    void aBackOffThatIsOverWhileSomethingComesFirstWaits() {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD).exited(1);
        child.admission = Admission.DEPENDENCY_DOWN;
        assertThat(child.atDeadline().life.state()).isEqualTo(new ChildState.Waiting());
        assertThat(child.on(new ChildEvent.Admit()).lastStep().reason()).isEqualTo(Reason.IGNORED_WAITING);
        child.admission = Admission.MAY_START;
        assertThat(child.on(new ChildEvent.Admit()).lastStep().reason()).isEqualTo(Reason.NOTHING_IN_THE_WAY);
    }

    @Test
    void aSingleRunWaitsForNobody() {
        ScriptedChild child = new ScriptedChild(Policy.STANDARD);
        child.admission = Admission.MUST_WAIT;
        assertThat(child.on(new ChildEvent.Start(Wanted.DOWN)).life.state().phase())
                .isEqualTo(ChildState.Phase.STARTING);
    }

    @Test
    void aStartOfOneThatWaitsBeginsANewRowAndGoesOnWaiting() {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD)
                .exited(1)
                .atDeadline()
                .spawned()
                .exited(1);
        child.admission = Admission.DEPENDENCY_DOWN;
        child.atDeadline().on(new ChildEvent.Start(Wanted.UP));
        assertThat(child.life.state()).isEqualTo(new ChildState.Waiting());
        assertThat(child.life.nextDelay()).isEqualTo(Policy.STANDARD.backoff().first());
    }

    @Test
    void aJobThatHasDoneItsWorkWaitsForItsNextTime() {
        Policy job = POLICY.scheduled(JOB).restarting(RestartPolicy.of(Mode.ON_FAILURE));
        ScriptedChild child = ScriptedChild.running(job).exited(0);
        assertThat(child.life.state()).isEqualTo(new ChildState.Waiting());
        assertThat(child.life.lastOutcome().orElseThrow().success()).isTrue();
    }

    @Test
    void aJobThatIsGivenUpWaitsForItsNextTime() {
        Policy job = POLICY.scheduled(JOB).restarting(RestartPolicy.of(Mode.ON_FAILURE));
        ScriptedChild child = ScriptedChild.running(job);
        for (int i = 0; i < 3; i++) {
            child.exited(1).atDeadline().spawned();
        }
        child.exited(1);
        assertThat(child.life.state()).isEqualTo(new ChildState.Waiting());
        assertThat(child.lastStep().reason()).isEqualTo(Reason.GAVE_UP);
        assertThat(child.lastStep().effects()).hasExactlyElementsOfTypes(Escalate.class);
    }

    @Test
    void whoseGroupIsGivenUpIsEndedAndStaysFailedAlsoWhereItsOwnPolicyWouldGoOn() {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD)
                .on(new ChildEvent.Restart())
                .on(new ChildEvent.Abandon())
                .exited(0);
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.FAILED);
        assertThat(child.lastStep().reason()).isEqualTo(Reason.ABANDONED);
        assertThat(child.lastStep().effects()).isEmpty();
    }

    private static ScriptedChild dyingThreeTimes() {
        ScriptedChild child = ScriptedChild.running(POLICY);
        for (int i = 0; i < 3; i++) {
            child.exited(1).atDeadline().spawned();
        }
        return child;
    }
}
