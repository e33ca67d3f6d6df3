// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.Paper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

class JLineScreenTest {

    private static final String LEAVE = "\u001B[?25h\u001B[?1049l";

    @Test
    void whatASignalHasClosedIsGivenBackAndIsNoFault() throws Exception {
        Paper paper = new Paper();
        Terminal terminal =
                new DumbTerminal("test", "xterm", InputStream.nullInputStream(), paper, StandardCharsets.UTF_8);
        try (Screen screen = new JLineScreen(terminal, paper)) {
            screen.draw(List.of("before"));
            terminal.close();
            screen.draw(List.of("after"));
            assertThat(screen.read()).isEqualTo(Key.END);
            assertThat(screen.columns()).isPositive();
            assertThat(screen.rows()).isPositive();
        }
        assertThat(paper.text()).contains("before").doesNotContain("after").endsWith(LEAVE);
    }
}
