// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.Samples;
import dev.procmon.control.status.Why;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhyTextTest {

    private static final Why WAITING = new Why(
            Samples.NOW,
            Samples.idle("web", "waiting", "db is not ready", false),
            List.of(
                    new Why.Cause(
                            "web",
                            "is waiting: db is not ready",
                            Optional.of(Samples.NOW.minusSeconds(130)),
                            List.of()),
                    new Why.Cause(
                            "db",
                            "is backing off, for it exited with 1 after 0.3s",
                            Optional.of(Samples.NOW.minusMillis(1_200)),
                            List.of(
                                    Samples.line(1, "db", "could not bind", "whole"),
                                    Samples.line(2, "db", "\u001B[2Jgone", "whole")))),
            Optional.of("db is started again in 4s"),
            Optional.of(Samples.NOW.plusSeconds(4)),
            List.of("procmon logs -n 50 db", "procmon restart db"));

    @Test
    void theAnswerComesFirstThenTheChainThenWhatComesThenWhatOneCanDo() {
        assertThat(text(WAITING)).isEqualTo("""
                web is waiting: db is not ready
                  since 03:12:44, 2m10s ago
                  because db is backing off, for it exited with 1 after 0.3s
                    since 03:14:52, 1.2s ago
                    | could not bind
                    | \\x1b[2Jgone

                What happens next: db is started again in 4s (at 03:14:58)

                What you can do:
                  procmon logs -n 50 db
                  procmon restart db
                """);
    }

    @Test
    void aTimeIsSaidOnce() {
        Why daily = new Why(
                Samples.NOW,
                Samples.ready("web", 12),
                List.of(),
                Optional.of("its next time is at 2026-01-31T03:15:44Z (in 50s)"),
                Optional.of(Samples.NOW.plusSeconds(50)),
                List.of());
        assertThat(text(daily)).endsWith("What happens next: its next time is at 2026-01-31T03:15:44Z (in 50s)\n");
    }

    @Test
    void whatIsAsItShouldBeIsShort() {
        Why fine = new Why(
                Samples.NOW, Samples.ready("web", 12), List.of(), Optional.empty(), Optional.empty(), List.of());
        assertThat(text(fine)).isEqualTo("web is running\n");
    }

    private static String text(Why why) {
        return String.join("\n", WhyText.lines(why, ZoneOffset.UTC, false)) + "\n";
    }
}
