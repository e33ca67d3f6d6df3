// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, it is valid or it has problems, and that is known soon. */
class ConfigFuzzTest {

    private static final Path FILE = Path.of("/srv/app/procmon.toml");

    private static final List<String> PARTS =
            List.of("${X}", "$${", "${X:-", "${", "[defaults]", "\nenabled = false\n", "[profile.dev.program.db]\n");

    @Test
    void aMutatedFileIsValidOrHasProblems() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            String text = Mutations.of(random.nextBoolean() ? Samples.FULL : composed(random), random);
            ReadOptions options =
                    random.nextBoolean() ? ReadOptions.NONE : new ReadOptions(List.of("dev"), Map.of("X", "$${ ' x"));
            try {
                checkConsistent(ConfigReader.read(FILE, text, options));
            } catch (RuntimeException | Error failure) {
                throw new AssertionError("seed " + seed + ":\n" + text, failure);
            }
        }
    }

    @Test
    void aMutatedEnvFileIsReadOrHasProblems() {
        String text = "# x\nexport A=1\nB = 'x y' # z\nC=\"a\\nb\"\nD=\n";
        for (long seed = 0; seed < 20_000; seed++) {
            EnvFile.parse(FILE, Mutations.of(text, new Random(seed)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[[",
                "{",
                "a={",
                "a=[",
                "'",
                "\"",
                "\"\"\"",
                "a.",
                "[a]\n",
                "x\n",
                "a=1\n",
                "=",
                "\\",
                "#\0\n",
                "a='",
                "a='''",
                "0",
                "a=1979-05-27 ",
                "[a.b]\n",
                "[[a]]\n",
                "a=[[\n",
                "a={a={\n",
                "\ud83d"
            })
    @Timeout(20)
    void manyOfTheSameAreBounded(String part) {
        checkConsistent(ConfigReader.read(FILE, part.repeat(FileText.SIZE_MAX / 4 / part.length())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "\"", "'", "\\", " a", "'a' ", "\\\n", "=", "a[ "})
    @Timeout(20)
    void longCommandsAreBounded(String part) {
        checkConsistent(ConfigReader.read(
                FILE, "program.a.command = '''" + part.repeat(FileText.SIZE_MAX / 4 / part.length()) + "\n'''"));
    }

    /** A generous bound, which a quadratic reader misses by far. */
    @Test
    void timeGrowsWithTheNumberOfProgramsOnly() {
        IntFunction<String> valid = i -> "[program.web-" + i + "]\ncommand = 'bin/server --port " + i
                + "'\nlog = { file = 'logs/" + i + ".log', keep = 2 }\nenv = { A = 'a' }\n";
        IntFunction<String> faulty = i -> "[program.'web " + i + "']\nlog = 'x'\nfrob = 1\n";
        assertThat(read(10_000, valid)).isLessThan(Duration.ofSeconds(20));
        assertThat(read(10_000, faulty)).isLessThan(Duration.ofSeconds(20));
    }

    /** Return the composed sample with one more part of what composes. */
    private static String composed(Random random) {
        StringBuilder text = new StringBuilder(Samples.COMPOSED);
        String part = PARTS.get(random.nextInt(PARTS.size()));
        return text.insert(random.nextInt(text.length() + 1), part).toString();
    }

    private static Duration read(int programs, IntFunction<String> text) {
        String all = IntStream.range(0, programs).mapToObj(text).collect(Collectors.joining());
        long start = System.nanoTime();
        checkConsistent(ConfigReader.read(FILE, all));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void checkConsistent(ConfigResult result) {
        switch (result) {
            case ConfigResult.Valid valid -> {
                Configuration configuration = valid.configuration();
                assertThat(configuration.programs()).isNotEmpty();
                String rendered = EffectiveConfiguration.render(configuration);
                assertThat(Samples.valid(configuration.file(), rendered)).isEqualTo(configuration);
            }
            case ConfigResult.Invalid invalid ->
                assertThat(invalid.problems()).isNotEmpty().allSatisfy(problem -> {
                    assertThat(problem.message())
                            .isNotBlank()
                            .doesNotContain("\n")
                            .hasSizeLessThan(400);
                });
        }
    }
}
