// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import static dev.procmon.core.health.HealthEvent.Which.LIVE;
import static dev.procmon.core.health.HealthEvent.Which.READY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.health.HealthEffect.BecameReady;
import dev.procmon.core.health.HealthEffect.BeginLook;
import dev.procmon.core.health.HealthEffect.EndLook;
import dev.procmon.core.health.HealthEffect.FoundUnhealthy;
import dev.procmon.core.health.HealthEffect.Sample;
import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.MemoryRule;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** When a run is no longer well: its probe fails, it is silent, or it is too large. */
final class LivenessTest {

    private static final ProbeTarget TARGET = new ProbeTarget.FileExists("/run/alive");
    private static final ProbePolicy PROBE =
            new ProbePolicy(TARGET, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 1, Duration.ZERO);
    private static final Duration WATCHDOG = Duration.ofSeconds(20);
    private static final MemoryRule MEMORY = new MemoryRule(1_000, Duration.ofSeconds(60));

    @Test
    void theProbeOfLivenessBeginsOnceItIsReady() {
        Patient patient = new Patient(HealthPolicy.NONE.liveBy(PROBE).withReadyByNotice());
        assertThat(patient.effects).isEmpty();
        patient.after(Duration.ofMinutes(5)).on(new HealthEvent.SaidReady());
        assertThat(patient.effects).containsExactly(new BecameReady(), new BeginLook(LIVE, 1));
    }

    @Test
    void itIsNotWellAfterAsManyFailuresInARowAsAreAskedFor() {
        Patient patient = live(PROBE);
        patient.fails(LIVE).atDeadline().fails(LIVE).atDeadline().passes(LIVE);
        for (int i = 0; i < 2; i++) {
            patient.atDeadline().fails(LIVE);
            assertThat(patient.effects).isEmpty();
        }
        patient.atDeadline().fails(LIVE);
        assertThat(patient.effects).containsExactly(new FoundUnhealthy(Fault.NOT_LIVE, "no"));
    }

    @Test
    void livenessIsLookedAtEveryPeriodWhateverIsFound() {
        Patient patient = live(PROBE).fails(LIVE);
        assertThat(patient.untilDeadline()).isEqualTo(PROBE.period());
        assertThat(patient.atDeadline().passes(LIVE).untilDeadline()).isEqualTo(PROBE.period());
    }

    @Test
    void failuresInTheStartPeriodDoNotCountAfterItEither() {
        Patient patient = live(
                new ProbePolicy(TARGET, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 1, Duration.ofSeconds(60)));
        for (int i = 0; i < 6; i++) {
            patient.fails(LIVE);
            assertThat(patient.effects).isEmpty();
            patient.atDeadline();
        }
        assertThat(patient.now.since(patient.health.startedAt())).isEqualTo(Duration.ofSeconds(60));
        assertThat(patient.fails(LIVE).effects).isEmpty();
        assertThat(patient.atDeadline().fails(LIVE).effects).isEmpty();
        assertThat(patient.atDeadline().fails(LIVE).effects).containsExactly(new FoundUnhealthy(Fault.NOT_LIVE, "no"));
    }

    @Test
    void aLookThatTakesTooLongIsEndedAndHasFailed() {
        Patient patient =
                live(new ProbePolicy(TARGET, Duration.ofSeconds(10), Duration.ofSeconds(3), 1, 1, Duration.ZERO));
        assertThat(patient.atDeadline().effects)
                .containsExactly(new EndLook(LIVE), new FoundUnhealthy(Fault.NOT_LIVE, "no answer in time"));
    }

    @Test
    void lossOfReadinessNeitherEndsNorBeginsTheProbeOfLiveness() {
        Patient patient = new Patient(HealthPolicy.NONE.liveBy(PROBE).withReadyByNotice())
                .on(new HealthEvent.SaidReady())
                .passes(LIVE)
                .on(new HealthEvent.SaidNotReady())
                .on(new HealthEvent.SaidReady());
        assertThat(patient.effects).containsExactly(new BecameReady());
        assertThat(patient.untilDeadline()).isEqualTo(PROBE.period());
    }

    @Test
    void itIsNotWellWhereItIsSilentForLongerThanItsWatchdogAllows() {
        Patient patient = new Patient(HealthPolicy.NONE.watchedEvery(WATCHDOG));
        assertThat(patient.untilDeadline()).isEqualTo(WATCHDOG);
        patient.after(Duration.ofSeconds(19)).on(new HealthEvent.SaidAlive());
        assertThat(patient.untilDeadline()).isEqualTo(WATCHDOG);
        assertThat(patient.atDeadline().effects)
                .containsExactly(new FoundUnhealthy(Fault.SILENT, "it has not said that it is well"));
        assertThat(patient.health.deadline()).isEmpty();
    }

    @Test
    void theWatchdogBeginsOnceItIsReady() {
        Patient patient = new Patient(HealthPolicy.NONE.watchedEvery(WATCHDOG).withReadyByNotice());
        patient.on(new HealthEvent.SaidAlive());
        assertThat(patient.health.deadline()).isEmpty();
        assertThat(patient.on(new HealthEvent.SaidReady()).untilDeadline()).isEqualTo(WATCHDOG);
    }

