// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.Policy.Requests;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.RestartPolicy.Mode;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a child is started again, and when it is a request that does it. */
final class RestartOfAChildTest {

    @ParameterizedTest(name = "{0} × {1}: {2}")
    @CsvSource(textBlock = """
                    ALWAYS,     success,       BACKING_OFF
                    ALWAYS,     failure,       BACKING_OFF
                    ALWAYS,     signal,        BACKING_OFF
                    ALWAYS,     spawn failure, BACKING_OFF
                    ALWAYS,     no-restart,    EXITED
                    ON_FAILURE, success,       EXITED
                    ON_FAILURE, other success, EXITED
                    ON_FAILURE, failure,       BACKING_OFF
                    ON_FAILURE, signal,        BACKING_OFF
                    ON_FAILURE, spawn failure, BACKING_OFF
                    ON_FAILURE, no-restart,    EXITED
                    NEVER,      success,       EXITED
                    NEVER,      failure,       EXITED
                    NEVER,      signal,        EXITED
                    NEVER,      spawn failure, EXITED
                    NEVER,      no-restart,    EXITED
                    """)
    void thePolicyDecidesWhatFollowsAnEnding(Mode mode, String ending, ChildState.Phase phase) {
        Policy policy = policy(new RestartPolicy(mode, Set.of(0, 3), Set.of(77)), Requests.FREE);
        ScriptedChild child = ScriptedChild.starting(policy);
        switch (ending) {
            case "success" -> child.spawned().exited(0);
            case "other success" -> child.spawned().exited(3);
            case "failure" -> child.spawned().exited(1);
            case "signal" -> child.spawned().killedBy(Signal.TERM);
            case "spawn failure" -> child.spawnFailed();
            case "no-restart" -> child.spawned().exited(77);
            default -> throw new AssertionError(ending);
        }
        assertThat(child.life.state().phase()).isEqualTo(phase);
    }

    @Test
    void anEndOfARunThatWasToBeTheOnlyOneLeavesTheChildStopped() {
        ScriptedChild child = new ScriptedChild(Policy.SEED)
                .on(new ChildEvent.Start(Wanted.DOWN))
                .spawned()
                .exited(1);
        assertThat(child.life.state()).isEqualTo(new ChildState.Stopped());
        assertThat(child.lastStep().reason()).isEqualTo(Reason.ENDED_UNWANTED);
    }

    @Test
    void aStartDuringTheStopIsCarriedOutAtOnceWhereRequestsAreFree() {
        ScriptedChild child = stoppedAndStarted(Requests.FREE).killedBy(Signal.TERM);
        assertThat(child.lastStep().effects()).containsExactly(new Effect.Spawn(new Run(2, child.now)));
        assertThat(child.lastStep().reason()).isEqualTo(Reason.RESTARTED_AS_REQUESTED);
    }

    @Test
    void aStartDuringTheStopWaitsForTheBackOffWhereRequestsAreCharged() {
        ScriptedChild child = stoppedAndStarted(Requests.CHARGED).killedBy(Signal.TERM);
        assertThat(child.lastStep().effects()).isEmpty();
        assertThat(child.untilDeadline()).isEqualTo(Duration.ofSeconds(1));
        assertThat(child.lastStep().reason()).isEqualTo(Reason.DIED_EARLY);
    }

    @Test
    void aRestartEndsTheRunAndStartsTheNextAtOnce() {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD).on(new ChildEvent.Restart());
        Run first = child.life.lastRun().orElseThrow();
        assertThat(child.lastStep().effects()).containsExactly(new Effect.SendSignal(first, Signal.TERM, Reach.TREE));
        child.after(Duration.ofSeconds(1)).killedBy(Signal.TERM);
        assertThat(child.lastStep().effects()).containsExactly(new Effect.Spawn(new Run(2, child.now)));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aRestartAsksNoPolicy(Mode mode) {
        ScriptedChild child = ScriptedChild.running(policy(RestartPolicy.of(mode), Requests.FREE))
                .on(new ChildEvent.Restart())
                .exited(0);
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.STARTING);
    }

    @Test
    void aRestartDuringTheStopStartsTheNextRunWhenThisOneIsOver() {
        ScriptedChild child =
                ScriptedChild.running(Policy.STANDARD).on(new ChildEvent.Stop()).on(new ChildEvent.Restart());
        assertThat(child.lastStep().effects()).isEmpty();
        assertThat(child.killedBy(Signal.TERM).life.state().phase()).isEqualTo(ChildState.Phase.STARTING);
        assertThat(child.life.wanted()).isEqualTo(Wanted.UP);
    }

    @Test
    void aStopAfterARestartIsTheOneThatCounts() {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD)
                .on(new ChildEvent.Restart())
                .on(new ChildEvent.Stop())
                .killedBy(Signal.TERM);
        assertThat(child.life.state()).isEqualTo(new ChildState.Stopped());
    }

    @Test
    void aRestartDuringTheSpawnWaitsForTheSpawnAndStartsAnotherRun() {
        ScriptedChild child = ScriptedChild.starting(Policy.STANDARD)
                .on(new ChildEvent.Restart())
                .spawned();
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.STOPPING);
        assertThat(child.killedBy(Signal.TERM).run()).isEqualTo(2);
    }

    @Test
    void aRestartDuringASpawnThatFailsTriesOnceMoreAtOnceAndThenBacksOff() {
        ScriptedChild child = ScriptedChild.starting(Policy.STANDARD)
                .on(new ChildEvent.Restart())
                .spawnFailed();
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.STARTING);
        assertThat(child.spawnFailed().life.state().phase()).isEqualTo(ChildState.Phase.BACKING_OFF);
    }

    @Test
    void aKilledRestartStillStartsAgain() {
        ScriptedChild child = ScriptedChild.running(Policy.STANDARD)
                .on(new ChildEvent.Restart())
                .atDeadline()
                .killedBy(Signal.KILL);
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.STARTING);
    }

    @Test
    void anEndThatIsReportedBeforeTheSpawnEndsTheRun() {
        ScriptedChild child = ScriptedChild.starting(Policy.SEED).exited(1);
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.BACKING_OFF);
        child.on(new ChildEvent.Spawned(1, ScriptedChild.PID));
        assertThat(child.lastStep().reason()).isEqualTo(Reason.IGNORED_OLD_RUN);
    }

    private static ScriptedChild stoppedAndStarted(Requests requests) {
        return ScriptedChild.running(policy(RestartPolicy.ALWAYS, requests))
                .on(new ChildEvent.Stop())
                .on(new ChildEvent.Start(Wanted.UP));
    }

    private static Policy policy(RestartPolicy restart, Requests requests) {
        return new Policy(restart, Backoff.SEED, StopPlan.SEED, requests);
    }
}
