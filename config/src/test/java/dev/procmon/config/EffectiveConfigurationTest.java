// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveConfigurationTest {

    private static final Path FILE = Path.of("/srv/app/procmon.toml");

    @TempDir
    Path directory;

    @Test
    void saysEveryDefault() {
        assertThat(EffectiveConfiguration.render(Samples.valid("program.web.command = 'bin/server --port 80'")))
                .isEqualTo("""
                        # What is in effect, with every default filled in.

                        [program.web]
                        command = ["bin/server", "--port", "80"]
                        cwd = "/srv/app"
                        env-file = []
                        env = {}
                        # user: the supervisor's own
                        # group: that of user, else the supervisor's own
                        restart = "always"
                        success-codes = [0]
                        backoff = { min = "1s", max = "1m", factor = 2, jitter = "10%", threshold = "10s" }
                        stop = { signal = "TERM", grace = "10s" }
                        # log: no file
                        """);
    }

    @Test
    void readsBackToTheSame() {
        Configuration configuration = Samples.valid(Samples.FULL);
        assertThat(Samples.valid(EffectiveConfiguration.render(configuration))).isEqualTo(configuration);
    }

    @Test
    void randomConfigurationsReadBackToTheSame() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Configuration configuration =
                    new Configuration(FILE, List.of(program("a", random), program("b.B-_", random)));
            assertThat(Samples.valid(EffectiveConfiguration.render(configuration)))
                    .as("seed %d", seed)
                    .isEqualTo(configuration);
        }
    }

    @Test
    void variablesOfFilesAreNotShown() throws IOException {
        Files.writeString(directory.resolve(".env"), "PASSWORD=hunter2\n");
        Path file = directory.resolve("procmon.toml");
        Configuration configuration =
                Samples.valid(file, "program.a = { command = 'a', env-file = '.env', env = { SHOWN = 'yes' } }");
        String rendered = EffectiveConfiguration.render(configuration);
        assertThat(rendered).contains("SHOWN = \"yes\"", ".env\"]").doesNotContain("PASSWORD", "hunter2");
        assertThat(Samples.valid(file, rendered)).isEqualTo(configuration);
    }

    private static ConfiguredProgram program(String name, Random random) {
        Map<String, String> variables = Map.of("V" + text(random).replaceAll("[=\0]", ""), text(random));
        Program program = new Program(
                new ProgramName(name),
                Command.of("x" + text(random), text(random)),
                Environment.inheritedWith(variables),
                Optional.of("/" + text(random)),
                Identity.of(account(random), account(random)));
        Optional<LogFile> log = random.nextBoolean() ? Optional.empty() : Optional.of(log(name, random));
        return new ConfiguredProgram(program, policy(random), log, new VariableSources(List.of(), variables));
    }

    private static Policy policy(Random random) {
        Duration min = duration(random);
        RestartPolicy.Mode[] modes = RestartPolicy.Mode.values();
        return new Policy(
                new RestartPolicy(modes[random.nextInt(modes.length)], Set.of(random.nextInt(256)), Set.of()),
                new Backoff(
                        min,
                        min.plus(duration(random)),
                        random.nextBoolean() ? random.nextInt(1, 2_000_000) : 1 + random.nextDouble() * 1e9,
                        random.nextBoolean() ? random.nextInt(101) / 100.0 : random.nextDouble(),
                        duration(random)),
                new StopPlan(new Signal(random.nextInt(1, 65)), duration(random)),
                Policy.Requests.FREE);
    }

    private static Duration duration(Random random) {
        return Duration.ofNanos(random.nextLong(1L << random.nextInt(1, 60)));
    }

    private static LogFile log(String name, Random random) {
        OptionalLong rotate = random.nextBoolean()
                ? OptionalLong.empty()
                : OptionalLong.of(random.nextLong(1_000, 2_000 + (1L << random.nextInt(60))));
        return new LogFile(Path.of("/" + name + text(random)), rotate, random.nextInt(LogFile.KEEP_MAX + 1));
    }

    private static Optional<Account> account(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Account.Id(random.nextLong(0xFFFF_FFFFL)));
            default -> Optional.of(new Account.Named("u" + text(random).replace(":", "")));
        };
    }

    private static String text(Random random) {
        String alphabet = "ab \"'\\\n\r\t#=[]{}$.:,~\u0001\u007f\u0085\u00e4\u20ac";
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.append(random.nextInt(4) == 0 ? "😀" : "").toString();
    }
}
