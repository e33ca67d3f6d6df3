// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Notification;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.program.Quota;
import dev.procmon.core.program.Resource;
import dev.procmon.core.program.ResourceLimit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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

                        [supervisor]
                        # max-starting: no limit
                        # name: none
                        # exit-with: none
                        # forward-signals: USR1 and WINCH as PID 1, else none
                        events = { keep = "16MB" }

                        [supervisor.api]
                        clients = 1100
                        view = []
                        operate = []
                        configure = []
                        # tcp: none
                        # token-file: none
                        # tls: none
                        hosts = []
                        origins = []

                        [program.web]
                        command = ["bin/server", "--port", "80"]
                        cwd = "/srv/app"
                        env = {}
                        env-file = []
                        env-from-file = {}
                        # user: the supervisor's own
                        # group: that of user, else the supervisor's own
                        # groups: those of user, else the supervisor's own
                        restart = "always"
                        success-codes = [0]
                        success-signals = []
                        no-restart-codes = []
                        backoff = { first = "1s", min = "1s", max = "1m", factor = 2, jitter = "10%", threshold = "10s" }
                        # give-up: never
                        stop = { signal = "TERM", grace = "10s", scope = "tree" }
                        hooks = {}
                        # ready: as soon as it is started
                        # live: as long as it runs
                        # notify: none
                        # notify-fd: none
                        # watchdog: none
                        extend-max = "10m"
                        # restart-if: never
                        needs = {}
                        wants = []
                        bound = []
                        restart-with = []
                        # replicas: one, with the plain name
                        # port: none
                        # schedule: none
                        # max-run-time: no limit
                        sockets = {}
                        # umask: the supervisor's own
                        # nice: the supervisor's own
                        # oom-score: the supervisor's own
                        limits = {}
                        no-new-privs = false
                        # cpus: all
                        # memory-max: no limit
                        # cpu-max: no limit
                        # pids-max: no limit
                        log = { mode = "lines", rotate = "10MB", rotate-every = "never", keep = 5, keep-for = "forever", keep-total = "unlimited", compress = "none", on-full = "wait", show = "prefixed", forward = [] }
                        tty = false
                        reload = { by = "restart", files = [] }
                        enabled = true
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
            Configuration configuration = new Configuration(
                    FILE, settings(random), List.of(program("a", random), program("b.B-_", random)), List.of());
            assertThat(Samples.valid(EffectiveConfiguration.render(configuration)))
                    .as("seed %d", seed)
                    .isEqualTo(configuration);
        }
    }

    @Test
    void placeholdersStayPlaceholders() {
        assertThat(EffectiveConfiguration.render(Samples.valid(Samples.FULL)))
                .contains(
                        "command = [\"bin/api\", \"--port\", \"{port}\", \"--name\", \"api-{replica}\"]",
                        "http = \"http://127.0.0.1:{port}/health?x={replica}\"",
                        "admin = \"unix:/srv/app/run/api-{replica}.sock\"",
                        "file = \"/srv/app/logs/api-{replica}.log\"",
                        "command = [\"bin/prepare\", \"{replica}\"]");
    }

    /** A program that is given a secret by a file may name its variable anywhere: what is shown is what the file says. */
    @Test
    void variablesOfFilesAreShownNeitherInHooksNorInProbes() throws IOException {
        Files.writeString(directory.resolve(".env"), "PASSWORD=hunter2{replica}\n");
        Configuration configuration = Samples.valid(directory.resolve("procmon.toml"), """
                [program.a]
                command = "a $PASSWORD"
                env-file = ".env"
                replicas = 1
                hooks.pre-start = ["sh", "-c", "use $PASSWORD"]
                ready.exec = ["sh", "-c", "look $PASSWORD"]
                """.replace("a $PASSWORD", "a"));
        assertThat(EffectiveConfiguration.render(configuration))
                .contains("use $PASSWORD")
                .doesNotContain("hunter2");
        ProgramInstance instance = configuration.programs().getFirst().replica(0);
        assertThat(instance.program().environment().variables()).containsEntry("PASSWORD", "hunter2{replica}");
        assertThat(instance + " " + configuration).doesNotContain("hunter2");
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

    @Test
    void secretsAreNotShown() throws IOException {
        Files.writeString(directory.resolve("password"), "hunter2\n");
        Path file = directory.resolve("procmon.toml");
        Configuration configuration =
                Samples.valid(file, "program.a = { command = 'a', env-from-file = { PASSWORD = 'password' } }");
        String rendered = EffectiveConfiguration.render(configuration);
        assertThat(rendered)
                .contains("env-from-file = { PASSWORD = \"" + directory.resolve("password") + "\" }")
                .doesNotContain("hunter2");
        assertThat(configuration + " " + configuration.programs()).doesNotContain("hunter2");
        assertThat(Samples.valid(file, rendered)).isEqualTo(configuration);
    }

    private static Settings settings(Random random) {
        TcpListener tcp = new TcpListener(random.nextBoolean() ? "127.0.0.1" : "::", random.nextInt(1, 65_536));
        return new Settings(
                OptionalInt.of(random.nextInt(1, 100)),
                Optional.of("shop-" + random.nextInt(10)),
                Optional.of(new ProgramName("a")),
                Optional.of(List.of(new Signal(random.nextBoolean() ? 10 : 28))),
                random.nextLong(64_000, 1L << 40),
                new ApiSettings(
                        random.nextInt(1, 10_001),
                        List.of(new Principal.User(new Account.Named("u" + text(random)))),
                        List.of(new Principal.Group(new Account.Id(random.nextLong(1L << 31)))),
                        List.of(),
                        random.nextBoolean() ? Optional.empty() : Optional.of(tcp),
                        Optional.of(Path.of("/" + text(random))),
                        Optional.of(new TlsFiles(Path.of("/" + text(random)), Path.of("/" + text(random)))),
                        List.of("h" + random.nextInt(10)),
                        List.of("https://h:" + random.nextInt(1, 65_536))),
                List.of(forward("one", random), forward("two.2", random)));
    }

    private static Forward forward(String name, Random random) {
        Path socket = Path.of("/" + text(random) + ".sock");
        Forward.Target target =
                switch (random.nextInt(4)) {
                    case 0 -> new Forward.Target.SyslogSocket(socket, random.nextInt(24));
                    case 1 ->
                        new Forward.Target.SyslogTcp(
                                random.nextBoolean() ? "logs.example" : "::1",
                                random.nextInt(1, 65_536),
                                random.nextInt(24));
                    case 2 -> new Forward.Target.Journal(socket);
                    default ->
                        new Forward.Target.OpenTelemetry(
                                URI.create("https://h:" + random.nextInt(1, 65_536) + "/x?y=" + random.nextInt(9)),
                                Map.of("X-A", "v${" + random.nextInt(9), "X-B", "\"'"),
                                Optional.empty());
                };
        return new Forward(name, target, random.nextLong(Forward.QUEUE_BYTES_MIN, Forward.QUEUE_BYTES_MAX + 1));
    }

    private static ConfiguredProgram program(String name, Random random) {
        Map<String, String> variables = Map.of("V" + text(random).replaceAll("[=\0]", ""), text(random));
        LogPolicy log = log(name, random);
        boolean unread = log.mode() == LogPolicy.Mode.NONE || log.mode() == LogPolicy.Mode.INHERIT;
        boolean tty = !unread && log.errorFile().isEmpty() && random.nextBoolean();
        Program program = new Program(
                new ProgramName(name),
                Command.of("x" + text(random), text(random)),
                Environment.inherited(),
                Optional.of("/" + text(random)),
                new Identity(
                        account(random), account(random), random.nextBoolean() ? Optional.empty() : groups(random)),
                attributes(random),
                List.of(),
                Notification.NONE,
                StdioReader.of(log, tty));
        ProgramTemplate template = new ProgramTemplate(
                program,
                policy(random),
                log,
                Reloading.STANDARD,
                new VariableSources(List.of(), Map.of(), variables),
                Map.of(),
                Notification.NONE,
                List.of(),
                random.nextBoolean() ? Optional.empty() : Optional.of(probe(random)),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty());
        return new ConfiguredProgram(template, Relations.NONE);
    }

    private static ProbeText probe(Random random) {
        return new ProbeText(
                new TargetText.Exec(Command.of("x" + text(random), text(random))),
                duration(random).plus(ProbePolicy.SHORTEST),
                duration(random).plus(ProbePolicy.SHORTEST),
                random.nextInt(1, 1_001),
                random.nextInt(1, 1_001),
                duration(random));
    }

    private static Optional<List<Account>> groups(Random random) {
        Optional<Account> group = account(random);
        return Optional.of(group.isPresent() ? List.of(group.get()) : List.of());
    }

    private static Attributes attributes(Random random) {
        OptionalLong soft = OptionalLong.of(random.nextLong(1L << random.nextInt(1, 60)));
        OptionalLong hard =
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(soft.getAsLong() + random.nextInt(3));
        Resource[] resources = Resource.values();
        return new Attributes(
                OptionalInt.of(random.nextInt(0, 512)),
                OptionalInt.of(random.nextInt(-20, 20)),
                OptionalInt.of(random.nextInt(-1_000, 1_001)),
                Map.of(resources[random.nextInt(resources.length)], new ResourceLimit(soft, hard)),
                random.nextBoolean(),
                Set.of(random.nextInt(4), 4 + random.nextInt(4), 1_000 + random.nextInt(24)),
                new Quota(
                        OptionalLong.of(random.nextLong(1, 1L << random.nextInt(1, 60))),
                        OptionalDouble.of(
                                random.nextBoolean() ? random.nextInt(1, 500) / 100.0 : 0.01 + random.nextDouble()),
                        OptionalLong.of(random.nextInt(1, 1_000_001))));
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

    private static LogPolicy log(String name, Random random) {
        LogPolicy.Mode mode = any(LogPolicy.Mode.values(), random);
        if (!mode.isKept()) {
            return LogPolicy.unkept(mode, random.nextBoolean() ? LogPolicy.Show.PLAIN : LogPolicy.Show.PREFIXED);
        }
        return new LogPolicy(
                mode,
                random.nextBoolean() ? Optional.empty() : Optional.of(Path.of("/" + name + text(random))),
                random.nextBoolean() ? Optional.empty() : Optional.of(Path.of("/err-" + name + text(random))),
                random.nextBoolean()
                        ? OptionalLong.empty()
                        : OptionalLong.of(random.nextLong(1_000, 2_000 + (1L << random.nextInt(60)))),
                random.nextBoolean() ? Optional.empty() : Optional.of(rotateEvery(random)),
                random.nextInt(LogPolicy.KEEP_MAX + 1),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(duration(random).plusNanos(1)),
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(1 + random.nextLong(1L << 50)),
                any(LogPolicy.Compression.values(), random),
                any(LogPolicy.OnFull.values(), random),
                any(LogPolicy.Show.values(), random),
                random.nextBoolean() ? List.of() : List.of("two.2", "one"));
    }

    private static Duration rotateEvery(Random random) {
        return random.nextBoolean()
                ? Duration.ofDays(random.nextInt(1, 1_000))
                : Duration.ofSeconds(
                        86_400 / List.of(1, 2, 3, 24, 96, 1_440, 86_400).get(random.nextInt(7)));
    }

    private static <E> E any(E[] values, Random random) {
        return values[random.nextInt(values.length)];
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
