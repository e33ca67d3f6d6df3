// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.procmon.core.program.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies of health accept, and what they say where nothing else is said. */
final class HealthPolicyTest {

    private static final ProbeTarget TARGET = new ProbeTarget.FileExists("/run/up");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void nothingSaysWhetherAProgramIsReadyUnlessSomethingIsAskedTo() {
        assertThat(HealthPolicy.NONE.hasReadiness()).isFalse();
        assertThat(HealthPolicy.NONE.withReadyByNotice().hasReadiness()).isTrue();
        assertThat(HealthPolicy.NONE.readyBy(ProbePolicy.of(TARGET)).hasReadiness())
                .isTrue();
        assertThat(HealthPolicy.NONE.liveBy(ProbePolicy.of(TARGET)).hasReadiness())
                .isFalse();
    }

    @Test
    void aStartMayTakeAMinuteAndBeLengthenedByTenWhereNothingElseIsSaid() {
        assertThat(HealthPolicy.NONE.readyWithin()).isEqualTo(Duration.ofMinutes(1));
        assertThat(HealthPolicy.NONE.extendMax()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aProbeLooksEveryTenSecondsAndBelievesThreeFailuresWhereNothingElseIsSaid() {
        assertThat(ProbePolicy.of(TARGET))
                .isEqualTo(new ProbePolicy(TARGET, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 1, Duration.ZERO));
    }

    @Test
    void aStartAndAWatchdogWithoutTimeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> HealthPolicy.NONE.within(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> HealthPolicy.NONE.watchedEvery(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> HealthPolicy.NONE.watchedEvery(SECOND.negated()));
    }

    @Test
    void aProbeThatWouldEatTheHostOrNeverHaveAVerdictIsRefused() {
        Duration shortest = ProbePolicy.SHORTEST;
        assertThat(new ProbePolicy(TARGET, shortest, shortest, 1, 1, Duration.ZERO).period())
                .isEqualTo(shortest);
        assertRefused(shortest.minusNanos(1), SECOND, 1, 1, Duration.ZERO);
        assertRefused(SECOND, shortest.minusNanos(1), 1, 1, Duration.ZERO);
        assertRefused(SECOND, SECOND, 0, 1, Duration.ZERO);
        assertRefused(SECOND, SECOND, 1, 0, Duration.ZERO);
        assertRefused(SECOND, SECOND, 1, 1, SECOND.negated());
    }

    @Test
    void aHookWithoutTimeIsRefused() {
        Command command = new Command(List.of("/bin/true"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hook(command, Duration.ZERO));
        assertThat(new Hook(command, Hook.TIMEOUT).timeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "6,1", "12,2", "60,10", "3600,10"})
    void memoryIsLookedAtSixTimesInItsTimeButNeitherTooOftenNorTooSeldom(long seconds, long period) {
        MemoryRule rule = new MemoryRule(1_000, Duration.ofSeconds(seconds));
        assertThat(rule.samplePeriod()).isEqualTo(Duration.ofSeconds(period));
    }

    @Test
    void memoryIsLowBelowNineTenthsOfTheLimit() {
        MemoryRule rule = new MemoryRule(1_000, SECOND);
        assertThat(rule.isLow(900)).isFalse();
        assertThat(rule.isLow(899)).isTrue();
        assertThat(new MemoryRule(1, SECOND).isLow(0)).isTrue();
        assertThat(new MemoryRule(Long.MAX_VALUE, SECOND).isLow(Long.MAX_VALUE / 2))
                .isTrue();
    }

    @Test
    void aLimitOfMemoryThatIsNoneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryRule(0, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryRule(1, SECOND.negated()));
        assertThat(new MemoryRule(1, Duration.ZERO).samplePeriod()).isEqualTo(SECOND);
    }

    @Test
    void hooksAreFoundByTheirPoint() {
        Hook hook = new Hook(new Command(List.of("/bin/true")), SECOND);
        Hooks hooks = new Hooks(Map.of(Hook.Point.PRE_STOP, hook));
        assertThat(hooks.at(Hook.Point.PRE_STOP)).contains(hook);
        assertThat(hooks.at(Hook.Point.POST_STOP)).isEqualTo(Optional.empty());
    }

    private static void assertRefused(
            Duration period, Duration timeout, int failures, int successes, Duration startPeriod) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProbePolicy(TARGET, period, timeout, failures, successes, startPeriod));
    }
}
