// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where an instance keeps what is its own. */
class InstanceDirectoryTest {

    @Test
    void rootHasItWhereTheSystemHasIt() {
        InstanceDirectory directory = InstanceDirectory.of("shop", 0, Map.of("XDG_RUNTIME_DIR", "/run/user/0"));
        assertThat(directory.runtime()).isEqualTo(Path.of("/run/procmon/shop"));
        assertThat(directory.state()).isEqualTo(Path.of("/var/lib/procmon/shop"));
        assertThat(directory.socket()).isEqualTo(Path.of("/run/procmon/shop/api.sock"));
    }

    @Test
    void othersHaveItWhereTheirSessionHasIt() {
        InstanceDirectory directory =
                InstanceDirectory.of("shop", 1000, Map.of("XDG_RUNTIME_DIR", "/run/user/1000", "HOME", "/home/alice"));
        assertThat(directory.runtime()).isEqualTo(Path.of("/run/user/1000/procmon/shop"));
        assertThat(directory.state()).isEqualTo(Path.of("/home/alice/.local/state/procmon/shop"));
    }

    @Test
    void withoutASessionItIsWithTheTemporaryFilesAndNamedByTheUser() {
        assertThat(InstanceDirectory.of("shop", 1000, Map.of()).runtime()).isEqualTo(Path.of("/tmp/procmon-1000/shop"));
    }

    @Test
    void twoVariablesTakeThePlaceOfAllThat() {
        Map<String, String> environment = Map.of("PROCMON_RUN_DIR", "/a", "PROCMON_STATE_DIR", "/b");
        for (long uid : new long[] {0, 1000}) {
            InstanceDirectory directory = InstanceDirectory.of("shop", uid, environment);
            assertThat(directory.runtime()).isEqualTo(Path.of("/a/shop"));
            assertThat(directory.state()).isEqualTo(Path.of("/b/shop"));
        }
    }

    @Test
    void aNameThatIsAPathIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> InstanceDirectory.of("../etc", 0, Map.of()));
    }
}
