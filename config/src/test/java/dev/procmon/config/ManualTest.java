// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The manual's tables are those of the code, and its examples are valid. */
class ManualTest {

    private static final Path MANUAL = Path.of("../docs/config.md");

    @ParameterizedTest
    @EnumSource(Section.class)
    void hasTheTableOfEverySection(Section section) throws IOException {
        StringBuilder table = new StringBuilder("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
        for (Key key : Key.all()) {
            if (key.section() == section) {
                table.append("| `%s` | %s | %s | %s |\n"
                        .formatted(key.path(), key.type().title(), standard(key), key.meaning()));
            }
        }
        assertThat(Files.readString(MANUAL)).contains(section == Section.FILE ? "[program.NAME]" : table.toString());
    }

    @Test
    void hasExamplesThatAreValid() throws IOException {
        List<String> examples = new ArrayList<>();
        Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(MANUAL))
                .results()
                .forEach(example -> examples.add(example.group(1)));
        assertThat(examples).hasSizeGreaterThan(5);
        for (String example : examples) {
            String text = example.contains("[program.") ? example : "[program.web]\n" + example;
            String whole = text.contains("command") ? text : text + "\ncommand = 'bin/server'\n";
            assertThat(Samples.valid(whole.replace("env-file = ", "# env-file = ")
                                    .replace("env-from-file = ", "# env-from-file = "))
                            .programs())
                    .as(example)
                    .isNotEmpty();
        }
    }

    private static String standard(Key key) {
        boolean value = "\"[{0123456789".indexOf(key.standard().charAt(0)) >= 0;
        return value ? "`" + key.standard() + "`" : key.standard();
    }
}
