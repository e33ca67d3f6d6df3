// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.monitor.News;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Command;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.ProbeAnswer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a run is ready, and what follows when it is not in time. */
class ReadinessTest {

    private static final ProbeTarget.FileExists FILE = new ProbeTarget.FileExists("/run/web/ready");

    @RegisterExtension
    final Supervision world = new Supervision();

    @Test
    void aProbeThatPassesMakesARunReady() {
        ProbeAnswer no = ProbeAnswer.failing("no such file");
        world.reactor.probeAnswers(FILE, no, no, no, ProbeAnswer.passing());
        world.add("web", probed(FILE));
        world.start("web");
        assertThat(world.phase("web")).isEqualTo(Phase.STARTING);
        // It looks at 0, 50, 150 and 350 ms.
        world.millis(349);
        assertThat(world.phase("web")).isEqualTo(Phase.STARTING);
        world.millis(1);

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.view("web").ready()).isTrue();
    }

    @Test
    void aCommandThatExitsWithZeroMakesARunReady() {
        world.reactor.script("check", ChildScript.exitsAfter(SECOND, 1), ChildScript.exitsAfter(SECOND, 0));
        world.add("web", probed(new ProbeTarget.Exec(new Command(List.of("check")))));
        world.start("web");
        world.seconds(3);

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aCommandThatHangsIsKilledWithItsTreeAndHasFailed() {
        world.reactor.script(
                "check",
                ChildScript.runsForever().thatIgnores(Signal.TERM).thatLeavesBehind(Duration.ofDays(1), Signal.TERM),
                ChildScript.exitsAfter(Duration.ZERO, 0));
        world.add("web", probed(new ProbeTarget.Exec(new Command(List.of("check")))));
        world.start("web");
        world.seconds(3);
        world.reactor.advance(Duration.ZERO);

        assertThat(world.processes("check").getFirst().isTreeAlive()).isFalse();
        world.seconds(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aProbeThatDoesNotAnswerHasFailedAfterItsTimeAndIsClosed() {
        world.reactor.probeAnswers(FILE, ProbeAnswer.never(), ProbeAnswer.passing());
        world.add("web", probed(FILE));
        world.start("web");
        assertThat(world.reactor.openProbes()).isEqualTo(1);
        world.seconds(3);

        assertThat(world.reactor.openProbes()).isZero();
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void anAnswerThatComesAfterTheEndOfTheRunIsIgnored() {
        world.reactor.probeAnswers(
                FILE, ProbeAnswer.after(SECOND.multipliedBy(2), dev.procmon.core.reactor.ProbeResult.PASSED));
        world.add("web", probed(FILE));
        world.start("web");
        world.seconds(1);
        world.process("web").exit(1);
        assertThat(world.reactor.openProbes()).isZero();
        world.seconds(1);
        assertThat(world.phase("web")).isEqualTo(Phase.STARTING);
        world.seconds(1);
        assertThat(world.phase("web")).isEqualTo(Phase.STARTING);
        world.seconds(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aLineOfThisRunMakesItReadyAndOneOfTheRunBeforeDoesNot() {
        world.reactor.script(
                "web",
                ChildScript.exitsAfter(SECOND.multipliedBy(3), 1)
                        .thatWrites(SECOND, "listening on 8080\n")
                        .whoseOutputIsHeldFor(Duration.ofHours(1)),
                ChildScript.runsForever().thatWrites(SECOND.multipliedBy(2), "starting\nlistening on 8080\n"));
        world.add("web", probed(new ProbeTarget.LogLine(Pattern.compile("^listening"))));
        world.start("web");
        world.seconds(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        world.seconds(3);
        assertThat(world.runs("web")).isEqualTo(2);
        world.processes("web").getFirst().write("listening on 8080\n");
        world.reactor.runTasks();
        assertThat(world.phase("web")).isEqualTo(Phase.STARTING);
        world.seconds(2);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aLineThatComesInPiecesIsOneLine() {
        world.reactor.script(
                "web",
                ChildScript.runsForever().thatWrites(SECOND, "listen").thatWrites(SECOND.multipliedBy(2), "ing\n"));
        world.add("web", probed(new ProbeTarget.LogLine(Pattern.compile("listening"))));
        world.start("web");
        world.millis(1_999);
        assertThat(world.phase("web")).isEqualTo(Phase.STARTING);
        world.millis(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aStartThatIsNotReadyInTimeIsEndedByTheStopPlanAndTriedAgainAsAnEarlyDeath() {
        world.reactor.script("web", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        world.add("web", TELLING.healthy(TELLING.health().within(Duration.ofSeconds(30))));
        world.start("web");
        world.seconds(30);
        assertThat(world.lastReason("web")).isEqualTo(Reason.NOT_READY_IN_TIME);
        assertThat(world.process("web").signals()).containsExactly(Signal.TERM);
        world.seconds(1);
        assertThat(world.lastReason("web")).isEqualTo(Reason.DIED_EARLY);
        world.seconds(1);
        assertThat(world.runs("web")).isEqualTo(2);
        world.seconds(31);

        assertThat(world.view("web").life().nextDelay()).isEqualTo(SECOND.multipliedBy(4));
    }

    @Test
    void aRunThatIsNoLongerReadyIsToldSoAndIsNotEnded() {
        ProbeAnswer no = ProbeAnswer.failing("no such file");
        world.reactor.probeAnswers(FILE, ProbeAnswer.passing(), no, no, no, ProbeAnswer.passing());
        world.add("web", probed(FILE));
        world.start("web");
        world.seconds(30);
        assertThat(world.view("web").ready()).isFalse();
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        world.seconds(10);

        assertThat(world.news(News.ReadinessChanged.class))
                .extracting(news -> news.ready() + " " + news.detail())
                .containsExactly("false no such file", "true ");
        assertThat(world.runs("web")).isEqualTo(1);
    }

    @Test
    void aRunThatBothTellsAndIsProbedIsReadyWhenBothSaySo() {
        world.reactor.script("web", ChildScript.runsForever().thatTells(SECOND.multipliedBy(2), "READY=1"));
        world.reactor.probeAnswersForAllOthers(ProbeAnswer.passing());
        world.add("web", PLAIN.healthy(HealthPolicy.NONE.withReadyByNotice().readyBy(ProbePolicy.of(FILE))));
        world.start("web");
        world.seconds(1);
        assertThat(world.phase("web")).isEqualTo(Phase.STARTING);
        world.seconds(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    private static Policy probed(ProbeTarget target) {
        return PLAIN.healthy(HealthPolicy.NONE.readyBy(ProbePolicy.of(target)));
    }
}
