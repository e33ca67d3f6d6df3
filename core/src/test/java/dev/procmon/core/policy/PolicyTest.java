// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.policy.Policy.Requests;
import org.junit.jupiter.api.Test;

final class PolicyTest {

    @Test
    void theSeedProfileChargesRequestsAsTwistedDoes() {
        assertThat(Policy.SEED)
                .isEqualTo(new Policy(RestartPolicy.ALWAYS, Backoff.SEED, StopPlan.SEED, Requests.CHARGED));
    }

    @Test
    void theStandardProfileHoldsNothingThatIsAskedForAgainstTheProgram() {
        assertThat(Policy.STANDARD)
                .isEqualTo(new Policy(RestartPolicy.ALWAYS, Backoff.STANDARD, StopPlan.STANDARD, Requests.FREE));
    }
}
