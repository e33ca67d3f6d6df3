// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static dev.procmon.testkit.supervision.Supervision.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.monitor.News;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Hook.Point;
import dev.procmon.core.policy.Hooks;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Command;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands that are run at points of a program's life. */
class HookTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @RegisterExtension
    final Supervision world = new Supervision();

    @Test
    void eachHookIsRunAtItsPointAndTheNextStepWaitsForIt() {
        for (String hook : List.of("pre-start", "pre-stop", "post-stop", "stop-command")) {
            world.reactor.script(hook, ChildScript.exitsAfter(SECOND, 0));
        }
        world.reactor.script("post-start", ChildScript.exitsAfter(SECOND, 0));
        world.add("web", hooked(Point.values()));
        world.start("web");
        assertThat(executables()).containsExactly("pre-start");
        world.seconds(1);
        assertThat(executables()).containsExactly("pre-start", "web", "post-start");
        world.seconds(1);

        var over = world.stop("web");
        assertThat(executables()).endsWith("pre-stop");
        world.seconds(1);
        assertThat(executables()).endsWith("stop-command");
        world.seconds(1);
        assertThat(world.process("web").signals()).isEmpty();
        world.process("web").exit(0);
        assertThat(executables()).endsWith("post-stop");
        assertThat(over).isNotDone();
        world.seconds(1);

        assertThat(over).isCompleted();
        assertThat(executables())
                .containsExactly("pre-start", "web", "post-start", "pre-stop", "stop-command", "post-stop");
    }

    @Test
    void aStopCommandMayFinishAfterItHasEndedTheProgram() {
        world.reactor.script("stop-command", ChildScript.exitsAfter(SECOND.multipliedBy(2), 0));
        world.add("web", hooked(Point.STOP_COMMAND));
        world.start("web");
        world.seconds(1);
        var over = world.stop("web");
        world.seconds(1);
        world.process("web").exit(0);
        assertThat(over).isNotDone();
        world.seconds(1);

        assertThat(over).isCompleted();
        assertThat(world.process("stop-command").signals()).isEmpty();
        assertThat(executables()).containsExactly("web", "stop-command");
        assertThat(world.news(News.HookFailed.class)).isEmpty();
    }

    @Test
    void aStopCommandThatHangsIsKilledWhenTheGracePeriodIsOverThoughTheProgramIsGone() {
        world.add("web", hooked(Point.STOP_COMMAND));
        world.start("web");
        var over = world.stop("web");
        world.seconds(1);
        world.process("web").exit(0);
        world.reactor.advance(LIMIT);

        assertThat(over).isCompleted();
        assertThat(world.process("stop-command").signals()).containsExactly(Signal.KILL);
    }

    @Test
    void theHookAfterTheStartIsRunOnceItIsReady() {
        world.reactor.script("web", ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        world.reactor.script("post-start", ChildScript.exitsAfter(SECOND, 0));
        world.add("web", TELLING.hooked(hooks(Point.POST_START)));
        world.start("web");
        assertThat(executables()).containsExactly("web");
        world.seconds(1);
        assertThat(executables()).containsExactly("web", "post-start");
    }

    @Test
    void aHookBeforeTheStartThatFailsIsAFailedStart() {
        world.reactor.script("pre-start", ChildScript.exitsAfter(SECOND, 1), ChildScript.exitsAfter(SECOND, 0));
        world.add("web", hooked(Point.PRE_START));
        world.start("web");
        world.seconds(1);
        assertThat(world.phase("web")).isEqualTo(Phase.BACKING_OFF);
        assertThat(world.lastReason("web")).isEqualTo(Reason.SPAWN_FAILED);
        assertThat(world.view("web").life().lastOutcome().orElseThrow().ending().describe())
                .contains("exited with 1");
        assertThat(world.runs("web")).isZero();
        world.seconds(2);

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aHookThatCannotBeSpawnedHasFailed() {
        world.reactor.script("pre-start", ChildScript.failsToSpawn("ENOENT"));
        world.add("web", hooked(Point.PRE_START));
        world.start("web");

        assertThat(world.view("web").life().lastOutcome().orElseThrow().ending().describe())
                .contains("ENOENT");
        assertThat(world.phase("web")).isEqualTo(Phase.BACKING_OFF);
    }

    @Test
    void aHookThatHangsIsKilledInTimeWithAllThatItHasStarted() {
        world.reactor.script("pre-start", ChildScript.runsForever().thatLeavesBehind(Duration.ofDays(1), Signal.TERM));
        world.add("web", hooked(Point.PRE_START));
        world.start("web");
        world.reactor.advance(LIMIT);

        assertThat(world.process("pre-start").signals()).containsExactly(Signal.KILL);
        assertThat(world.reactor.living()).isEmpty();
        assertThat(world.phase("web")).isEqualTo(Phase.BACKING_OFF);
    }

    @Test
    void whatAHookLeavesBehindIsKilled() {
        world.reactor.script("pre-start", ChildScript.exitsAfter(SECOND, 0).thatLeavesBehind(Duration.ofDays(1)));
        world.add("web", hooked(Point.PRE_START));
        world.start("web");
        world.seconds(1);

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.reactor.living()).containsExactly(world.process("web"));
    }

    @Test
    void aStopEndsTheHookBeforeTheStartAndNothingIsStarted() {
        world.add("web", hooked(Point.PRE_START));
        world.start("web");
        var over = world.stop("web");
        world.reactor.advance(Duration.ZERO);

        assertThat(over).isCompleted();
        assertThat(world.process("pre-start").signals()).containsExactly(Signal.KILL);
        assertThat(world.runs("web")).isZero();
    }

    @Test
    void aStopWhileTheHookIsBeingSpawnedEndsItToo() {
        world.reactor.script("pre-start", ChildScript.runsForever().thatIsSpawnedAfter(SECOND));
        world.add("web", hooked(Point.PRE_START));
        world.start("web");
        var over = world.stop("web");
        assertThat(over).isNotDone();
        world.seconds(1);

        assertThat(over).isCompleted();
        assertThat(world.reactor.living()).isEmpty();
    }

    @Test
    void aHookBesideARunEndsWithTheRun() {
        world.add("web", hooked(Point.POST_START));
        world.start("web");
        world.process("web").exit(1);
        world.reactor.advance(Duration.ZERO);

        assertThat(world.processes("post-start").getFirst().signals()).containsExactly(Signal.KILL);
        assertThat(world.phase("web")).isEqualTo(Phase.BACKING_OFF);
    }

    @Test
    void aHookAfterTheStartThatFailsChangesNothing() {
        world.reactor.script("post-start", ChildScript.exitsAfter(SECOND, 1));
        world.add("web", hooked(Point.POST_START));
        world.start("web");
        world.seconds(1);

        assertThat(world.news(News.HookFailed.class)).hasSize(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aStopCommandThatSucceedsTakesThePlaceOfTheSignal() {
        world.reactor.script("stop-command", ChildScript.exitsAfter(SECOND, 0));
        world.add("web", hooked(Point.STOP_COMMAND));
        world.start("web");
        var over = world.stop("web");
        world.seconds(9);
        assertThat(world.process("web").signals()).isEmpty();
        world.seconds(1);

        assertThat(world.process("web").signals()).containsExactly(Signal.KILL);
        assertThat(over).isCompleted();
    }

    @Test
    void aStopCommandThatFailsIsFollowedByTheSignal() {
        world.reactor.script("stop-command", ChildScript.exitsAfter(SECOND, 1));
        world.add("web", hooked(Point.STOP_COMMAND));
        world.start("web");
        var over = world.stop("web");
        world.seconds(1);

        assertThat(world.process("web").signals()).containsExactly(Signal.TERM);
        assertThat(over).isCompleted();
    }

    @Test
    void aStopHookThatHangsDoesNotPutOffTheKill() {
        world.add(
                "web",
                PLAIN.hooked(new Hooks(
                        Map.of(Point.PRE_STOP, new Hook(new Command(List.of("pre-stop")), Duration.ofHours(1))))));
        world.start("web");
        var over = world.stop("web");
        world.seconds(10);

        assertThat(world.process("web").signals()).containsExactly(Signal.KILL);
        assertThat(world.process("pre-stop").signals()).containsExactly(Signal.KILL);
        assertThat(over).isCompleted();
    }

    @Test
    void aHookAfterTheEndThatFailsHoldsNobodyUp() {
        world.reactor.script("post-stop", ChildScript.exitsAfter(SECOND, 1));
        world.add("web", hooked(Point.POST_STOP));
        world.start("web");
        var _ = world.asked(world.supervisor.restart(name("web")));
        world.seconds(1);

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.runs("web")).isEqualTo(2);
    }

    @Test
    void hooksAreToldWhichProgramRunAndPointTheyAreFor() {
        world.reactor.script("pre-stop", ChildScript.exitsAfter(SECOND, 0));
        world.reactor.script("post-stop", ChildScript.exitsAfter(SECOND, 0));
        world.add("web", hooked(Point.PRE_STOP, Point.POST_STOP));
        world.start("web");
        var _ = world.stop("web");
        world.seconds(2);

        assertThat(world.process("pre-stop").program().environment().variables())
                .containsEntry("PROCMON_PROGRAM", "web")
                .containsEntry("PROCMON_RUN", "1")
                .containsEntry("PROCMON_HOOK", "pre-stop")
                .containsEntry("MAINPID", Long.toString(world.process("web").pid()));
        assertThat(world.process("post-stop").program().environment().variables())
                .containsEntry("PROCMON_ENDING", "killed by TERM");
    }

    private List<String> executables() {
        return world.reactor.processes().stream()
                .map(process -> process.program().command().executable())
                .toList();
    }

    private static Policy hooked(Point... points) {
        return PLAIN.hooked(hooks(points));
    }

    private static Hooks hooks(Point... points) {
        Map<Point, Hook> hooks = new HashMap<>();
        for (Point point : points) {
            String executable = point.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            hooks.put(point, new Hook(new Command(List.of(executable)), LIMIT));
        }
        return new Hooks(hooks);
    }
}
