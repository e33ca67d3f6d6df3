// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script in a real bash, with a procmon that only knows names. */
class BashCompletionTest {

    private static final List<Option> OPTIONS = List.of(
            Option.of("instance", "NAME", Option.Kind.INSTANCE, "An instance.").orLetter('i'),
            Option.maybe("watch", "SECONDS", Option.Kind.TEXT, "Again and again."),
            Option.flag("all", "All."));
    private static final List<CommandSpec> COMMANDS = List.of(
            new CommandSpec("restart", "Restart.", OPTIONS, Operands.programs("PATTERN", 0), ""),
            new CommandSpec("version", "Version.", List.of(), Operands.NONE, ""));

    /** Prints its arguments too, so that a test sees with what it was called. */
    private static final String PROCMON = """
            #!/bin/bash
            if [[ $2 == --instances ]]; then printf '%s\\n' shop shed; exit; fi
            printf '%s\\n' web web:0 web:1 worker @backend
            [[ $2 == -i ]] && printf '%s\\n' "of-$3"
            exit 0
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            procmon restart wor             ; worker
            procmon restart web             ; web web:0 web:1
            procmon restart web :           ; 0 1
            procmon restart web : 1         ; 1
            procmon restart @ b             ; backend
            procmon restart db wor          ; worker
            procmon restart -i shop of      ; of-shop
            procmon restart --watch wor     ; worker
            procmon restart -i sh           ; shop shed
            procmon restart --instance she  ; shed
            procmon restart --a             ; --all
            procmon restart --w             ; --watch
            procmon res                     ; restart
            """)
    void aWordIsCompleted(String words, String completions) throws IOException, InterruptedException {
        assertThat(complete(words)).isEqualTo(completions);
    }

    @Test
    void theScriptIsOne() throws IOException, InterruptedException {
        assertThat(run("bash -n \"$0\"/script")).isEmpty();
    }

    /** Complete the last of some words, as bash splits them: what belongs together stands beside a colon or an at sign. */
    private String complete(String words) throws IOException, InterruptedException {
        String line = words.replace(" :", ":").replace(": ", ":").replace("@ ", "@");
        return run("source \"$0\"/script; PATH=$0:$PATH; COMP_WORDS=(" + words
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));" + " COMP_LINE='" + line
                + "'; COMP_POINT=${#COMP_LINE}; _procmon; echo \"${COMPREPLY[@]}\"");
    }

    private String run(String command) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash is not installed here");
        Files.writeString(directory.resolve("script"), Shell.BASH.script(COMMANDS));
        Path procmon = Files.writeString(directory.resolve("procmon"), PROCMON);
        assertThat(procmon.toFile().setExecutable(true)).isTrue();
        Process bash = new ProcessBuilder("/bin/bash", "-c", command, directory.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).isZero();
        return out.strip();
    }
}
