// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.program.ProgramName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StandingTest {

    @ParameterizedTest
    @EnumSource(Condition.class)
    void eachConditionIsMetByWhatItAsksForAlone(Condition condition) {
        Standing all = new Standing(true, true, true, false, false);
        Standing others = new Standing(
                condition != Condition.STARTED,
                condition != Condition.READY,
                condition != Condition.COMPLETED,
                true,
                true);
        assertThat(all.meets(condition)).isTrue();
        assertThat(others.meets(condition)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    void aHoldNamesTheProgramThatIsWaitedFor(Condition condition) {
        assertThat(new Hold.NeedUnmet(new ProgramName("db"), condition).sentence())
                .startsWith("db ");
    }
}
