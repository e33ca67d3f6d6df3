// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import static dev.procmon.core.health.HealthEvent.Which.READY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.health.HealthEffect.BecameReady;
import dev.procmon.core.health.HealthEffect.BeginLook;
import dev.procmon.core.health.HealthEffect.EndLook;
import dev.procmon.core.health.HealthEffect.NoLongerReady;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** When a run is ready, and when it is so no longer. */
final class ReadinessTest {

    private static final ProbeTarget TARGET = new ProbeTarget.FileExists("/run/up");
    private static final ProbePolicy PROBE =
            new ProbePolicy(TARGET, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 1, Duration.ZERO);

    @Test
    void aRunOfWhichNothingSaysWhetherItIsReadyIsReadyAtOnce() {
        Patient patient = new Patient(HealthPolicy.NONE);
        assertThat(patient.effects).containsExactly(new BecameReady());
        assertThat(patient.health.isReady()).isTrue();
        assertThat(patient.health.deadline()).isEmpty();
    }

    @Test
    void theFirstLookBeginsWithTheRun() {
        Patient patient = probed(PROBE);
        assertThat(patient.effects).containsExactly(new BeginLook(READY, 1));
        assertThat(patient.health.isReady()).isFalse();
        assertThat(patient.untilDeadline()).isEqualTo(PROBE.timeout());
    }

