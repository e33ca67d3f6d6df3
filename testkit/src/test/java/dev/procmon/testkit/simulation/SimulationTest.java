// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final int SEEDS = 1_000;

    @Test
    void everyWorldIsSafeWhileThereAreFaultsAndSettlesAfterThem() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Simulation.Outcome outcome = Simulation.run(seed);
            assertThat(outcome.problem())
                    .as("seed %d; replay it with: tools/simulate --seed %d", seed, seed)
                    .isEmpty();
        }
    }

    @Test
    void theSameSeedGivesTheSameEventsToTheByte() {
        assertThat(log(17)).isEqualTo(log(17)).isNotEqualTo(log(18));
    }

    @Test
    void aLogTellsEveryEventThatIsCounted() {
        List<String> log = new ArrayList<>();
        Simulation.Outcome outcome = Simulation.run(4, log::add);

        assertThat(log).hasSize((int) outcome.events());
        assertThat(outcome).isEqualTo(Simulation.run(4));
    }

    private static String log(long seed) {
        StringBuilder text = new StringBuilder();
        var _ = Simulation.run(seed, line -> text.append(line).append('\n'));
        return text.toString();
    }
}