    @Test
    void itMaySetItsWatchdogToAnotherPeriodFromNowOn() {
        Patient patient = new Patient(HealthPolicy.NONE.watchedEvery(WATCHDOG))
                .after(Duration.ofSeconds(15))
                .on(new HealthEvent.WatchdogSet(Duration.ofSeconds(7)));
        assertThat(patient.untilDeadline()).isEqualTo(Duration.ofSeconds(7));
        assertThat(patient.on(new HealthEvent.SaidAlive()).untilDeadline()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void itMayAskToBeWatchedWhereNobodyElseHas() {
        Patient ready = new Patient(HealthPolicy.NONE).on(new HealthEvent.WatchdogSet(WATCHDOG));
        assertThat(ready.untilDeadline()).isEqualTo(WATCHDOG);
        Patient coming = new Patient(HealthPolicy.NONE.withReadyByNotice()).on(new HealthEvent.WatchdogSet(WATCHDOG));
        assertThat(coming.health.deadline()).isEmpty();
        assertThat(coming.on(new HealthEvent.SaidReady()).untilDeadline()).isEqualTo(WATCHDOG);
    }

    @Test
    void aRunThatSaysThatItIsNotWellIsBelievedAtOnce() {
        Patient patient = new Patient(HealthPolicy.NONE.watchedEvery(WATCHDOG)).on(new HealthEvent.SaidUnwell());
        assertThat(patient.effects)
                .containsExactly(new FoundUnhealthy(Fault.SILENT, "it says itself that it is not well"));
    }

    @Test
    void itsMemoryIsLookedAtFromTheStartOnAndAgainAndAgain() {
        Patient patient = new Patient(HealthPolicy.NONE.limitedTo(MEMORY).withReadyByNotice());
        for (int i = 0; i < 3; i++) {
            assertThat(patient.untilDeadline()).isEqualTo(MEMORY.samplePeriod());
            assertThat(patient.atDeadline().effects).containsExactly(new Sample());
        }
    }

    @Test
    void itIsNotWellWhereItUsesTooMuchMemoryForTooLong() {
        Patient patient = large().uses(1_001);
        assertThat(patient.after(Duration.ofSeconds(59)).uses(1_001).faults()).isEmpty();
        assertThat(patient.after(Duration.ofSeconds(1)).uses(1_002).faults())
                .containsExactly(new FoundUnhealthy(Fault.TOO_LARGE, "1002 bytes are in use, 1000 are allowed"));
    }

    @Test
    void useAtTheLimitIsNotTooMuch() {
        Patient patient = large().uses(1_000).after(Duration.ofHours(1)).uses(1_000);
        assertThat(patient.faults()).isEmpty();
    }

    @Test
    void useThatHoversAboutTheLimitIsNotLetOffByChance() {
        Patient patient = large().uses(1_001).after(Duration.ofSeconds(30)).uses(950);
        assertThat(patient.after(Duration.ofSeconds(30)).uses(901).faults())
                .containsExactly(new FoundUnhealthy(Fault.TOO_LARGE, "901 bytes are in use, 1000 are allowed"));
    }

    @Test
    void useThatFallsBelowNineTenthsOfTheLimitBeginsTheTimeAnew() {
        Patient patient = large().uses(1_001).after(Duration.ofSeconds(59)).uses(899);
        patient.after(Duration.ofSeconds(1))
                .uses(1_001)
                .after(Duration.ofSeconds(59))
                .uses(1_001);
        assertThat(patient.faults()).isEmpty();
        assertThat(patient.after(Duration.ofSeconds(1)).uses(1_001).faults()).hasSize(1);
    }

    @Test
    void memoryThatCannotBeFoundOutIsNoVerdict() {
        Patient patient =
                large().uses(1_001).after(Duration.ofMinutes(2)).on(new HealthEvent.Sampled(OptionalLong.empty()));
        assertThat(patient.faults()).isEmpty();
    }

    @Test
    void aPausePostponesAllVerdictsByAFullPeriod() {
        HealthPolicy all = HealthPolicy.NONE
                .readyBy(PROBE)
                .liveBy(PROBE)
                .watchedEvery(WATCHDOG)
                .limitedTo(MEMORY);
        Patient patient = new Patient(all).passes(READY).uses(1_001);
        patient.after(Duration.ofHours(8)).on(new HealthEvent.Paused());
        assertThat(patient.effects).containsExactly(new EndLook(LIVE), new Sample());
        assertThat(patient.uses(1_001).effects).isEmpty();
        assertThat(patient.health.ready().orElseThrow().deadline()).contains(patient.now.plus(PROBE.period()));
        assertThat(patient.health.live().orElseThrow().deadline()).contains(patient.now.plus(PROBE.period()));
        assertThat(patient.health.silentAt()).contains(patient.now.plus(WATCHDOG));
        assertThat(patient.health.largeSince()).contains(patient.now);
    }

    @Test
    void theAnswerOfALookFromBeforeAPauseIsIgnored() {
        Patient patient = live(new ProbePolicy(
                        TARGET, Duration.ofSeconds(10), Duration.ofSeconds(3), 1, 1, Duration.ZERO))
                .after(Duration.ofHours(8))
                .on(new HealthEvent.Paused())
                .fails(LIVE);
        assertThat(patient.effects).isEmpty();
    }

    @Test
    void aStepIsPure() {
        Patient patient = live(PROBE);
        HealthEvent event = new HealthEvent.DeadlineReached();
        assertThat(patient.health.step(event, patient.now)).isEqualTo(patient.health.step(event, patient.now));
    }

    private static Patient live(ProbePolicy probe) {
        return new Patient(HealthPolicy.NONE.liveBy(probe));
    }

    private static Patient large() {
        return new Patient(HealthPolicy.NONE.limitedTo(MEMORY));
    }
}
