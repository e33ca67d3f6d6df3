// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.monitor.News;
import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.MemoryRule;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Command;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.ProbeAnswer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What follows when a run is found not to be well, and when nobody could look. */
class LivenessTest {

    private static final ProbeTarget.FileExists FILE = new ProbeTarget.FileExists("/run/web/alive");
    private static final ProbeAnswer NO = ProbeAnswer.failing("no such file");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    final Supervision world = new Supervision();

    @BeforeEach
    void letEndsTakeTheirTime() {
        world.reactor.scriptForAllOthers(ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
    }

    @Test
    void aProbeThatFailsTooOftenEndsTheRunByTheStopPlanAndItIsRestarted() {
        world.reactor.probeAnswers(FILE, ProbeAnswer.passing(), NO, NO, NO, ProbeAnswer.passing());
        world.add("web", live());
        world.start("web");
        world.seconds(29);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        world.seconds(1);
        assertThat(world.process("web").signals()).containsExactly(Signal.TERM);
        assertThat(world.lastReason("web")).isEqualTo(Reason.NOT_LIVE);
        assertThat(world.news(News.Unwell.class))
                .extracting(news -> news.fault() + " " + news.detail())
                .containsExactly("NOT_LIVE no such file");
        world.seconds(2);

        assertThat(world.runs("web")).isEqualTo(2);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aRunThatIsNotWellHasFailedThoughItExitsWithZero() {
        world.reactor.probeAnswersForAllOthers(NO);
        world.add("web", live().restarting(RestartPolicy.of(RestartPolicy.Mode.ON_FAILURE)));
        world.start("web");
        world.seconds(25);

        assertThat(world.runs("web")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void failuresThatAreNotInARowAreNoVerdict() {
        world.reactor.probeAnswers(
                FILE, NO, NO, ProbeAnswer.passing(), NO, NO, ProbeAnswer.passing(), NO, NO, ProbeAnswer.passing());
        world.add("web", live());
        world.start("web");
        world.reactor.advance(MINUTE.multipliedBy(5));

        assertThat(world.runs("web")).isEqualTo(1);
    }

    @Test
    void failuresInTheStartPeriodAreNoVerdict() {
        world.reactor.probeAnswersForAllOthers(NO);
        ProbePolicy probe = ProbePolicy.of(FILE);
        ProbePolicy patient = new ProbePolicy(FILE, probe.period(), probe.timeout(), 3, 1, MINUTE);
        world.add("web", PLAIN.healthy(HealthPolicy.NONE.liveBy(patient)));
        world.start("web");
        // Looks at 0, 10, ... 50 s do not count; those at 60, 70 and 80 s do.
        world.seconds(79);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        world.seconds(1);
        assertThat(world.lastReason("web")).isEqualTo(Reason.NOT_LIVE);
    }

    @Test
    void theProbesOfARunEndWithIt() {
        world.reactor.probeAnswersForAllOthers(ProbeAnswer.never());
        world.add("web", live());
        world.start("web");
        assertThat(world.reactor.openProbes()).isEqualTo(1);
        var _ = world.stop("web");
        assertThat(world.reactor.openProbes()).isZero();
    }

    @Test
    void aCommandThatProbesIsEndedWithTheRun() {
        world.reactor.script("check", ChildScript.runsForever().thatIgnores(Signal.TERM));
        world.add(
                "web",
                PLAIN.healthy(
                        HealthPolicy.NONE.liveBy(ProbePolicy.of(new ProbeTarget.Exec(new Command(List.of("check")))))));
        world.start("web");
        assertThat(world.process("check").isAlive()).isTrue();
        var _ = world.stop("web");
        world.reactor.advance(Duration.ZERO);
        assertThat(world.process("check").isAlive()).isFalse();
    }

    @Test
    void aRunThatIsSilentForTooLongIsEnded() {
        world.add("web", watched());
        world.start("web");
        for (int i = 0; i < 10; i++) {
            world.seconds(29);
            world.process("web").tell("WATCHDOG=1");
        }
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        world.seconds(30);

        assertThat(world.lastReason("web")).isEqualTo(Reason.SILENT);
        assertThat(world.news(News.Unwell.class)).extracting(News.Unwell::fault).containsExactly(Fault.SILENT);
    }

    @Test
    void aRunCanSetItsWatchdogAndPullItItself() {
        world.add("web", watched());
        world.start("web");
        world.process("web").tell("WATCHDOG_USEC=90000000");
        world.seconds(80);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        world.process("web").tell("WATCHDOG=trigger");

        assertThat(world.lastReason("web")).isEqualTo(Reason.SILENT);
    }

    @Test
    void aSupervisorThatWasHeldUpPostponesItsVerdictsByAFullPeriod() {
        world.reactor.probeAnswersForAllOthers(ProbeAnswer.never());
        world.add("web", watched().healthy(watched().health().liveBy(ProbePolicy.of(FILE))));
        world.reactor.probeAnswers(FILE, ProbeAnswer.never(), ProbeAnswer.passing());
        world.start("web");
        world.reactor.jump(Duration.ofMinutes(10));
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.news(News.Unwell.class)).isEmpty();
        world.seconds(29);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        world.process("web").tell("WATCHDOG=1");
        world.seconds(29);

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.runs("web")).isEqualTo(1);
    }

    @Test
    void aHostThatSleptPostponesVerdictsByAFullPeriod() {
        world.add("web", watched());
        world.start("web");
        world.seconds(29);
        world.reactor.sleep(Duration.ofHours(8));
        world.seconds(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        world.seconds(29);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        world.seconds(1);

        assertThat(world.lastReason("web")).isEqualTo(Reason.SILENT);
    }

    @Test
    void aStartThatCouldNotBeWatchedGetsItsTimeOnceMore() {
        world.add("web", PLAIN.healthy(HealthPolicy.NONE.withReadyByNotice().within(MINUTE)));
        world.start("web");
        world.reactor.jump(Duration.ofMinutes(5));
        assertThat(world.phase("web")).isEqualTo(Phase.STARTING);
        world.seconds(59);
        world.process("web").tell("READY=1");

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.runs("web")).isEqualTo(1);
    }

    @Test
    void aRunCanAskForMoreTimeToStartUpToABound() {
        world.add("web", PLAIN.healthy(HealthPolicy.NONE.withReadyByNotice().within(MINUTE)));
        world.start("web");
        // It keeps asking: 1 min for its start, and 10 more that it may have in all.
        for (int i = 0; i < 100 && world.phase("web") == Phase.STARTING; i++) {
            world.process("web").tell("EXTEND_TIMEOUT_USEC=60000000");
            world.seconds(10);
        }
        assertThat(world.lastReason("web")).isEqualTo(Reason.NOT_READY_IN_TIME);
        assertThat(world.reactor.now().nanos())
                .isEqualTo(MINUTE.multipliedBy(11).toNanos());
    }

    @Test
    void aRunCanAskForMoreTimeToEnd() {
        world.reactor.script("web", ChildScript.runsForever().thatExitsOn(Signal.TERM, Duration.ofSeconds(50), 0));
        world.add("web");
        world.start("web");
        var over = world.stop("web");
        world.seconds(5);
        world.process("web").tell("EXTEND_TIMEOUT_USEC=60000000");
        world.seconds(45);

        assertThat(over).isCompleted();
        assertThat(world.process("web").signals()).containsExactly(Signal.TERM);
    }

    @Test
    void aRunThatHasDoneItsWorkCanHaveEarlierDeathsForgotten() {
        world.reactor.script("web", ChildScript.exitsAfter(SECOND, 1));
        world.add("web");
        world.start("web");
        world.seconds(1 + 1 + 1 + 2);
        assertThat(world.view("web").life().nextDelay()).isEqualTo(SECOND.multipliedBy(4));
        world.process("web").tell("RESTART_RESET=1");

        assertThat(world.view("web").life().nextDelay()).isEqualTo(SECOND);
    }

    @Test
    void whatARunSaysOfItselfIsPassedOn() {
        world.add("web");
        world.start("web");
        world.process("web").tell("STATUS=loading 3 of 5\nFDSTORE=1\nMAINPID=7\nnonsense");

        assertThat(world.news(News.StatusSaid.class))
                .extracting(News.StatusSaid::status)
                .containsExactly("loading 3 of 5");
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void tooMuchMemoryForSoLongEndsARunAndAMomentDoesNot() {
        world.reactor.script("web", ChildScript.runsForever().thatUses(500));
        world.add("web", limited());
        world.start("web");
        world.seconds(60);
        world.process("web").use(2_000);
        world.seconds(50);
        world.process("web").use(500);
        world.seconds(60);
        assertThat(world.runs("web")).isEqualTo(1);
        world.process("web").use(2_000);
        world.seconds(75);

        assertThat(world.news(News.Unwell.class)).extracting(News.Unwell::fault).containsExactly(Fault.TOO_LARGE);
        assertThat(world.runs("web")).isEqualTo(2);
    }

    @Test
    void useThatHoversAboutTheLimitIsNotLetOff() {
        world.reactor.script("web", ChildScript.runsForever().thatUses(2_000));
        world.add("web", limited());
        world.start("web");
        for (int i = 0; i < 6; i++) {
            world.seconds(10);
            world.process("web").use(950);
        }
        world.seconds(11);

        assertThat(world.news(News.Unwell.class)).hasSize(1);
    }

    @Test
    void aRestartForItsMemoryCountsForGivingUp() {
        world.reactor.script("web", ChildScript.runsForever().thatUses(2_000));
        world.add(
                "web",
                limited().givingUp(new GiveUp(new RestartIntensity(2, Duration.ofHours(1)), new GiveUp.StayFailed())));
        world.start("web");
        world.reactor.advance(Duration.ofHours(1));

        assertThat(world.runs("web")).isEqualTo(3);
        assertThat(world.phase("web")).isEqualTo(Phase.FAILED);
    }

    private static Policy live() {
        return PLAIN.healthy(HealthPolicy.NONE.liveBy(ProbePolicy.of(FILE)));
    }

    private static Policy watched() {
        return PLAIN.healthy(HealthPolicy.NONE.watchedEvery(Duration.ofSeconds(30)));
    }

    private static Policy limited() {
        return PLAIN.healthy(HealthPolicy.NONE.limitedTo(new MemoryRule(1_000, MINUTE)));
    }
}
