// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.control.status.OutputStatus;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.logs.LogState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said of output that cannot be kept. */
class OutputTroubleTest {

    private static final String WEB = "[program.web]\ncommand = \"web\"";
    private static final String FULL = "/var/log/web.log: ENOSPC (no space left on device)";
    private static final Instant SINCE = Instant.parse("2026-11-25T00:00:00Z");

    @RegisterExtension
    final Operating world = new Operating();

    @Test
    void aProgramWhoseOutputIsKeptSaysHowMuchThatIs() {
        world.up(WEB);
        assertThat(world.status("web").output()).isEmpty();

        state(new LogState(1_234, 0, 0, 0, Optional.empty(), Optional.empty()));

        assertThat(world.status("web").output())
                .contains(new OutputStatus(1_234, 0, 0, 0, Optional.empty(), Optional.empty()));
        assertThat(world.status("web").detail()).isEmpty();
        assertThat(world.chain("web")).hasSize(1);
    }

    @Test
    void aProgramWhoseOutputWaitsSaysSoInItsStatus() {
        world.up(WEB);
        state(new LogState(10, 7, 0, 0, Optional.of(SINCE), Optional.of(FULL)));

        assertThat(world.status("web").detail()).isEqualTo("its output waits");
        assertThat(world.status("web").output().orElseThrow().waitingSince()).contains(SINCE);
    }

    @Test
    void whyNamesTheCauseWhatHappensNextAndWhatCanBeDone() {
        world.up(WEB);
        world.seconds(12);
        state(new LogState(10, 7, 0, 0, Optional.of(SINCE), Optional.of(FULL)));

        assertThat(world.chain("web").getLast())
                .isEqualTo("web: waits with its output since 12s: " + FULL
                        + "; nothing more of it is read until that can be written, which is tried every second");
        assertThat(world.why("web").advice())
                .startsWith(
                        "see to it that its log can be written: " + FULL,
                        "to have it go on and lose output instead: log = { on-full = \"drop-oldest\" } in"
                                + " [program.web], then: procmon reload",
                        "or have it written elsewhere: another log.file in [program.web], then: procmon reload and"
                                + " procmon restart web");
    }

    @Test
    void whatIsInMemoryIsToldBeforeItIsFull() {
        world.up(WEB);
        state(new LogState(10, 7, 0, 0, Optional.empty(), Optional.of(FULL)));

        assertThat(world.chain("web").getLast())
                .isEqualTo("web: has output that cannot be written: " + FULL
                        + "; 7 bytes are in memory, and it is tried again every second");
        assertThat(world.status("web").detail()).isEmpty();
    }

    @Test
    void whatIsLostIsCounted() {
        world.up(WEB);
        state(new LogState(10, 0, 120, 1, Optional.empty(), Optional.empty()));

        assertThat(world.chain("web").getLast())
                .isEqualTo("web: has lost 1 line (120 bytes) of its output since the supervisor began");
    }

    private void state(LogState state) {
        world.output.states.put(new ProgramName("web"), state);
    }
}
