// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

    private record Row(String line, List<String> words) {}

    static List<Row> table() {
        return List.of(
                row(""),
                row(" \t\n"),
                row("a b  c", "a", "b", "c"),
                row("  a\tb\n", "a", "b"),
                row("'a b' c", "a b", "c"),
                row("\"a b\" c", "a b", "c"),
                row("a'b'\"c\"d", "abcd"),
                row("'' \"\"", "", ""),
                row("a\\ b", "a b"),
                row("\\$HOME \\* \\|", "$HOME", "*", "|"),
                row("'$HOME * | `x'", "$HOME * | `x"),
                row("'a\\'", "a\\"),
                row("\"\\$a \\` \\\" \\\\\"", "$a ` \" \\"),
                row("\"\\a * | ; # ~ '\"", "\\a * | ; # ~ '"),
                row("a#b a~b", "a#b", "a~b"),
                row("x A=b", "x", "A=b"),
                row("'A'=b", "A=b"),
                row("--port=80 -x=1", "--port=80", "-x=1"),
                row("[ -f x ]", "[", "-f", "x", "]"),
                row("a\\\n b \\\r\n c", "a", "b", "c"),
                row("\n a \"b\nc\"\n", "a", "b\nc"),
                row("{port} %p ! a:b @x ,", "{port}", "%p", "!", "a:b", "@x", ","),
                row("ä😀 'ö'", "ä😀", "ö"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void splitsAsTheShellDoes(Row row) {
        assertThat(ShellWords.split(row.line())).isEqualTo(new ShellWords.Split.Words(row.words()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a |b",
                "a ;b",
                "a &b",
                "a <b",
                "a >b",
                "a (b",
                "a )b",
                "a $b",
                "a `b",
                "a *b",
                "a ?b",
                "a ~b",
                "a #b",
                "a \"$b\"",
                "a \"`\"",
                "a [x]",
                "a\\\n\\\n *",
                "a 2>b"
            })
    void refusesWhatOnlyAShellUnderstands(String line) {
        assertThat(ShellWords.split(line)).isInstanceOfSatisfying(ShellWords.Split.Refused.class, refused -> {
            assertThat(refused.forShell()).isTrue();
            assertThat("|;&<>()$`*?~#[").contains(line.substring(refused.index(), refused.index() + 1));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'b", "a \"b", "a \"b\\\"", "a \\", "A=1 b", "_9=", "a\nb"})
    void refusesWhatIsNoCommand(String line) {
        assertThat(ShellWords.split(line))
                .isInstanceOfSatisfying(ShellWords.Split.Refused.class, refused -> assertThat(refused.forShell())
                        .isFalse());
    }

    /** Whatever is accepted, a real shell splits into the same words; but for references, which are not those of the shell. */
    @Test
    @SuppressWarnings("OrphanedFormatString") // It is for the shell's printf.
    void agreesWithARealShell() throws IOException, InterruptedException {
        Random random = new Random(42);
        List<String> lines = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        StringBuilder script = new StringBuilder("f() { for a; do printf '%s\\1' \"$a\"; done; printf '\\n'; }\n");
        while (lines.size() < 2_000) {
            String line = randomLine(random);
            AtomicBoolean refers = new AtomicBoolean();
            ShellWords.References references = (all, at, out) -> {
                refers.set(true);
                return at;
            };
            if (ShellWords.split(line, references) instanceof ShellWords.Split.Words(List<String> words)
                    && !refers.get()) {
                lines.add(line);
                words.forEach(word -> expected.append(word).append('\1'));
                expected.append('\n');
                script.append("f ").append(line).append('\n');
            }
        }
        assertThat(outputOfShell(script.toString()).lines())
                .containsExactlyElementsOf(expected.toString().lines().toList());
    }

    private static String randomLine(Random random) {
        String alphabet = "aab  ''\"\"\\$`*?[]#~|;&<>(){}=!.-/%";
        StringBuilder line = new StringBuilder("x");
        for (int length = random.nextInt(12); length > 0; length--) {
            line.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return line.toString();
    }

    private static String outputOfShell(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread.ofVirtual().start(() -> {
            try (var in = shell.getOutputStream()) {
                in.write(script.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return output;
    }

    private static Row row(String line, String... words) {
        return new Row(line, List.of(words));
    }
}
