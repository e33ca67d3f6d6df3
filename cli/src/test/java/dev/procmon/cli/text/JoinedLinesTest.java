// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.Samples;
import dev.procmon.control.output.LogLine;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoinedLinesTest {

    private final JoinedLines lines = new JoinedLines();

    @Test
    void aLineWithoutEndIsGivenOutInLargePieces() {
        String piece = "x".repeat(16_384);
        List<JoinedLines.Joined> given = lines.add(Samples.line(1, "web", piece, "first"));
        int pieces = 1;
        while (given.isEmpty() && pieces < 100) {
            given = lines.add(Samples.line(++pieces, "web", piece, "middle"));
        }
        assertThat(given.getFirst().text()).hasSize(1 << 20);
        assertThat(given.getFirst().begun()).isFalse();
        assertThat(given.getFirst().goesOn()).isTrue();
        LogLine end = Samples.line(++pieces, "web", "end", "last");
        assertThat(lines.add(end)).containsExactly(new JoinedLines.Joined(List.of(end)));
        assertThat(lines.rest()).isEmpty();
    }

    @Test
    void aLineOfManyPiecesBearsTheTimeOfItsBeginning() {
        lines.add(Samples.line(1, "web", "a", "first"));
        List<JoinedLines.Joined> given = lines.add(Samples.line(5, "web", "b", "last"));
        assertThat(given.getFirst().time()).isEqualTo(Samples.NOW.plusMillis(1));
        assertThat(given.getFirst().text()).isEqualTo("ab");
        assertThat(given.getFirst().goesOn()).isFalse();
    }

    @Test
    void whatARunHasLeftWithoutEndStandsBeforeTheNextRun() {
        LogLine unended = Samples.line(1, "web", "panic", "first");
        LogLine ofOther = Samples.line(2, "db", "x", "whole");
        LogLine next = ofRun(2, "started");
        assertThat(lines.add(unended)).isEmpty();
        assertThat(lines.add(ofOther)).containsExactly(new JoinedLines.Joined(List.of(ofOther)));
        assertThat(lines.add(next))
                .containsExactly(new JoinedLines.Joined(List.of(unended)), new JoinedLines.Joined(List.of(next)));
        assertThat(lines.rest()).isEmpty();
    }

    @Test
    void oneDoesNotWaitLongForTheEndOfALine() {
        assertThat(lines.patience()).hasSeconds(30);
        lines.add(Samples.line(1, "web", "password: ", "first"));
        assertThat(lines.patience()).hasSeconds(1);
        assertThat(lines.rest()).hasSize(1);
        assertThat(lines.patience()).hasSeconds(30);
    }

    @Test
    void aPromptStandsBeforeWhatOthersWriteMoreThanASecondLater() {
        LogLine prompt = Samples.line(0, "web", "password: ", "first");
        lines.add(prompt);
        assertThat(lines.before(Samples.line(1_000, "db", "x", "whole"))).isEmpty();
        assertThat(lines.before(Samples.line(1_001, "web", "yes", "last"))).isEmpty();
        assertThat(lines.before(Samples.line(1_001, "db", "y", "whole")))
                .containsExactly(new JoinedLines.Joined(List.of(prompt)));
        assertThat(lines.rest()).isEmpty();
    }

    @Test
    void theEndOfALineThatWasShownIsNothingToShow() {
        assertThat(alone("", "last").isMereEnd()).isTrue();
        assertThat(alone("\r", "last").isMereEnd()).isTrue();
        assertThat(alone("yes", "last").isMereEnd()).isFalse();
        assertThat(alone("", "whole").isMereEnd()).isFalse();
        assertThat(alone("", "middle").isMereEnd()).isFalse();
    }

    private static JoinedLines.Joined alone(String text, String part) {
        return new JoinedLines.Joined(List.of(Samples.line(1, "web", text, part)));
    }

    private static LogLine ofRun(long run, String text) {
        return new LogLine(9, Samples.NOW, "web", run, "stdout", text, Optional.empty(), "whole");
    }
}
