// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.testkit.explore.Exploration.Subject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bounded search; {@code tools/explore} goes deeper. */
class ExplorationTest {

    @ParameterizedTest
    @EnumSource(names = {"PROCESS_MONITOR", "SUPERVISOR", "SUPERVISOR_ON_FAILURE", "TREES"})
    void noSequenceOfAnyLengthBreaksAMonitorOfOneChild(Subject subject) {
        Exploration.Result result = Exploration.explore(subject, 1, Byte.MAX_VALUE);

        assertThat(result.counterexample()).isEmpty();
        assertThat(result.complete()).isTrue();
        assertThat(result.states()).as("worlds seen").isGreaterThan(700);
    }

    @ParameterizedTest
    @EnumSource(names = {"HOOKS", "REPLACEMENT", "UPDATES"})
    void noShortSequenceBreaksAMonitorOfOneChildThatHasOthersBesideIt(Subject subject) {
        Exploration.Result result = Exploration.explore(subject, 1, 8);

        assertThat(result.counterexample()).isEmpty();
        assertThat(result.states()).as("worlds seen").isGreaterThan(300);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HOOKS", "TREES"})
    void noShortSequenceBreaksAMonitorOfTwoChildren(Subject subject) {
        Exploration.Result result = Exploration.explore(subject, 2, 6);

        assertThat(result.counterexample()).isEmpty();
        assertThat(result.states()).as("worlds seen").isGreaterThan(500);
    }

    @ParameterizedTest
    @EnumSource(names = {"BOUND_DEPENDENTS", "ONE_FOR_ALL", "REST_FOR_ONE", "UPDATED_DEPENDENTS"})
    void noShortSequenceBreaksAMonitorOfThreeChildrenThatAreRelated(Subject subject) {
        Exploration.Result result = Exploration.explore(subject, 3, 4);

        assertThat(result.counterexample()).isEmpty();
        assertThat(result.states()).as("worlds seen").isGreaterThan(300);
    }
}
