// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.args.HelpText;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The help texts are kept as files, so that a change of one is seen by whoever reviews it. */
class HelpTextsTest {

    private static final Path TEXTS = Path.of("src/test/resources/help");

    static Stream<Command> commands() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Cli(new Context(nowhere, nowhere, Map.of(), Path.of(""), List.of())).commands().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpTextIsWhatIsWrittenDown(Command command) throws IOException {
        Path file = TEXTS.resolve(command.spec().name() + ".txt");
        String text = HelpText.of(command.spec());
        if (Boolean.getBoolean("procmon.help.write")) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpTextHasExamplesAndExitCodesAndFitsTheScreen(Command command) {
        String text = HelpText.of(command.spec());
        assertThat(text).contains("\nExamples:\n").contains("\nExit codes:\n").endsWith("\n");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
    }
}
