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

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.UnknownNameException;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Hooks;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Program;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is registered under a name is changed while its program does this or that. The new program is run as {@code next}. */
class UpdateTest {

    private static final Program NEXT = Program.of("web", "next");
    private static final Policy PATIENT = PLAIN.stopping(new StopPlan(Signal.INT, SECOND.multipliedBy(30)));

    @RegisterExtension
    final Supervision world = new Supervision();

    @Test
    void aStoppedProgramStaysStoppedAndIsStartedAsWhatItHasBecome() {
        world.add("web");
        update(NEXT, PLAIN);
        world.seconds(1000);
        assertThat(world.phase("web")).isEqualTo(Phase.STOPPED);
        assertThat(world.reactor.processes()).isEmpty();

        world.start("web");
        assertThat(world.runs("next")).isEqualTo(1);
        assertThat(world.runs("web")).isZero();
    }

    @Test
    void anUpdateResurrectsNobodyThatWasStopped() {
        world.add("web");
        world.start("web");
        world.done(world.stop("web"));
        update(NEXT, PLAIN);
        update(NEXT, ONE_SHOT, Relations.NONE);
        world.seconds(1000);

        assertThat(world.phase("web")).isEqualTo(Phase.STOPPED);
        assertThat(world.runs("next")).isZero();
    }

    @Test
    void aRunGoesOnAndTheNextOneIsWhatTheProgramHasBecome() {
        world.add("web");
        world.start("web");
        world.log();
        update(NEXT, PLAIN);
        world.seconds(100);
        assertThat(world.log()).isEmpty();
        assertThat(world.process("web").signals()).isEmpty();
        assertThat(world.view("web").outdated()).isTrue();
        assertThat(world.view("web").program()).isEqualTo(NEXT);
        assertThat(world.news(News.Updated.class)).hasSize(1);

        world.process("web").exit(1);
        world.reactor.advance(Duration.ZERO);
        assertThat(world.runs("next")).isEqualTo(1);
        assertThat(world.view("web").outdated()).isFalse();
    }

