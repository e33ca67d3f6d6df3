// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.procmon.core.process.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StopPlanTest {

    @Test
    void theProfilesAreThoseOfTheDesign() {
        assertThat(StopPlan.SEED).isEqualTo(new StopPlan(Signal.TERM, Duration.ofSeconds(5)));
        assertThat(StopPlan.STANDARD).isEqualTo(new StopPlan(Signal.TERM, Duration.ofSeconds(10)));
    }

    @Test
    void aRefusedKillIsTriedAgainAfterTheGracePeriodButNotSoonerThanASecond() {
        assertThat(StopPlan.STANDARD.retry()).isEqualTo(StopPlan.STANDARD.grace());
        assertThat(new StopPlan(Signal.TERM, Duration.ofSeconds(1)).retry()).isEqualTo(Duration.ofSeconds(1));
        assertThat(new StopPlan(Signal.TERM, Duration.ofMillis(999)).retry()).isEqualTo(Duration.ofSeconds(1));
        assertThat(new StopPlan(Signal.TERM, Duration.ZERO).retry()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aNegativeGracePeriodIsRefused() {
        Duration negative = Duration.ofNanos(-1);
        assertThatIllegalArgumentException().isThrownBy(() -> new StopPlan(Signal.TERM, negative));
    }
}
