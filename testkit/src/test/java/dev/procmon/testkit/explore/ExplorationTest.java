// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bounded search; {@code tools/explore} goes deeper. */
class ExplorationTest {

    @ParameterizedTest
    @EnumSource
    void noSequenceOfAnyLengthBreaksAMonitorOfOneChild(Exploration.Subject subject) {
        Exploration.Result result = Exploration.explore(subject, 1, Byte.MAX_VALUE);

        assertThat(result.counterexample()).isEmpty();
        assertThat(result.complete()).isTrue();
        assertThat(result.states()).as("worlds seen").isGreaterThan(1_000);
    }

    @ParameterizedTest
    @EnumSource
    void noShortSequenceBreaksAMonitorOfTwoChildren(Exploration.Subject subject) {
        Exploration.Result result = Exploration.explore(subject, 2, 7);

        assertThat(result.counterexample()).isEmpty();
        assertThat(result.states()).as("worlds seen").isGreaterThan(1_000);
    }
}
