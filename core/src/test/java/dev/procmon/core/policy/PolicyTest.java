// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.procmon.core.policy.Policy.Requests;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PolicyTest {

    @Test
    void theSeedProfileChargesRequestsAsTwistedDoes() {
        assertThat(Policy.SEED)
                .isEqualTo(new Policy(RestartPolicy.ALWAYS, Backoff.SEED, StopPlan.SEED, Requests.CHARGED));
    }

    @Test
    void aRunWithoutTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.STANDARD.runningAtMost(Duration.ZERO))
                .withMessage("a run without time");
        assertThat(Policy.STANDARD.runningAtMost(Duration.ofNanos(1)).runTimeMax())
                .contains(Duration.ofNanos(1));
    }

    @Test
    void aProgramIsNeverGivenUpWhereNobodyAsksForIt() {
        assertThat(Policy.STANDARD.giveUp()).isEmpty();
        assertThat(Policy.SEED.giveUp()).isEmpty();
    }

    @Test
    void theStandardProfileHoldsNothingThatIsAskedForAgainstTheProgram() {
        assertThat(Policy.STANDARD)
                .isEqualTo(new Policy(RestartPolicy.ALWAYS, Backoff.STANDARD, StopPlan.STANDARD, Requests.FREE));
    }
}
