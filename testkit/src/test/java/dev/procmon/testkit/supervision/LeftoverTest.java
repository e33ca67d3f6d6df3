// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.name;
import static dev.procmon.testkit.supervision.Supervision.needs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.monitor.News;
import dev.procmon.core.order.Condition;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.process.Signal;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Others of a tree that outlive its leader: a run is over when nobody is left. */
class LeftoverTest {

    private static final Duration DAY = Duration.ofDays(1);

    @RegisterExtension
    final Supervision world = new Supervision();

    @Test
    void aLeaderThatEndsOnTheSignalDoesNotCancelTheKillOfOneThatIgnoresIt() {
        world.reactor.script("web", ChildScript.runsForever().thatLeavesBehind(DAY, Signal.TERM));
        world.add("web");
        world.start("web");
        var over = world.stop("web");
        world.seconds(9);
        assertThat(world.process("web").isAlive()).isFalse();
        assertThat(over).isNotDone();
        assertThat(world.phase("web")).isEqualTo(Phase.STOPPING);
        world.seconds(1);

        assertThat(over).isCompleted();
        assertThat(world.process("web").signals()).containsExactly(Signal.TERM, Signal.KILL);
        assertThat(world.reactor.living()).isEmpty();
    }

    @Test
    void whatADeadRunHasLeftBehindIsEndedBeforeTheNextRun() {
        world.reactor.script(
                "web", ChildScript.exitsAfter(SECOND, 1).thatLeavesBehind(DAY, Signal.TERM), ChildScript.runsForever());
        world.add("web");
        world.start("web");
        world.seconds(1);
        assertThat(world.lastReason("web")).isEqualTo(Reason.LEFT_OTHERS_BEHIND);
        assertThat(world.process("web").signals()).containsExactly(Signal.TERM);
        world.seconds(9);
        assertThat(world.runs("web")).isEqualTo(1);
        world.seconds(1);
        assertThat(world.process("web").signals()).containsExactly(Signal.TERM, Signal.KILL);
        world.seconds(1);

        assertThat(world.runs("web")).isEqualTo(2);
        assertThat(world.reactor.living()).containsExactly(world.process("web"));
    }

    @Test
    void aRunIsJudgedByItsLeaderAndNotByThoseThatOutliveIt() {
        world.reactor.script("web", ChildScript.exitsAfter(SECOND, 1).thatLeavesBehind(DAY, Signal.TERM));
        world.add("web", PLAIN.stopping(new StopPlan(Signal.TERM, Duration.ofMinutes(5))));
        world.start("web");
        world.reactor.advance(Duration.ofMinutes(6));

        assertThat(world.lastReason("web")).isNotEqualTo(Reason.LIVED_LONG);
        assertThat(world.transitions).extracting(each -> each.reason()).contains(Reason.DIED_EARLY);
    }

    @Test
    void aSignalForTheLeaderAloneLeavesTheOthersToIt() {
        world.reactor.script(
                "web",
                ChildScript.runsForever()
                        .thatExitsOn(Signal.TERM, SECOND, 0)
                        .thatLeavesBehind(SECOND.dividedBy(2), Signal.TERM));
        world.add(
                "web",
                PLAIN.stopping(
                        new StopPlan(Signal.TERM, Reach.LEADER, Duration.ofSeconds(10), Optional.of(StopPlan.INSIST))));
        world.start("web");
        var over = world.stop("web");
        world.seconds(2);

        assertThat(over).isCompleted();
        assertThat(world.process("web").signals()).containsExactly(Signal.TERM);
    }

    @Test
    void thoseThatOutliveKillAreNamedAndKilledAgain() {
        world.reactor.script(
                "web",
                ChildScript.runsForever()
                        .thatIgnores(Signal.TERM)
                        .thatIgnores(Signal.KILL)
                        .thatEndsAfter(Duration.ofMinutes(1), ExitStatus.exited(0)));
        world.add("web");
        world.start("web");
        var over = world.stop("web");
        world.seconds(15);

        assertThat(world.news(News.Outlived.class)).hasSize(1);
        assertThat(world.news(News.Outlived.class).getFirst().remnants())
                .containsExactly(new Remnant(1, "web", "sleeping"));
        assertThat(world.process("web").signals()).containsExactly(Signal.TERM, Signal.KILL, Signal.KILL);
        assertThat(over).isNotDone();
        world.seconds(60);
        assertThat(over).isCompleted();
    }

    @Test
    void oneThatMayNotBeKilledIsTriedAgainAndHoldsNobodyUp() {
        world.reactor.script(
                "web",
                ChildScript.runsForever()
                        .thatMayNotBeSent(Signal.TERM, "EPERM")
                        .thatMayNotBeSent(Signal.KILL, "EPERM")
                        .thatEndsAfter(Duration.ofMinutes(1), ExitStatus.exited(0)));
        world.add("db");
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        var over = world.asked(world.supervisor.stopAll());
        world.seconds(11);
        assertThat(world.process("db").isAlive()).isFalse();
        assertThat(over).isNotDone();
        world.seconds(60);

        assertThat(over).isCompleted();
    }

    @Test
    void theNextHolderOfANameWaitsForTheWholeTreeOfTheFormer() {
        world.reactor.script(
                "web", ChildScript.runsForever().thatLeavesBehind(DAY, Signal.TERM), ChildScript.runsForever());
        world.add("web");
        world.start("web");
        var _ = world.asked(world.supervisor.remove(name("web")));
        world.add("web");
        world.start("web");
        world.seconds(9);
        assertThat(world.runs("web")).isEqualTo(1);
        assertThat(world.holds("web")).containsExactly("the former program of this name has not ended yet");
        world.seconds(1);

        assertThat(world.runs("web")).isEqualTo(2);
        assertThat(world.reactor.living()).hasSize(1);
    }

    @Test
    void aDependencyGetsItsSignalOnlyWhenTheWholeTreeOfItsDependentIsGone() {
        world.reactor.script("web", ChildScript.runsForever().thatLeavesBehind(DAY, Signal.TERM));
        world.add("db");
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        var _ = world.asked(world.supervisor.stopAll());
        world.seconds(9);
        assertThat(world.process("db").signals()).isEmpty();
        world.seconds(1);
        assertThat(world.process("db").signals()).containsExactly(Signal.TERM);
    }
}
