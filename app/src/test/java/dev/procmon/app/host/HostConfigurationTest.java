// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.ConfigReader;
import dev.procmon.config.ConfigResult;
import dev.procmon.core.program.Stdio;
import dev.procmon.daemon.supervision.Supervised;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostConfigurationTest {

    private static final Path FILE = Path.of("/etc/procmon.toml");

    @Test
    void aProgramThatInheritsTheStandardOutputHasIt() {
        assertThat(stdioOf("inherit", false)).isEqualTo(Stdio.INHERITED);
    }

    @Test
    void whereThereIsNoneToInheritItHasTheNullDevice() {
        assertThat(stdioOf("inherit", true)).isEqualTo(Stdio.DISCARDED);
    }

    @Test
    void theOutputOfOthersIsReadInTheBackgroundAsEver() {
        assertThat(stdioOf("lines", true)).isEqualTo(Stdio.CAPTURED);
    }

    private static Stdio stdioOf(String mode, boolean detached) {
        String text = "[program.web]\ncommand = \"true\"\nlog = { mode = \"" + mode + "\" }\n";
        ConfigResult read = ConfigReader.read(FILE, text);
        assertThat(read).isInstanceOf(ConfigResult.Valid.class);
        HostConfiguration configuration =
                new HostConfiguration(((ConfigResult.Valid) read).configuration(), FILE, List.of(), () -> read);
        List<Supervised> programs = configuration.lineup(detached).programs();
        assertThat(programs).hasSize(1);
        return programs.getFirst().program().stdio();
    }
}
