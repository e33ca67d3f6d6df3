// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.Samples;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final ProgramStatus WEB = Samples.ready("web", 12);

    @Test
    void overAWholeRunItIsTheAverage() {
        assertThat(Load.ofWholeRuns().of(WEB, Samples.NOW)).isEqualTo("5.0");
        assertThat(Load.ofWholeRuns().of(WEB, Samples.NOW.minusSeconds(129))).isEqualTo("650");
    }

    @Test
    void betweenTwoLooksItIsWhatWasUsedBetweenThem() {
        Load load = Load.since(new ProgramList(Samples.NOW.minusSeconds(2), 1, List.of(WEB)));
        assertThat(load.of(WEB, Samples.NOW)).isEqualTo("0.0");
        assertThat(load.of(Samples.ready("web", 13), Samples.NOW)).isEqualTo("5.0");
    }

    @Test
    void whatHasNoProcessUsesNothingThatIsKnown() {
        assertThat(Load.ofWholeRuns().of(Samples.backingOff("db"), Samples.NOW)).isEqualTo("-");
        assertThat(Load.ofWholeRuns().of(WEB, Samples.NOW.minusSeconds(130))).isEqualTo("-");
    }
}
