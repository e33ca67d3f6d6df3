// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.Effect.RunHook;
import dev.procmon.core.lifecycle.Effect.SendSignal;
import dev.procmon.core.lifecycle.Effect.Spawn;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Hook.Point;
import dev.procmon.core.policy.Hooks;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Command;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is run before and after a program starts and stops, and what its failure means. */
final class HooksOfAChildTest {

    private static final Duration GRACE = Policy.STANDARD.stop().grace();

    @Test
    void nothingIsSpawnedBeforeTheHookBeforeTheStartHasSucceeded() {
        ScriptedChild child = ScriptedChild.starting(hooked(Point.PRE_START));
        assertThat(child.life.state().hook()).contains(Point.PRE_START);
        assertThat(child.lastStep().effects()).isEmpty();
        child.after(Duration.ofSeconds(20)).hookEnded(Point.PRE_START);
        assertThat(child.lastStep().effects()).hasExactlyElementsOfTypes(Spawn.class);
    }

    @Test
    void aHookBeforeTheStartThatFailsIsAStartThatHasFailed() {
        ScriptedChild child = ScriptedChild.starting(hooked(Point.PRE_START)).hookFailed(Point.PRE_START);
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.BACKING_OFF);
        assertThat(lastEnding(child))
                .isEqualTo(new SpawnFailure("ECANCELED", "the hook before the start has failed: exited with 1"));
    }

    @Test
    void theTimeOfTheHookBeforeTheStartCountsForTheWholeStart() {
        ScriptedChild child = ScriptedChild.starting(hooked(Point.PRE_START))
                .after(Policy.STANDARD.backoff().threshold())
                .hookEnded(Point.PRE_START)
                .spawned()
                .exited(1);
        assertThat(child.lastStep().reason()).isEqualTo(Reason.LIVED_LONG);
    }

    @Test
    void aStopDuringTheHookBeforeTheStartWaitsForItsEndAndSpawnsNothing() {
        ScriptedChild child = ScriptedChild.starting(hooked(Point.PRE_START)).on(new ChildEvent.Stop());
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.STOPPING);
        assertThat(child.life.state().hook()).isEmpty();
        assertThat(child.hookEnded(Point.PRE_START).life.state()).isEqualTo(new ChildState.Stopped());
    }

    @Test
    void theHookAfterTheStartRunsOnceItIsReadyAndNobodyWaitsForIt() {
        ScriptedChild child = ScriptedChild.starting(
                        hooked(Point.POST_START).healthy(HealthPolicy.NONE.withReadyByNotice()))
                .spawned();
        assertThat(child.lastStep().effects()).isEmpty();
        child.ready();
        Run run = child.life.lastRun().orElseThrow();
        assertThat(child.lastStep().effects()).containsExactly(new RunHook(run, Point.POST_START));
        assertThat(child.hookFailed(Point.POST_START).lastStep().reason()).isEqualTo(Reason.IGNORED_HOOK);
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.RUNNING);
    }

    @Test
    void theHookBeforeTheStopComesFirstThenTheStopCommandThenTheSignal() {
        ScriptedChild child = ScriptedChild.running(hooked(Point.PRE_STOP, Point.STOP_COMMAND))
                .on(new ChildEvent.Stop());
        assertThat(child.life.state().hook()).contains(Point.PRE_STOP);
        assertThat(child.hookFailed(Point.PRE_STOP).life.state().hook()).contains(Point.STOP_COMMAND);
        assertThat(child.lastStep().effects()).isEmpty();
        child.hookFailed(Point.STOP_COMMAND);
        assertThat(child.lastStep().effects())
                .containsExactly(new SendSignal(child.life.lastRun().orElseThrow(), Signal.TERM, Reach.TREE));
    }

    @Test
    void aStopCommandThatSucceedsTakesThePlaceOfTheSignal() {
        ScriptedChild child = ScriptedChild.running(hooked(Point.STOP_COMMAND))
                .on(new ChildEvent.Stop())
                .hookEnded(Point.STOP_COMMAND);
        assertThat(child.lastStep().effects()).isEmpty();
        assertThat(child.life.state()).isInstanceOf(ChildState.Terminating.class);
    }

    @Test
    void theGracePeriodBeginsBeforeTheHooksAndTheyDoNotLengthenIt() {
        ScriptedChild child = ScriptedChild.running(hooked(Point.PRE_STOP, Point.STOP_COMMAND))
                .on(new ChildEvent.Stop());
        MonotonicTime killAt = child.deadline();
        assertThat(child.untilDeadline()).isEqualTo(GRACE);
        child.after(Duration.ofSeconds(4)).hookEnded(Point.PRE_STOP);
        assertThat(child.deadline()).isEqualTo(killAt);
        child.after(Duration.ofSeconds(4)).hookEnded(Point.STOP_COMMAND);
        assertThat(child.deadline()).isEqualTo(killAt);
        assertThat(child.atDeadline().lastStep().reason()).isEqualTo(Reason.GRACE_PERIOD_OVER);
    }

    @Test
    void aHookThatTakesLongerThanTheGracePeriodIsFollowedByKill() {
        ScriptedChild child = ScriptedChild.running(hooked(Point.PRE_STOP))
                .on(new ChildEvent.Stop())
                .atDeadline();
        assertThat(child.life.state()).isInstanceOf(ChildState.Killing.class);
        assertThat(child.life.state().hook()).isEmpty();
        assertThat(child.hookEnded(Point.PRE_STOP).lastStep().reason()).isEqualTo(Reason.IGNORED_HOOK);
    }

    @Test
    void aKillAsksNoHook() {
        ScriptedChild child = ScriptedChild.running(hooked(Point.PRE_STOP, Point.STOP_COMMAND))
                .on(new ChildEvent.Kill());
        assertThat(child.life.state()).isInstanceOf(ChildState.Killing.class);
        child.on(new ChildEvent.Stop());
        assertThat(child.life.state()).isInstanceOf(ChildState.Terminating.class);
    }

    @Test
    void theHookAfterTheEndComesBeforeTheNextRun() {
        ScriptedChild child = ScriptedChild.running(hooked(Point.POST_STOP))
                .on(new ChildEvent.Restart())
                .killedBy(Signal.TERM);
        assertThat(child.life.state().hook()).contains(Point.POST_STOP);
        assertThat(child.lastStep().effects()).isEmpty();
        child.hookFailed(Point.POST_STOP);
        assertThat(child.lastStep().effects()).hasExactlyElementsOfTypes(Spawn.class);
    }

    @Test
    void theTimeOfTheHookAfterTheEndIsNoLife() {
        ScriptedChild child = ScriptedChild.running(hooked(Point.POST_STOP))
                .exited(1)
                .after(Duration.ofHours(1))
                .hookEnded(Point.POST_STOP);
        assertThat(child.lastStep().reason()).isEqualTo(Reason.DIED_EARLY);
    }

    @Test
    void aStartThatFailedIsFollowedByNoHookAfterTheEnd() {
        ScriptedChild child = ScriptedChild.starting(hooked(Point.POST_STOP)).spawnFailed();
        assertThat(child.life.state().phase()).isEqualTo(ChildState.Phase.BACKING_OFF);
    }

    private static Ending lastEnding(ScriptedChild child) {
        return child.life.lastOutcome().orElseThrow().ending();
    }

    private static Policy hooked(Point... points) {
        Map<Point, Hook> hooks = new EnumMap<>(Point.class);
        for (Point point : points) {
            hooks.put(point, new Hook(new Command(List.of("/bin/true")), Hook.TIMEOUT));
        }
        return Policy.STANDARD.hooked(new Hooks(hooks));
    }
}
