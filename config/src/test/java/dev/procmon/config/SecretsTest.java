// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path directory;

    @Test
    void theValueIsTheContentWithoutOneLineFeed() throws IOException {
        assertThat(value("hunter2")).isEqualTo("hunter2");
        assertThat(value("hunter2\n")).isEqualTo("hunter2");
        assertThat(value("two\nlines\n\n")).isEqualTo("two\nlines\n");
        assertThat(value(" {replica} $X \r\n")).isEqualTo(" {replica} $X \r");
        assertThat(value("")).isEmpty();
        assertThat(value("x".repeat(SecretFile.SIZE_MAX))).hasSize(SecretFile.SIZE_MAX);
    }

    @Test
    void itWinsOverAFileOfVariables() throws IOException {
        Files.writeString(directory.resolve(".env"), "PASSWORD=weak\nOTHER=x\n");
        Files.writeString(directory.resolve("secret"), "strong\n");
        Configuration configuration = Samples.valid(
                directory.resolve("procmon.toml"),
                "program.a = { command = 'a', env-file = '.env', env-from-file = { PASSWORD = 'secret' }, env.B = 'b' }");
        assertThat(variables(configuration)).isEqualTo(Map.of("PASSWORD", "strong", "OTHER", "x", "B", "b"));
    }

    @Test
    void whatIsWrongIsSaidWithoutTheContent() throws IOException {
        Files.writeString(directory.resolve("large"), "x".repeat(SecretFile.SIZE_MAX + 1));
        Files.write(directory.resolve("nul"), "hunter2\0".getBytes(StandardCharsets.UTF_8));
        Files.write(directory.resolve("latin"), new byte[] {'h', (byte) 0xe4});
        Files.writeString(directory.resolve("fine"), "hunter2");
        ConfigResult result = ConfigReader.read(directory.resolve("procmon.toml"), """
                [program.a]
                command = "a"
                env = { BOTH = "x" }
                [program.a.env-from-file]
                LARGE = "large"
                NUL = "nul"
                LATIN = "latin"
                MISSING = "missing"
                DIRECTORY = "."
                NUMBER = 1
                EMPTY = ""
                "A=B" = "fine"
                BOTH = "fine"
                """);
        assertThat(((ConfigResult.Invalid) result)
                        .problems().stream()
                                .map(Problem::toString)
                                .map(text -> text.replace(directory + "/", "").replace(directory.toString(), "."))
                                .toList())
                .isEqualTo(List.of(
                        "procmon.toml:5:9: env-from-file.LARGE: large is larger than 64KiB",
                        "procmon.toml:6:7: env-from-file.NUL: nul holds a NUL character, which no program can be given",
                        "procmon.toml:7:9: env-from-file.LATIN: latin is not valid UTF-8, which a variable has to be",
                        "procmon.toml:8:11: env-from-file.MISSING: missing does not exist",
                        "procmon.toml:9:13: env-from-file.DIRECTORY: . is a directory, expected a file",
                        "procmon.toml:10:10: env-from-file.NUMBER: expected a string, got the integer 1",
                        "procmon.toml:11:9: env-from-file.EMPTY is empty",
                        "procmon.toml:12:1: env-from-file: \"A=B\" is no name of a variable: it is empty or holds '=' or NUL",
                        "procmon.toml:13:1: env-from-file.BOTH: the variable is in env too; take one of the two"));
    }

    private String value(String content) throws IOException {
        Files.writeString(directory.resolve("secret"), content);
        Configuration configuration = Samples.valid(
                directory.resolve("procmon.toml"), "program.a = { command = 'a', env-from-file.S = 'secret' }");
        return variables(configuration).get("S") + "";
    }

    private static Map<String, String> variables(Configuration configuration) {
        return configuration
                .programs()
                .getFirst()
                .replica(0)
                .program()
                .environment()
                .variables();
    }
}
