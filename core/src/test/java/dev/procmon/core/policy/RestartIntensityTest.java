// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RestartIntensityTest {

    private static final Duration PERIOD = Duration.ofSeconds(60);

    @Test
    void asManyRestartsAsAreAllowedAreNotTooManyAndOneMoreIs() {
        RestartIntensity three = new RestartIntensity(3, PERIOD);
        List<MonotonicTime> counted = List.of();
        for (int second = 1; second <= 3; second++) {
            counted = three.count(counted, at(second));
            assertThat(three.isExceededBy(counted)).isFalse();
        }
        assertThat(three.isExceededBy(three.count(counted, at(4)))).isTrue();
    }

    @Test
    void noneAllowedMeansThatTheFirstIsTooMany() {
        RestartIntensity none = new RestartIntensity(0, PERIOD);
        assertThat(none.isExceededBy(List.of())).isFalse();
        assertThat(none.isExceededBy(none.count(List.of(), at(0)))).isTrue();
    }

    @Test
    void aRestartIsForgottenWhenThePeriodIsOver() {
        RestartIntensity one = new RestartIntensity(1, PERIOD);
        List<MonotonicTime> first = one.count(List.of(), at(0));
        MonotonicTime last = at(60).plus(Duration.ofNanos(-1));
        assertThat(one.count(first, last)).containsExactly(at(0), last);
        assertThat(one.count(first, at(60))).containsExactly(at(60));
    }

    @Test
    void restartsOfTheSameMomentCountEach() {
        RestartIntensity one = new RestartIntensity(1, PERIOD);
        assertThat(one.isExceededBy(one.count(one.count(List.of(), at(1)), at(1))))
                .isTrue();
    }

    @Test
    void aPeriodWithoutTimeAndAnEndlessCountAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RestartIntensity(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new RestartIntensity(-1, PERIOD));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RestartIntensity(RestartIntensity.RESTARTS_MAX + 1, PERIOD));
        assertThat(new RestartIntensity(RestartIntensity.RESTARTS_MAX, PERIOD).restarts())
                .isEqualTo(10_000);
    }

    @Test
    void theExitCodeOfASupervisorThatGivesUpIsOne() {
        assertThat(new GiveUp.Exit(255).code()).isEqualTo(255);
        assertThatIllegalArgumentException().isThrownBy(() -> new GiveUp.Exit(256));
        assertThatIllegalArgumentException().isThrownBy(() -> new GiveUp.Exit(-1));
    }

    private static MonotonicTime at(long second) {
        return MonotonicTime.ORIGIN.plus(Duration.ofSeconds(second));
    }
}