    @Test
    void aRestartAfterAnUpdateRunsTheNewProgram() {
        world.add("web");
        world.start("web");
        update(NEXT, PLAIN);
        world.done(world.supervisor.restart(name("web")));

        assertThat(world.runs("web")).isEqualTo(1);
        assertThat(world.runs("next")).isEqualTo(1);
        assertThat(world.view("web").life().lastRun().orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void aReplacementAfterAnUpdateIsMadeOfTheNewProgramAndPolicy() {
        world.reactor.script("next", ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        world.add("web");
        world.start("web");
        update(NEXT, TELLING);
        CompletableFuture<Optional<String>> outcome = world.asked(world.supervisor.replace(name("web")));
        assertThat(world.reactor.living()).hasSize(2);
        assertThat(world.process("web").signals()).isEmpty();
        world.seconds(1);

        assertThat(outcome).isCompletedWithValue(Optional.empty());
        assertThat(world.reactor.living()).containsExactly(world.process("next"));
        assertThat(world.view("web").policy()).isEqualTo(TELLING);
    }

    @Test
    void anUpdateWhileItIsBeingReplacedIsNotLostWhenTheSuccessorTakesOver() {
        world.reactor.script("web", ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        world.add("web", TELLING);
        world.start("web");
        world.seconds(10);
        var _ = world.asked(world.supervisor.replace(name("web")));
        update(NEXT, PLAIN);
        world.seconds(10);
        assertThat(world.runs("web")).isEqualTo(2);
        assertThat(world.view("web").outdated()).isTrue();
        assertThat(world.view("web").program()).isEqualTo(NEXT);

        world.done(world.supervisor.restart(name("web")));
        assertThat(world.runs("next")).isEqualTo(1);
    }

    @Test
    void thePresentRunIsEndedByTheNewStopPlan() {
        world.reactor.scriptForAllOthers(ChildScript.runsForever().thatIgnores(Signal.INT));
        world.add("web");
        world.start("web");
        update(NEXT, PATIENT);
        CompletableFuture<Void> over = world.stop("web");
        world.seconds(29);
        assertThat(over).isNotDone();
        assertThat(world.process("web").signals()).containsExactly(Signal.INT);
        world.seconds(1);

        assertThat(over).isCompleted();
    }

    @Test
    void aGracePeriodUnderWayStaysAsItIs() {
        world.reactor.scriptForAllOthers(ChildScript.runsForever().thatIgnores(Signal.TERM));
        world.add("web");
        world.start("web");
        CompletableFuture<Void> over = world.stop("web");
        world.seconds(1);
        update(NEXT, PATIENT);
        world.millis(8_999);
        assertThat(over).isNotDone();
        world.millis(1);

        assertThat(over).isCompleted();
        assertThat(world.runs("next")).isZero();
    }

    @Test
    void anUpdateAndAStartWhileItIsBeingStoppedAreTakenAndTheNewProgramIsRunWhenTheOldIsGone() {
        world.reactor.script("web", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        world.add("web");
        world.start("web");
        var _ = world.stop("web");
        update(NEXT, PLAIN);
        world.start("web");
        assertThat(world.runs("next")).isZero();
        world.seconds(1);

        assertThat(world.runs("next")).isEqualTo(1);
        assertThat(world.reactor.living()).containsExactly(world.process("next"));
    }

    @Test
    void whatFollowsADeathIsDecidedByTheNewRestartPolicy() {
        world.add("web");
        world.start("web");
        update(Program.of("web", "web"), PLAIN.restarting(RestartPolicy.of(RestartPolicy.Mode.NEVER)));
        world.process("web").exit(0);
        world.seconds(100);

        assertThat(world.phase("web")).isEqualTo(Phase.EXITED);
        assertThat(world.runs("web")).isEqualTo(1);
    }

    @Test
    void theNewGiveUpCountsWhatIsStillToCome() {
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ZERO, 1));
        world.add("web");
        world.start("web");
        world.seconds(10);
        int before = world.runs("web");
        update(
                Program.of("web", "web"),
                PLAIN.givingUp(new GiveUp(new RestartIntensity(2, Duration.ofHours(1)), new GiveUp.StayFailed())));
        world.reactor.advance(Duration.ofHours(1));

        assertThat(world.phase("web")).isEqualTo(Phase.FAILED);
        assertThat(world.runs("web")).isEqualTo(before + 3);
    }

    @Test
    void aBackOffUnderWayStaysAndTheNextDeathWaitsAsTheNewOneSays() {
        world.reactor.scriptForAllOthers(ChildScript.exitsAfter(Duration.ZERO, 1));
        world.add("web");
        world.start("web");
        world.reactor.advance(Duration.ZERO);
        assertThat(world.phase("web")).isEqualTo(Phase.BACKING_OFF);
        Backoff quick = new Backoff(Duration.ofMillis(100), Duration.ofMillis(100), 2, 0, SECOND);
        update(NEXT, PLAIN.backingOff(quick));
        world.millis(999);
        assertThat(world.runs("next")).isZero();
        world.millis(1);
        assertThat(world.runs("next")).isEqualTo(1);
        world.millis(100);

        assertThat(world.runs("next")).isEqualTo(2);
    }

    @Test
    void aRowOfDelaysThatHasNotBegunBeginsAsTheNewBackOffSays() {
        world.reactor.script("web", ChildScript.exitsAfter(SECOND, 1));
        world.add("web");
        Backoff slow = new Backoff(Duration.ofSeconds(7), Duration.ofSeconds(60), 2, 0, Duration.ofSeconds(10));
        world.start("web");
        update(Program.of("web", "web"), PLAIN.backingOff(slow));
        world.millis(7_999);
        assertThat(world.runs("web")).isEqualTo(1);
        world.millis(1);

        assertThat(world.runs("web")).isEqualTo(2);
    }

    @Test
    void aRunThatBeganWithoutReadinessHasLivedLongThoughTheNewPolicyAsksForIt() {
        world.add("web");
        world.start("web");
        update(NEXT, TELLING);
        world.seconds(100);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.view("web").ready()).isTrue();
        world.process("web").exit(1);
        assertThat(world.lastReason("web")).isEqualTo(Reason.LIVED_LONG);
        world.reactor.advance(Duration.ZERO);

        assertThat(world.phase("web")).isEqualTo(Phase.STARTING);
        world.process("next").tell("READY=1");
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aRunThatIsStartingBecomesReadyAsItWasBegunThoughTheNewPolicyAsksForNothing() {
        world.add("web", TELLING);
        world.start("web");
        update(NEXT, PLAIN);
        assertThat(world.phase("web")).isEqualTo(Phase.STARTING);
        world.process("web").tell("READY=1");
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        world.done(world.supervisor.restart(name("web")));

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.runs("next")).isEqualTo(1);
    }

    @Test
    void theTimeByWhichARunMustBeReadyStaysAndTheNextRunHasTheNewOne() {
        Policy slow = PLAIN.healthy(HealthPolicy.NONE.withReadyByNotice().within(SECOND.multipliedBy(20)));
        world.add("web", TELLING);
        world.start("web");
        world.seconds(1);
        update(NEXT, slow);
        world.seconds(58);
        assertThat(world.runs("next")).isZero();
        world.seconds(2);
        assertThat(world.runs("next")).isEqualTo(1);
        world.seconds(20);

        assertThat(world.process("next").isAlive()).isFalse();
    }

    @Test
    void aWatchdogThatIsNewIsForTheNextRun() {
        Policy watched = PLAIN.healthy(HealthPolicy.NONE.watchedEvery(SECOND));
        world.add("web");
        world.start("web");
        update(NEXT, watched);
        world.seconds(100);
        assertThat(world.process("web").isAlive()).isTrue();
        world.done(world.supervisor.restart(name("web")));
        world.seconds(2);

        assertThat(world.news(News.Unwell.class)).hasSize(1);
    }

    @Test
    void anUpdateWhileTheSpawnIsUnderWayIsForTheNextRun() {
        world.reactor.script("web", ChildScript.runsForever().thatIsSpawnedAfter(SECOND));
        world.add("web");
        world.start("web");
        update(NEXT, PLAIN);
        world.seconds(2);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.runs("next")).isZero();
        world.process("web").exit(1);
        world.seconds(1);

        assertThat(world.runs("next")).isEqualTo(1);
    }

    @Test
    void anUpdateWhileTheHookBeforeTheStartRunsIsForTheNextRun() {
        world.reactor.script("prepare", ChildScript.exitsAfter(SECOND, 0));
        world.add("web", PLAIN.hooked(hook(Hook.Point.PRE_START, "prepare")));
        world.start("web");
        update(NEXT, PLAIN);
        world.seconds(2);

        assertThat(world.runs("web")).isEqualTo(1);
        assertThat(world.runs("next")).isZero();
    }

    @Test
    void theNewStopCommandIsRunForThePresentRunAsThatRunIs() {
        world.reactor.script("farewell", ChildScript.exitsAfter(Duration.ZERO, 0));
        world.add("web");
        world.start("web");
        update(NEXT.withVariables(Map.of("A", "new")), PLAIN.hooked(hook(Hook.Point.STOP_COMMAND, "farewell")));
        var _ = world.stop("web");
        world.seconds(20);

        assertThat(world.runs("farewell")).isEqualTo(1);
        assertThat(world.process("farewell").program().environment().variables())
                .doesNotContainKey("A");
    }

    @Test
    void oneThatWaitsForAnotherStartsWhenItNeedsItNoMore() {
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        update(NEXT, PLAIN);

        assertThat(world.runs("next")).isEqualTo(1);
    }

    @Test
    void oneThatWaitsForAnotherIsStartedAsWhatItHasBecome() {
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        update(NEXT, PLAIN, needs("db", Condition.READY));
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        world.process("db").tell("READY=1");

        assertThat(world.runs("next")).isEqualTo(1);
        assertThat(world.runs("web")).isZero();
    }

    @Test
    void aNeedThatIsNewHoldsTheNextRunAndNotThePresentOne() {
        world.add("db");
        world.add("web");
        world.start("web");
        update(NEXT, PLAIN, needs("db", Condition.READY));
        world.seconds(100);
        assertThat(world.process("web").isAlive()).isTrue();
        world.process("web").exit(1);
        world.seconds(100);
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        assertThat(world.holds("web")).containsExactly("db is not ready");
        world.start("db");

        assertThat(world.runs("next")).isEqualTo(1);
    }

    @Test
    void aRestartAfterAnUpdateHonoursItsConditions() {
        world.reactor.script("db", ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        world.add("db", TELLING);
        world.add("web");
        world.start("web");
        update(NEXT, PLAIN, needs("db", Condition.READY));
        var _ = world.asked(world.supervisor.restart(name("web")));
        world.reactor.advance(Duration.ZERO);
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        assertThat(world.runs("next")).isZero();
        world.seconds(1);

        assertThat(world.runs("next")).isEqualTo(1);
    }

    @Test
    void anExitedProgramStaysExited() {
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ZERO, 0));
        world.add("web", ONE_SHOT);
        world.start("web");
        world.reactor.advance(Duration.ZERO);
        update(NEXT, PLAIN);
        world.seconds(1000);
        assertThat(world.phase("web")).isEqualTo(Phase.EXITED);

        world.start("web");
        assertThat(world.runs("next")).isEqualTo(1);
    }

