// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.DecisionTable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecisionTableTest {

    @Test
    void casesThatAllAgreeAreOneRowWithoutACondition() {
        assertThat(DecisionTable.rows(DecisionCase.all(ChildState.Stopped.class, ChildEvent.Kill.class)))
                .containsExactly(new Row("", new DecisionSummary("stays", "", "", Reason.IGNORED_STOPPED.sentence())));
    }

    @Test
    void aConditionIsNamedOnlyWhereItMakesADifference() {
        List<DecisionCase> cases = DecisionCase.all(ChildState.BackingOff.class, ChildEvent.Start.class);
        assertThat(DecisionTable.rows(cases))
                .extracting(Row::when)
                .containsExactly("requests are free", "requests are charged");
    }

    @Test
    void everyPairHasCases() {
        for (Class<? extends ChildState> state : Situation.states()) {
            for (Class<? extends ChildEvent> event : Situation.events()) {
                assertThat(DecisionCase.all(state, event))
                        .as("%s × %s", state.getSimpleName(), event.getSimpleName())
                        .isNotEmpty();
            }
        }
    }
}
