// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.procmon.core.program.Account;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RegistrationTest {

    private static final Registration FULL = new Registration(
            "web",
            List.of("bin/server", ""),
            OptionalLong.of(33),
            OptionalLong.of(0),
            Environment.of(Map.of("A", "1")),
            Optional.of("/srv"));

    @Test
    void aRegistrationOfANameAndArgumentsHasAnEmptyEnvironmentAsInTwisted() {
        assertThat(Registration.of("web", List.of("bin/server")).program())
                .isEqualTo(new Program(
                        new ProgramName("web"),
                        Command.of("bin/server"),
                        Environment.empty(),
                        Optional.empty(),
                        Identity.OWN));
    }

    @Test
    void aRegistrationDescribesAProgram() {
        Identity identity = Identity.of(Optional.of(new Account.Id(33)), Optional.of(new Account.Id(0)));
        assertThat(FULL.program())
                .isEqualTo(new Program(
                        new ProgramName("web"),
                        Command.of("bin/server", ""),
                        Environment.of(Map.of("A", "1")),
                        Optional.of("/srv"),
                        identity));
    }

    @Test
    void theProgramOfARegistrationGivesItBack() {
        Registration plain = Registration.of("web", List.of("bin/server"));
        assertThat(Registration.of(plain.program())).isEqualTo(plain);
        assertThat(Registration.of(FULL.program())).isEqualTo(FULL);
    }

    @Test
    void theArgumentsAreCopied() {
        List<String> args = new ArrayList<>(List.of("bin/server"));
        Registration registration = Registration.of("web", args);
        args.add("forged");
        assertThat(registration.args()).containsExactly("bin/server");
    }

    @Test
    void whatNoProcessCanBeGivenIsRefusedWhenTheProgramIsMade() {
        assertRefused(Registration.of("web", List.of()));
        assertRefused(Registration.of("web", List.of("a\0b")));
        assertRefused(Registration.of("we\nb", List.of("bin/server")));
        assertRefused(new Registration(
                "web",
                List.of("bin/server"),
                OptionalLong.of(-1),
                OptionalLong.empty(),
                Environment.empty(),
                Optional.empty()));
        assertRefused(new Registration(
                "web",
                List.of("bin/server"),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Environment.empty(),
                Optional.of("\0")));
    }

    private static void assertRefused(Registration registration) {
        assertThatIllegalArgumentException().isThrownBy(registration::program);
    }
}