    @Test
    void aProgramThatWasGivenUpStaysFailed() {
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ZERO, 1));
        world.add(
                "web",
                PLAIN.givingUp(new GiveUp(new RestartIntensity(0, Duration.ofMinutes(1)), new GiveUp.StayFailed())));
        world.start("web");
        world.reactor.advance(Duration.ZERO);
        assertThat(world.phase("web")).isEqualTo(Phase.FAILED);
        update(NEXT, PLAIN);
        world.seconds(1000);

        assertThat(world.phase("web")).isEqualTo(Phase.FAILED);
        assertThat(world.runs("next")).isZero();
    }

    @Test
    void oneThatDepartsIsEndedAsItWasAndTheOneThatHasItsNameIsUpdated() {
        world.reactor.script("web", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        world.add("web");
        world.start("web");
        var gone = world.asked(world.supervisor.remove(name("web")));
        world.add("web");
        world.start("web");
        update(NEXT, PLAIN);
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        world.seconds(1);

        assertThat(gone).isCompleted();
        assertThat(world.runs("web")).isEqualTo(1);
        assertThat(world.runs("next")).isEqualTo(1);
    }

    @Test
    void anUnknownNameIsAnError() {
        CompletableFuture<Void> answer = world.asked(world.supervisor.update(NEXT, PLAIN, Relations.NONE));

        assertThatThrownBy(answer::join).hasCauseInstanceOf(UnknownNameException.class);
    }

    @Test
    void aCircleIsRefusedAndNothingIsChanged() {
        world.add("db", needs("web", Condition.READY));
        world.add("web");
        CompletableFuture<Void> answer =
                world.asked(world.supervisor.update(NEXT, ONE_SHOT, needs("db", Condition.READY)));
        assertThatThrownBy(answer::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(world.view("web").relations()).isEqualTo(Relations.NONE);
        assertThat(world.view("web").policy()).isEqualTo(PLAIN);
        assertThat(world.news(News.Updated.class)).isEmpty();

        world.start("db");
        assertThat(world.phase("db")).isEqualTo(Phase.RUNNING);
        assertThat(world.runs("web")).isEqualTo(1);
    }

    private void update(Program program, Policy policy) {
        update(program, policy, Relations.NONE);
    }

    private void update(Program program, Policy policy, Relations relations) {
        world.done(world.supervisor.update(program, policy, relations));
    }

    private static Hooks hook(Hook.Point point, String command) {
        return new Hooks(Map.of(point, new Hook(Command.of(command), Duration.ofSeconds(10))));
    }
}
