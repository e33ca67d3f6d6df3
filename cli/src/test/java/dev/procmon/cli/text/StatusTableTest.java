// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.Samples;
import dev.procmon.control.status.OutputStatus;
import dev.procmon.control.status.ProgramStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTableTest {

    private static final Optional<String> FULL = Optional.of("/var/log/web.log: ENOSPC (no space left on device)");

    @Test
    void whereAllOutputIsWrittenThereIsNothingToSay() {
        assertThat(outputs(new OutputStatus(123_456, 0, 0, 0, Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(StatusTable.outputs(Samples.list(Samples.ready("web", 12)))).isEmpty();
    }

    @Test
    void outputThatWaitsIsSaidWithItsCause() {
        assertThat(outputs(new OutputStatus(9, 1 << 20, 0, 0, Optional.of(Samples.NOW.minusSeconds(12)), FULL)))
                .containsExactly("web: output waits since 12s: /var/log/web.log: ENOSPC (no space left on device)");
    }

    @Test
    void outputThatIsHeldIsSaidBeforeItWaits() {
        assertThat(outputs(new OutputStatus(9, 300 << 10, 0, 0, Optional.empty(), FULL)))
                .containsExactly("web: output is held in memory (300K): /var/log/web.log: ENOSPC (no space left on"
                        + " device)");
        assertThat(outputs(new OutputStatus(9, 0, 0, 0, Optional.empty(), FULL)))
                .containsExactly("web: output cannot be written: /var/log/web.log: ENOSPC (no space left on device)");
    }

    @Test
    void whatWasLostIsCounted() {
        assertThat(outputs(new OutputStatus(9, 0, 12_300, 120, Optional.empty(), Optional.empty())))
                .containsExactly("web: 120 lines (12K) of output lost");
        assertThat(outputs(new OutputStatus(9, 0, 80, 1, Optional.empty(), FULL)))
                .hasSize(2)
                .endsWith("web: 1 line (80B) of output lost");
    }

    @Test
    void noNameAndNoCauseActsUponTheTerminal() {
        OutputStatus trouble = new OutputStatus(9, 0, 0, 0, Optional.empty(), Optional.of("a\u001B[2J"));
        ProgramStatus odd = Samples.with(trouble, Samples.ready("w\u202eeb", 12));
        assertThat(StatusTable.outputs(Samples.list(odd)))
                .containsExactly("w\\u202eeb: output cannot be written: a\\x1b[2J");
    }

    private static List<String> outputs(OutputStatus output) {
        return StatusTable.outputs(
                Samples.list(Samples.with(output, Samples.ready("web", 12)), Samples.ready("db", 1)));
    }
}