    @Test
    void beforeItWasReadyLooksFollowEachOtherAfterGapsThatGrowFromFiftyMillisecondsToASecond() {
        Patient patient = probed(PROBE);
        List<Long> gaps = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            patient.fails(READY);
            gaps.add(patient.untilDeadline().toMillis());
            patient.atDeadline();
        }
        assertThat(gaps).containsExactly(50L, 100L, 200L, 400L, 800L, 1000L, 1000L, 1000L);
    }

    @Test
    void anEarlyGapIsNeverLongerThanThePeriod() {
        Patient patient =
                probed(new ProbePolicy(TARGET, Duration.ofMillis(70), Duration.ofSeconds(3), 3, 1, Duration.ZERO));
        patient.fails(READY).atDeadline().fails(READY);
        assertThat(patient.untilDeadline()).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void aGapCountsFromTheBeginningOfTheLookAndALookThatWasSlowIsFollowedAtOnce() {
        Patient patient = probed(PROBE).after(Duration.ofMillis(30)).fails(READY);
        assertThat(patient.untilDeadline()).isEqualTo(Duration.ofMillis(20));
        patient.atDeadline().after(Duration.ofSeconds(2)).fails(READY);
        assertThat(patient.effects).containsExactly(new BeginLook(READY, 3));
    }

    @Test
    void noFailureIsFatalBeforeItWasReady() {
        Patient patient = probed(PROBE);
        for (int i = 0; i < 100; i++) {
            patient.fails(READY).atDeadline();
            assertThat(patient.effects).containsExactly(new BeginLook(READY, i + 2));
        }
    }

    @Test
    void itIsReadyAfterAsManySuccessesInARowAsAreAskedFor() {
        Patient patient =
                probed(new ProbePolicy(TARGET, Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 3, Duration.ZERO));
        patient.passes(READY).atDeadline().passes(READY).atDeadline().fails(READY);
        for (int i = 0; i < 2; i++) {
            patient.atDeadline().passes(READY);
            assertThat(patient.health.isReady()).isFalse();
        }
        patient.atDeadline().passes(READY);
        assertThat(patient.effects).containsExactly(new BecameReady());
        assertThat(patient.health.isReady()).isTrue();
    }

    @Test
    void itLosesItsReadinessAfterAsManyFailuresInARowAsAreAskedForAndIsNotEnded() {
        Patient patient = probed(PROBE).passes(READY);
        for (int i = 0; i < 2; i++) {
            patient.atDeadline().fails(READY);
            assertThat(patient.effects).isEmpty();
        }
        patient.atDeadline().fails(READY);
        assertThat(patient.effects).containsExactly(new NoLongerReady("no"));
        assertThat(patient.health.isReady()).isFalse();
    }

    @Test
    void aSuccessBetweenFailuresKeepsItReady() {
        Patient patient = probed(PROBE).passes(READY);
        for (int i = 0; i < 10; i++) {
            patient.atDeadline()
                    .fails(READY)
                    .atDeadline()
                    .fails(READY)
                    .atDeadline()
                    .passes(READY);
            assertThat(patient.effects).isEmpty();
        }
        assertThat(patient.health.isReady()).isTrue();
    }

    @Test
    void whatHasLostItsReadinessIsLookedAtEveryPeriodAndCanBeReadyAgain() {
        Patient patient = probed(PROBE).passes(READY);
        for (int i = 0; i < 4; i++) {
            patient.atDeadline().fails(READY);
            assertThat(patient.untilDeadline()).isEqualTo(PROBE.period());
        }
        patient.atDeadline().passes(READY);
        assertThat(patient.effects).containsExactly(new BecameReady());
    }

    @Test
    void aLookThatTakesTooLongIsEndedAndHasFailed() {
        Patient patient = probed(PROBE).passes(READY);
        for (int i = 0; i < 2; i++) {
            patient.atDeadline().atDeadline();
            assertThat(patient.effects).containsExactly(new EndLook(READY));
        }
        patient.atDeadline().atDeadline();
        assertThat(patient.effects).containsExactly(new EndLook(READY), new NoLongerReady("no answer in time"));
    }

    @Test
    void theAnswerOfALookThatIsNoLongerUnderWayIsIgnored() {
        Patient patient = probed(PROBE).atDeadline();
        long late = patient.look(READY);
        patient.on(new HealthEvent.Answered(READY, late - 1, Optional.empty()));
        assertThat(patient.health.isReady()).isFalse();
        patient.passes(READY);
        Health ready = patient.health;
        assertThat(patient.passes(READY).health).isEqualTo(ready);
    }

    @Test
    void itIsReadyWhenItSaysSoWhereThatIsAskedFor() {
        Patient patient = new Patient(HealthPolicy.NONE.withReadyByNotice());
        assertThat(patient.effects).isEmpty();
        assertThat(patient.on(new HealthEvent.SaidReady()).effects).containsExactly(new BecameReady());
        assertThat(patient.on(new HealthEvent.SaidReady()).effects).isEmpty();
    }

    @Test
    void whereBothAreAskedForItMustSaySoAndItsProbeMustPassInEitherOrder() {
        HealthPolicy both = HealthPolicy.NONE.withReadyByNotice().readyBy(PROBE);
        Patient probeFirst = new Patient(both).passes(READY);
        assertThat(probeFirst.effects).isEmpty();
        assertThat(probeFirst.on(new HealthEvent.SaidReady()).effects).containsExactly(new BecameReady());
        Patient noticeFirst = new Patient(both).on(new HealthEvent.SaidReady());
        assertThat(noticeFirst.effects).isEmpty();
        assertThat(noticeFirst.passes(READY).effects).containsExactly(new BecameReady());
    }

    @Test
    void aRunThatReloadsIsNotReadyUntilItSaysSoAgain() {
        Patient patient = new Patient(HealthPolicy.NONE.withReadyByNotice().readyBy(PROBE))
                .passes(READY)
                .on(new HealthEvent.SaidReady())
                .on(new HealthEvent.SaidNotReady());
        assertThat(patient.effects).containsExactly(new NoLongerReady("it says so itself"));
        assertThat(patient.atDeadline().passes(READY).effects).isEmpty();
        assertThat(patient.on(new HealthEvent.SaidReady()).effects).containsExactly(new BecameReady());
    }

    @Test
    void aLineOfOutputIsNotLookedForButAwaited() {
        Patient patient = probed(ProbePolicy.of(new ProbeTarget.LogLine(Pattern.compile("ready"))));
        assertThat(patient.effects).isEmpty();
        assertThat(patient.health.deadline()).isEmpty();
        assertThat(patient.on(new HealthEvent.LineSeen()).effects).containsExactly(new BecameReady());
        assertThat(patient.on(new HealthEvent.LineSeen()).effects).isEmpty();
        assertThat(patient.health.deadline()).isEmpty();
    }

    @Test
    void aPauseIsNoReasonToLookForALine() {
        Patient patient = probed(ProbePolicy.of(new ProbeTarget.LogLine(Pattern.compile("ready"))))
                .on(new HealthEvent.Paused());
        assertThat(patient.effects).isEmpty();
        assertThat(patient.health.deadline()).isEmpty();
    }

    private static Patient probed(ProbePolicy probe) {
        return new Patient(HealthPolicy.NONE.readyBy(probe));
    }
}
