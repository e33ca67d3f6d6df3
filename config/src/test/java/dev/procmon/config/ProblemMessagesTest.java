// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message that a person can see, with its place: each file of {@code problems} has what is said about it in a
 * file beside it. After a change of the wording run with {@code -Dprocmon.golden.write=true} and read the difference.
 */
class ProblemMessagesTest {

    private static final Path DIRECTORY = Path.of("src/test/resources/problems");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".toml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isSaidAsWritten(Path file) throws IOException {
        String said = said(ConfigReader.read(file));
        Path golden = Path.of(file.toString().replace(".toml", ".expected"));
        if (Boolean.getBoolean("procmon.golden.write")) {
            Files.writeString(golden, said);
        }
        assertThat(said).isEqualTo(Files.readString(golden));
    }

    @Test
    void thereAreFiles() throws IOException {
        assertThat(files()).hasSizeGreaterThan(12);
    }

    private static String said(ConfigResult result) {
        StringBuilder said = new StringBuilder();
        switch (result) {
            case ConfigResult.Valid _ -> said.append("valid\n");
            case ConfigResult.Invalid invalid ->
                invalid.problems().forEach(problem -> said.append(problem).append('\n'));
        }
        result.warnings()
                .forEach(warning -> said.append("warning: ").append(warning).append('\n'));
        return said.toString()
                .replace(DIRECTORY.toAbsolutePath() + "/", "")
                .replace(DIRECTORY.toAbsolutePath().toString(), ".")
                .replace(DIRECTORY + "/", "");
    }
}
