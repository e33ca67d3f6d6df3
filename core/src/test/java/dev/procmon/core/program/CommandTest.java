// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandTest {

    @Test
    void theFirstArgumentIsTheExecutable() {
        assertThat(Command.of("/bin/echo", "a", "").executable()).isEqualTo("/bin/echo");
        assertThat(Command.of("/bin/echo", "a", "").arguments()).containsExactly("/bin/echo", "a", "");
    }

    @Test
    void theArgumentsAreCopied() {
        List<String> arguments = new ArrayList<>(List.of("echo"));
        Command command = new Command(arguments);
        arguments.add("forged");
        assertThat(command).isEqualTo(Command.of("echo"));
    }

    @Test
    void aCommandWithoutArgumentsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(Command::of)
                .withMessage("command is empty: the first argument names the executable");
    }

    @Test
    void anArgumentWithANulCharacterIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Command.of("echo", "a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Command.of("\0"));
    }
}
