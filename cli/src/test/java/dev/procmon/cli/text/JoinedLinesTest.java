// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoinedLinesTest {

    private final JoinedLines lines = new JoinedLines();

    @Test
    void aLineWithoutEndIsGivenOutInLargePieces() {
        String piece = "x".repeat(16_384);
        Optional<JoinedLines.Joined> given = lines.add(Samples.line(1, "web", piece, "first"));
        int pieces = 1;
        while (given.isEmpty() && pieces < 100) {
            given = lines.add(Samples.line(++pieces, "web", piece, "middle"));
        }
        assertThat(given.get().text()).hasSize(1 << 20);
        assertThat(given.get().begun()).isFalse();
        assertThat(given.get().goesOn()).isTrue();
        assertThat(lines.add(Samples.line(++pieces, "web", "end", "last")))
                .contains(new JoinedLines.Joined("web", "end", true, false));
        assertThat(lines.rest()).isEmpty();
    }
}
