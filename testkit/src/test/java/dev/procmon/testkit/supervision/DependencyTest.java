// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.ONE_SHOT;
import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static dev.procmon.testkit.supervision.Supervision.name;
import static dev.procmon.testkit.supervision.Supervision.needs;
import static dev.procmon.testkit.supervision.Supervision.wants;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.monitor.News;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Hold;
import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.program.Program;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is started after whom, and with whom. */
class DependencyTest {

    @RegisterExtension
    final Supervision world = new Supervision();

    @Test
    void aNeedForReadinessHoldsAStartUntilTheOtherIsReady() {
        world.reactor.script("db", ChildScript.runsForever().thatTells(SECOND.multipliedBy(3), "READY=1"));
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY));
        world.start("db", "web");

        world.millis(2_999);
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        assertThat(world.holds("web")).containsExactly("db is not ready");
        assertThat(world.news(News.Held.class))
                .extracting(News.Held::holds)
                .containsExactly(List.of(new Hold.NeedUnmet(name("db"), Condition.READY)));

        world.millis(1);
        assertThat(world.log()).containsExactly("start db", "ready db", "start web", "ready web");
    }

    @Test
    void aNeedForAStartedProcessDoesNotWaitForItsReadiness() {
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.STARTED));
        world.start("db", "web");

        assertThat(world.phase("db")).isEqualTo(Phase.STARTING);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aNeedForCompletionHoldsAStartUntilTheOtherHasEndedWithSuccess() {
        world.reactor.script("migrate", ChildScript.exitsAfter(SECOND, 1), ChildScript.exitsAfter(SECOND, 0));
        world.add("migrate", ONE_SHOT);
        world.add("web", needs("migrate", Condition.COMPLETED));
        world.start("migrate", "web");

        world.seconds(2);
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        world.seconds(1);
        assertThat(world.phase("migrate")).isEqualTo(Phase.EXITED);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void oneThatHasEndedWithSuccessCountsAsStarted() {
        world.reactor.script("setup", ChildScript.exitsAfter(SECOND, 0));
        world.add("setup", ONE_SHOT);
        world.start("setup");
        world.seconds(1);
        world.add("web", needs("setup", Condition.STARTED));
        world.start("web");

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aStartPullsInThoseThatAreNeededAndThoseThatTheseNeed() {
        world.add("disk");
        world.add("db", needs("disk", Condition.STARTED));
        world.add("web", needs("db", Condition.READY));
        world.add("other");
        world.start("web");

        assertThat(world.log())
                .containsExactly("start disk", "ready disk", "start db", "ready db", "start web", "ready web");
        assertThat(world.phase("other")).isEqualTo(Phase.STOPPED);
    }

    @Test
    void aStartTriesAgainANeededProgramThatHasFailedForGood() {
        world.reactor.script("migrate", ChildScript.exitsAfter(SECOND, 1), ChildScript.exitsAfter(SECOND, 0));
        world.add("migrate", PLAIN.restarting(RestartPolicy.of(RestartPolicy.Mode.NEVER)));
        world.add("web", needs("migrate", Condition.COMPLETED));
        world.start("web");
        world.seconds(10);
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        assertThat(world.runs("migrate")).isEqualTo(1);

        world.start("web");
        world.seconds(1);

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void thoseWhoseConditionsHoldAreStartedSideBySide() {
        ChildScript ready = ChildScript.runsForever().thatTells(SECOND, "READY=1");
        world.reactor.scriptForAllOthers(ready);
        List<Need> needs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            world.add("part" + i, TELLING);
            needs.add(new Need(name("part" + i), Condition.READY, Bond.NONE));
        }
        world.add("web", new Relations(needs, List.of()));
        world.start("web");

        world.millis(999);
        assertThat(world.reactor.living()).hasSize(20);
        world.millis(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aChainTakesAsLongAsItsReadinessTimesTogether() {
        world.reactor.scriptForAllOthers(ChildScript.runsForever().thatTells(Duration.ofMillis(100), "READY=1"));
        world.add("link0", TELLING);
        for (int i = 1; i < 50; i++) {
            world.add("link" + i, TELLING, needs("link" + (i - 1), Condition.READY));
        }
        world.start("link49");

        world.millis(4_999);
        assertThat(world.phase("link49")).isEqualTo(Phase.STARTING);
        world.millis(1);
        assertThat(world.phase("link49")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aDependentThatIsNotStartedYetWaitsThroughTheRestartsOfWhatItNeeds() {
        ChildScript dies = ChildScript.exitsAfter(SECOND, 1);
        world.reactor.script("db", dies, dies, ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY));
        world.start("web");

        world.seconds(10);

        assertThat(world.runs("db")).isEqualTo(3);
        assertThat(world.runs("web")).isEqualTo(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void theDeathsOfADependentWhileItsDependencyIsDownAreNeitherDelayedNorCountedForGivingUp() {
        ChildScript ready = ChildScript.runsForever().thatTells(SECOND, "READY=1");
        world.reactor.script("db", ready);
        Policy strict =
                PLAIN.givingUp(new GiveUp(new RestartIntensity(0, Duration.ofHours(1)), new GiveUp.StayFailed()));
        world.add("db", TELLING);
        world.add("web", strict, needs("db", Condition.READY));
        world.start("web");
        world.seconds(1);
        for (int failover = 0; failover < 20; failover++) {
            world.process("db").exit(1);
            world.process("web").exit(1);
            assertThat(world.lastReason("web")).isEqualTo(Reason.DEPENDENCY_DOWN);
            world.seconds(120);
            assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        }

        assertThat(world.view("web").life().nextDelay()).isEqualTo(SECOND);
    }

    @Test
    void aDependentGoesOnWhileItsDependencyRestarts() {
        world.add("db");
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        world.process("db").exit(1);
        world.seconds(5);

        assertThat(world.runs("db")).isEqualTo(2);
        assertThat(world.runs("web")).isEqualTo(1);
    }

    @Test
    void aNeedForAFamilyMeansAllOfItsReplicas() {
        world.reactor.script("db:0", ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        world.reactor.script("db:1", ChildScript.runsForever().thatTells(SECOND.multipliedBy(3), "READY=1"));
        world.add("db:0", TELLING);
        world.add("db:1", TELLING);
        world.add("web", needs("db", Condition.READY));
        world.start("web");

        world.seconds(2);
        assertThat(world.holds("web")).containsExactly("db:1 is not ready");
        world.seconds(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aNeedForAProgramThatIsNotThereWaitsUntilItIs() {
        world.add("web", needs("db", Condition.STARTED));
        world.start("web");
        assertThat(world.holds("web")).containsExactly("db is not started");

        world.add("db");
        world.start("db");

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aWantOrdersTheStartOfTwoThatAreBothStarted() {
        world.reactor.script("log", ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        world.add("log", TELLING);
        world.add("web", wants("log"));
        world.start("log", "web");
        assertThat(world.holds("web")).containsExactly("log comes first");
        world.seconds(1);

        assertThat(world.log()).containsExactly("start log", "ready log", "start web", "ready web");
    }

    @Test
    void aWantStartsNobodyAndWaitsForNobodyWhoIsDownOrFailsOrIsNotThere() {
        world.reactor.script("log", ChildScript.failsToSpawn("ENOENT"));
        world.add("log");
        world.add("web", wants("log"));
        world.add("mail", wants("nobody"));
        world.start("web", "mail");
        assertThat(world.phase("log")).isEqualTo(Phase.STOPPED);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.phase("mail")).isEqualTo(Phase.RUNNING);

        world.done(world.stop("web"));
        world.start("log", "web");
        assertThat(world.phase("log")).isEqualTo(Phase.BACKING_OFF);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aWantDoesNotWaitForOneThatCannotComeBecauseOfAFailure() {
        world.reactor.script("migrate", ChildScript.exitsAfter(SECOND, 1));
        world.add("migrate", PLAIN.restarting(RestartPolicy.of(RestartPolicy.Mode.NEVER)));
        world.add("db", needs("migrate", Condition.COMPLETED));
        world.add("web", wants("db"));
        world.start("db", "web");
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);

        world.seconds(1);

        assertThat(world.phase("migrate")).isEqualTo(Phase.EXITED);
        assertThat(world.phase("db")).isEqualTo(Phase.WAITING);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void programsThatWaitForEachOtherInACircleAreRefusedAndTheCircleIsNamed() {
        world.add("a", needs("b", Condition.READY));
        world.add("b", wants("c"));
        var answer = world.asked(world.supervisor.add(Program.of("c", "c"), PLAIN, needs("a", Condition.STARTED)));

        assertThat(answer).isCompletedExceptionally();
        assertThat(answer.exceptionNow()).hasMessageContaining("circle").hasMessageContaining("[c, a, b, c]");
        assertThat(world.views()).hasSize(2);
        world.add("c");
    }

    @Test
    void aProgramThatNeedsItselfIsRefused() {
        var answer = world.asked(world.supervisor.add(Program.of("a", "a"), PLAIN, needs("a", Condition.READY)));

        assertThat(answer.exceptionNow()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGraphOfManyLevelsIsNoProblem() {
        world.add("level0");
        for (int i = 1; i < 500; i++) {
            world.add("level" + i, needs("level" + (i - 1), Condition.READY));
        }
        world.start("level499");
        assertThat(world.phase("level499")).isEqualTo(Phase.RUNNING);

        var over = world.asked(world.supervisor.stopAll());
        world.reactor.advance(Duration.ZERO);
        assertThat(over).isCompleted();
    }

    @Test
    void restartHonoursTheConditionsThatStartHonours() {
        world.reactor.script("db", ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        world.seconds(1);
        world.process("db").exit(1);
        world.done(world.stop("web"));

        world.done(world.supervisor.restart(name("web")));
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        world.seconds(2);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }
}
