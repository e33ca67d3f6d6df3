// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.app.command.CheckCommand;
import dev.procmon.app.command.CompletionCommand;
import dev.procmon.app.command.RunCommand;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.completion.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShellTest {

    private static final List<CommandSpec> COMMANDS =
            List.of(new RunCommand().spec(), new CheckCommand().spec(), new CompletionCommand(List::of).spec());

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void everyCommandAndOptionIsThere(Shell shell) {
        String script = shell.script(COMMANDS);
        for (CommandSpec command : COMMANDS) {
            assertThat(script).contains(command.name());
            command.options().forEach(option -> assertThat(script).contains(option.name()));
            command.operands().words().forEach(word -> assertThat(script).contains(word));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theShellUnderstandsTheScript(Shell shell) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin", shell.toString())), shell + " is not installed here");
        Path script = Files.writeString(directory.resolve("script"), shell.script(COMMANDS));
        Process check = new ProcessBuilder(shell.toString(), "-n", script.toString())
                .inheritIO()
                .start();
        assertThat(check.waitFor()).isZero();
    }
}
