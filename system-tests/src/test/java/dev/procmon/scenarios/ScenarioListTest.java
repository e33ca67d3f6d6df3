// SPDX-License-Identifier: Apache-2.0
package dev.procmon.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of scenarios in the documents names tests, all of which are there. */
class ScenarioListTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([TPRHLC]?\\d+) \\|");

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Map<String, String> sources = sources();
        Matcher named = NAMED.matcher(list());
        int count = 0;
        while (named.find()) {
            count++;
            assertThat(sources.getOrDefault(named.group(1), ""))
                    .as(named.group())
                    .contains("void " + named.group(2) + "(");
        }
        assertThat(count).isGreaterThan(100);
    }

    @Test
    void everyScenarioIsListed() throws IOException {
        List<String> rows =
                ROW.matcher(list()).results().map(row -> row.group(1)).toList();
        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(
                                numbered("T", 12),
                                numbered("P", 14),
                                numbered("R", 18),
                                numbered("H", 7),
                                numbered("L", 15),
                                numbered("", 56),
                                numbered("C", 8))
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<String> numbered(String letter, int count) {
        return Stream.iterate(1, n -> n + 1).limit(count).map(n -> letter + n).toList();
    }

    private static String list() throws IOException {
        return Files.readString(ROOT.resolve("docs/scenarios.md"));
    }

    /** All test sources, by the simple name of their class; those of one name in several modules together. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of(
                "core", "testkit", "contract", "posix", "config", "logs", "daemon", "cli", "app", "system-tests")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    sources.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }
}
