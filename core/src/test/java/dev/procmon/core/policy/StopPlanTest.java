// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StopPlanTest {

    @Test
    void theProfilesAreThoseOfTheDesign() {
        assertThat(StopPlan.SEED)
                .isEqualTo(new StopPlan(Signal.TERM, Reach.TREE, Duration.ofSeconds(5), Optional.empty()));
        assertThat(StopPlan.STANDARD)
                .isEqualTo(new StopPlan(
                        Signal.TERM, Reach.TREE, Duration.ofSeconds(10), Optional.of(Duration.ofSeconds(5))));
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

    @Test
    void whoInsistsWaitsASecondAtLeastOrTheHostWouldDoNothingElse() {
        Duration second = Duration.ofSeconds(1);
        assertThat(insisting(second).insist()).contains(second);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> insisting(second.minusNanos(1)))
                .withMessage("KILL is sent again after less than 1 s");
    }

    private static StopPlan insisting(Duration after) {
        return new StopPlan(Signal.TERM, Reach.TREE, Duration.ZERO, Optional.of(after));
    }
}
