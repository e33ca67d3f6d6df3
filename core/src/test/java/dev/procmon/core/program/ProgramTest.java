// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProgramTest {

    private static final Program WEB = Program.of("web", "bin/server", "--port", "80");

    @Test
    void aProgramHasTheSupervisorsOwnEnvironmentDirectoryAndIdentityUnlessToldOtherwise() {
        assertThat(WEB)
                .isEqualTo(new Program(
                        new ProgramName("web"),
                        Command.of("bin/server", "--port", "80"),
                        Environment.inherited(),
                        Optional.empty(),
                        Identity.OWN));
    }

    @Test
    void eachChangeMakesAnotherProgramThatIsTheSameInAllElse() {
        Identity root = Identity.of(Optional.of(Account.of("0")), Optional.empty());
        assertThat(WEB.withDirectory("/srv").directory()).contains("/srv");
        assertThat(WEB.withEnvironment(Environment.empty()).environment()).isEqualTo(Environment.empty());
        assertThat(WEB.withVariables(Map.of("A", "1")).environment())
                .isEqualTo(Environment.inheritedWith(Map.of("A", "1")));
        assertThat(WEB.withIdentity(root).identity()).isEqualTo(root);
        assertThat(WEB.withDirectory("/srv").withIdentity(root).withEnvironment(Environment.empty()))
                .isEqualTo(new Program(WEB.name(), WEB.command(), Environment.empty(), Optional.of("/srv"), root));
    }

    @Test
    void aDirectoryWithANulCharacterIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> WEB.withDirectory("/srv\0"));
    }
}
