// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static dev.procmon.config.ProgramChange.Kind.ADDED;
import static dev.procmon.config.ProgramChange.Kind.PROGRAM;
import static dev.procmon.config.ProgramChange.Kind.REMOVED;
import static dev.procmon.config.ProgramChange.Kind.TREATMENT;
import static dev.procmon.config.ProgramChange.Kind.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.program.ProgramName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationDiffTest {

    @TempDir
    Path directory;

    /**
     * A change of one key.
     *
     * @param base what else the program says, before and after
     */
    private record Sample(Key key, ProgramChange.Kind kind, String base, String before, String after) {}

    @BeforeEach
    void files() throws IOException {
        Files.writeString(directory.resolve("1.env"), "A=1\n");
        Files.writeString(directory.resolve("2.env"), "A=2\n");
    }

    /** Whoever adds a key to programs has to say here what a change of it means, and is told when nobody sees the change. */
    @Test
    void everyKeyOfAProgramIsSeen() {
        Set<Key> seen = EnumSet.noneOf(Key.class);
        for (Sample sample : samples()) {
            ConfigurationDiff diff =
                    ConfigurationDiff.of(program(sample, sample.before()), program(sample, sample.after()));
            ProgramChange change = diff.programs().getFirst();
            assertThat(change.kind()).as("%s", sample).isEqualTo(sample.kind());
            String path = sample.key().path().replaceFirst("\\.NAME\\..*", "");
            assertThat(change.keys())
                    .as("%s", sample)
                    .anySatisfy(key -> assertThat(key.key()).startsWith(path))
                    .allSatisfy(key -> assertThat(key.old()).isNotEqualTo(key.now()));
            assertThat(ConfigurationDiff.of(program(sample, sample.after()), program(sample, sample.after()))
                            .isEmpty())
                    .isTrue();
            seen.add(sample.key());
        }
        Set<Key> missing = EnumSet.noneOf(Key.class);
        Key.all().stream().filter(key -> key.section().isOfProgram()).forEach(missing::add);
        missing.removeAll(seen);
        // Children come and go with these: see below.
        assertThat(missing).containsExactly(Key.REPLICAS, Key.ENABLED);
    }

    @Test
    void aChangeIsToldByItsPathAndValues() {
        Configuration running = valid("""
                [program.a]
                command = "a"
                env = { PORT = "1", GONE = "x" }
                stop.grace = "10s"
                limits.nofile = 5
                """);
        Configuration wanted = valid("""
                [program.a]
                command = "a"
                env = { PORT = "2", "new one" = "y" }
                stop.grace = "30s"
                limits.nofile = { soft = 5, hard = 6 }
                ready.tcp = "h:1"
                nice = 5
                """);
        assertThat(ConfigurationDiff.of(running, wanted).programs().getFirst().keys().stream()
                        .map(KeyChange::toString))
                .containsExactly(
                        "env.PORT: \"1\" -> \"2\"",
                        "env.GONE: \"x\" -> not set",
                        "env.\"new one\": not set -> \"y\"",
                        "stop.grace: \"10s\" -> \"30s\"",
                        "ready: as soon as it is started -> { tcp = \"h:1\", period = \"10s\", timeout = \"3s\","
                                + " failures = 3, successes = 1, start-period = \"0s\", within = \"1m\" }",
                        "nice: the supervisor's own -> 5",
                        "limits.nofile: 5 -> { soft = 5, hard = 6 }");
    }

    @Test
    void childrenComeInTheOrderOfTheNewFileThenThoseThatAreGone() {
        Configuration running = valid("""
                [program.old]
                command = "a"
                [program.web]
                command = "a {replica}"
                replicas = 2
                [program.same]
                command = "a"
                """);
        Configuration wanted = valid("""
                [program.same]
                command = "a"
                [program.web]
                command = "a {replica}"
                replicas = 3
                [program.new]
                command = "a"
                """);
        assertThat(ConfigurationDiff.of(running, wanted).programs())
                .containsExactly(
                        ProgramChange.of(new ProgramName("same"), UNCHANGED),
                        ProgramChange.of(new ProgramName("web:0"), UNCHANGED),
                        ProgramChange.of(new ProgramName("web:1"), UNCHANGED),
                        ProgramChange.of(new ProgramName("web:2"), ADDED),
                        ProgramChange.of(new ProgramName("new"), ADDED),
                        ProgramChange.of(new ProgramName("old"), REMOVED));
        assertThat(ConfigurationDiff.of(wanted, running).programs())
                .contains(ProgramChange.of(new ProgramName("web:2"), REMOVED));
    }

    @Test
    void aProgramThatIsLeftOutIsRemoved() {
        String text = "[program.a]\ncommand = 'a'\n[program.b]\ncommand = 'b'\nenabled = ";
        assertThat(ConfigurationDiff.of(valid(text + true), valid(text + false)).programs())
                .containsExactly(
                        ProgramChange.of(new ProgramName("a"), UNCHANGED),
                        ProgramChange.of(new ProgramName("b"), REMOVED));
    }

    @Test
    void aPortConcernsWhoUsesIt() {
        String text = "[program.web]\ncommand = 'a {port}'\nreplicas = 2\nport = ";
        ConfigurationDiff used = ConfigurationDiff.of(valid(text + 80), valid(text + 81));
        assertThat(used.programs()).extracting(ProgramChange::kind).containsExactly(PROGRAM, PROGRAM);
        assertThat(used.programs().getFirst().keys()).containsExactly(new KeyChange("port", "80", "81"));
        String unused = text.replace(" {port}", "");
        assertThat(ConfigurationDiff.of(valid(unused + 80), valid(unused + 81)).programs())
                .extracting(ProgramChange::kind)
                .containsExactly(TREATMENT, TREATMENT);
    }

    @Test
    void ofFilesOfVariablesOnlyNamesAreTold() throws IOException {
        String text = "[program.a]\ncommand = 'a'\nenv-file = '1.env'\nenv-from-file = { SECRET = 's', KEPT = 'k' }\n";
        Files.writeString(directory.resolve("1.env"), "PORT=hidden1\nGONE=hidden2\nSAME=hidden3\n");
        Files.writeString(directory.resolve("s"), "hunter2");
        Files.writeString(directory.resolve("k"), "hunter4");
        Configuration running = valid(text);
        Files.writeString(directory.resolve("1.env"), "PORT=hidden4\nSAME=hidden3\nDEBUG=hidden5\n");
        Files.writeString(directory.resolve("s"), "hunter3");
        ProgramChange change =
                ConfigurationDiff.of(running, valid(text)).programs().getFirst();
        assertThat(change.kind()).isEqualTo(PROGRAM);
        assertThat(change.keys())
                .containsExactly(
                        new KeyChange("env-from-file.SECRET", "", "(changed)"),
                        new KeyChange("env-file", "", "PORT changed, DEBUG added, GONE removed"));
        assertThat(change.toString()).doesNotContain("hidden", "hunter");
    }

    @Test
    void theOrderOfSocketsCounts() {
        ProgramChange change = ConfigurationDiff.of(
                        valid("program.a = { command = 'a', sockets = { a = ':1', b = ':2' } }"),
                        valid("program.a = { command = 'a', sockets = { b = ':2', a = ':1' } }"))
                .programs()
                .getFirst();
        assertThat(change.kind()).isEqualTo(PROGRAM);
        assertThat(change.keys())
                .containsExactly(new KeyChange("sockets", "{ a = \":1\", b = \":2\" }", "{ b = \":2\", a = \":1\" }"));
    }

    @Test
    void settingsAndGroupsAreToldApart() {
        String programs = "[program.a]\ncommand = 'a'\n[program.b]\ncommand = 'b'\n";
        Configuration running = valid(programs + """
                [group.same]
                members = ["b"]
                [group.changed]
                members = ["a"]
                """);
        Configuration wanted = valid(programs + """
                [group.same]
                members = ["b"]
                [group.changed]
                members = ["a", "new"]
                strategy = "one-for-all"
                [group.new]
                members = ["same"]
                [supervisor]
                exit-with = "a"
                events.keep = "1MB"
                api = { clients = 5 }
                """);
        ConfigurationDiff diff = ConfigurationDiff.of(running, wanted);
        assertThat(diff.programs()).extracting(ProgramChange::kind).containsOnly(UNCHANGED);
        assertThat(diff.isEmpty()).isFalse();
        assertThat(diff.settings())
                .containsExactly(
                        new KeyChange("supervisor.exit-with", "none", "\"a\""),
                        new KeyChange("supervisor.events.keep", "\"16MB\"", "\"1MB\""),
                        new KeyChange("supervisor.api.clients", "1100", "5"));
        assertThat(diff.groups())
                .containsExactly(
                        new GroupChange(
                                "changed",
                                TREATMENT,
                                List.of(
                                        new KeyChange("members", "[\"a\"]", "[\"a\", \"new\"]"),
                                        new KeyChange("strategy", "\"one-for-one\"", "\"one-for-all\""))),
                        new GroupChange("new", ADDED, List.of()));
        assertThat(ConfigurationDiff.of(wanted, running).groups()).contains(new GroupChange("new", REMOVED, List.of()));
    }

    private Configuration program(Sample sample, String lines) {
        String command = sample.key() == Key.COMMAND ? "" : "command = 'a'\n";
        return valid("[program.web]\n" + command + sample.base() + "\n" + lines
                + "\n[program.db]\ncommand = 'db'\n[forward.j]\njournald = true\n");
    }

    private Configuration valid(String text) {
        return Samples.valid(directory.resolve("procmon.toml"), text);
    }

    private static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        String[] lines = SAMPLES.split("\n", -1);
        for (String line : lines) {
            if (!line.isBlank()) {
                String[] parts = line.split(" *\\| *", -1);
                samples.add(new Sample(
                        Key.valueOf(parts[0].strip()),
                        ProgramChange.Kind.valueOf(parts[1]),
                        parts[2],
                        parts[3],
                        parts[4]));
            }
        }
        return samples;
    }

    private static final String SAMPLES = """
            COMMAND | PROGRAM | | command = 'a' | command = 'a b'
            CWD | PROGRAM | | | cwd = 'x'
            ENV | PROGRAM | | | env.A = '1'
            ENV_FILE | PROGRAM | | env-file = '1.env' | env-file = '2.env'
            ENV_FROM_FILE | PROGRAM | | env-from-file.A = '1.env' | env-from-file.A = '2.env'
            USER | PROGRAM | | user = 1 | user = 'a'
            GROUP | PROGRAM | | | group = 1
            GROUPS | PROGRAM | | | groups = []
            RESTART | TREATMENT | | | restart = 'never'
            SUCCESS_CODES | TREATMENT | | | success-codes = [0, 1]
            SUCCESS_SIGNALS | TREATMENT | | | success-signals = ['TERM']
            NO_RESTART_CODES | TREATMENT | | | no-restart-codes = [1]
            BACKOFF | TREATMENT | | | backoff.min = 2
            BACKOFF_FIRST | TREATMENT | | | backoff.first = 0
            BACKOFF_MIN | TREATMENT | backoff.first = 1 | | backoff.min = 2
            BACKOFF_MAX | TREATMENT | | | backoff.max = 2
            BACKOFF_FACTOR | TREATMENT | | backoff.factor = 1.5 | backoff.factor = 1.25
            BACKOFF_JITTER | TREATMENT | | | backoff.jitter = 0
            BACKOFF_THRESHOLD | TREATMENT | | | backoff.threshold = 0
            GIVE_UP | TREATMENT | | | give-up = { restarts = 1, within = 1 }
            GIVE_UP_RESTARTS | TREATMENT | give-up.within = 1 | give-up.restarts = 1 | give-up.restarts = 2
            GIVE_UP_WITHIN | TREATMENT | give-up.restarts = 1 | give-up.within = 1 | give-up.within = 2
            GIVE_UP_THEN | TREATMENT | | give-up = { restarts = 1, within = 1 } | give-up = { restarts = 1, within = 1, then = 'exit' }
            GIVE_UP_CODE | TREATMENT | | give-up = { restarts = 1, within = 1, then = 'exit' } | give-up = { restarts = 1, within = 1, then = 'exit', code = 3 }
            STOP | TREATMENT | | | stop.grace = 1
            STOP_SIGNAL | TREATMENT | | | stop.signal = 'INT'
            STOP_GRACE | TREATMENT | | | stop.grace = 1
            STOP_SCOPE | TREATMENT | | | stop.scope = 'leader'
            STOP_COMMAND | TREATMENT | stop.command-timeout = 5 | stop.command = 'a' | stop.command = 'b'
            STOP_COMMAND_TIMEOUT | TREATMENT | stop.command = 'a' | | stop.command-timeout = 1
            HOOKS | TREATMENT | | | hooks.pre-start = 'x'
            PRE_START | TREATMENT | | | hooks.pre-start = 'x'
            POST_START | TREATMENT | | | hooks.post-start = 'x'
            PRE_STOP | TREATMENT | | | hooks.pre-stop = 'x'
            POST_STOP | TREATMENT | | | hooks.post-stop = 'x'
            HOOK_COMMAND | TREATMENT | | hooks.pre-stop = 'x' | hooks.pre-stop = 'y'
            HOOK_TIMEOUT | TREATMENT | | hooks.pre-stop = 'x' | hooks.pre-stop = { command = 'x', timeout = 1 }
            READY | TREATMENT | | | ready.exec = 'x'
            READY_HTTP | TREATMENT | | ready.http = 'http://a/' | ready.http = 'http://b/'
            READY_STATUS | TREATMENT | ready.http = 'http://a/' | | ready.status = 200
            READY_HEADERS | TREATMENT | ready.http = 'http://a/' | | ready.headers.A = 'a'
            READY_BODY | TREATMENT | ready.http = 'http://a/' | | ready.body = 'a'
            READY_TCP | TREATMENT | | ready.tcp = 'a:1' | ready.tcp = 'a:2'
            READY_EXEC | TREATMENT | | ready.exec = 'a' | ready.exec = 'b'
            READY_LOG | TREATMENT | | ready.log = 'a' | ready.log = 'b'
            READY_FILE | TREATMENT | | ready.file = 'a' | ready.file = 'b'
            READY_PERIOD | TREATMENT | ready.exec = 'a' | | ready.period = 1
            READY_TIMEOUT | TREATMENT | ready.exec = 'a' | | ready.timeout = 1
            READY_FAILURES | TREATMENT | ready.exec = 'a' | | ready.failures = 1
            READY_SUCCESSES | TREATMENT | ready.exec = 'a' | | ready.successes = 2
            READY_START_PERIOD | TREATMENT | ready.exec = 'a' | | ready.start-period = 1
            READY_WITHIN | TREATMENT | ready.exec = 'a' | | ready.within = 1
            LIVE | TREATMENT | | | live.exec = 'x'
            LIVE_HTTP | TREATMENT | | live.http = 'http://a/' | live.http = 'http://b/'
            LIVE_STATUS | TREATMENT | live.http = 'http://a/' | | live.status = 200
            LIVE_HEADERS | TREATMENT | live.http = 'http://a/' | | live.headers.A = 'a'
            LIVE_BODY | TREATMENT | live.http = 'http://a/' | | live.body = 'a'
            LIVE_TCP | TREATMENT | | live.tcp = 'a:1' | live.tcp = 'a:2'
            LIVE_EXEC | TREATMENT | | live.exec = 'a' | live.exec = 'b'
            LIVE_FILE | TREATMENT | | live.file = 'a' | live.file = 'b'
            LIVE_PERIOD | TREATMENT | live.exec = 'a' | | live.period = 1
            LIVE_TIMEOUT | TREATMENT | live.exec = 'a' | | live.timeout = 1
            LIVE_FAILURES | TREATMENT | live.exec = 'a' | | live.failures = 1
            LIVE_SUCCESSES | TREATMENT | live.exec = 'a' | | live.successes = 2
            LIVE_START_PERIOD | TREATMENT | live.exec = 'a' | | live.start-period = 1
            NOTIFY | PROGRAM | | | notify = 'sd'
            NOTIFY_ACCESS | PROGRAM | notify = 'sd' | | notify-access = 'all'
            NOTIFY_FD | PROGRAM | ready.within = 5 | notify-fd = 3 | notify-fd = 4
            WATCHDOG | PROGRAM | notify = 'sd' | | watchdog = 5
            EXTEND_MAX | TREATMENT | notify = 'sd' | | extend-max = 5
            RESTART_IF | TREATMENT | | | restart-if.rss = 1
            RESTART_IF_RSS | TREATMENT | | restart-if.rss = 1 | restart-if.rss = 2
            RESTART_IF_FOR | TREATMENT | restart-if.rss = 1 | | restart-if.for = 1
            NEEDS | TREATMENT | | | needs = ['db']
            WANTS | TREATMENT | | | wants = ['db']
            BOUND | TREATMENT | needs = ['db'] | | bound = ['db']
            RESTART_WITH | TREATMENT | needs = ['db'] | | restart-with = ['db']
            PORT | TREATMENT | | | port = 80
            SCHEDULE | TREATMENT | restart = 'never' | schedule = '@every 1s' | schedule = '@every 2s'
            TIME_ZONE | TREATMENT | schedule = '@daily' | time-zone = 'UTC' | time-zone = 'Europe/Berlin'
            OVERLAP | TREATMENT | schedule = '@every 1s' | | overlap = 'queue'
            MISSED | TREATMENT | schedule = '@every 1s' | | missed = 'run-once'
            MAX_RUN_TIME | TREATMENT | | | max-run-time = 5
            SOCKETS | PROGRAM | | | sockets.a = ':80'
            UMASK | PROGRAM | | | umask = '022'
            NICE | PROGRAM | | | nice = 1
            OOM_SCORE | PROGRAM | | | oom-score = 1
            LIMITS | PROGRAM | | | limits.core = 1
            LIMIT_NOFILE | PROGRAM | | | limits.nofile = 1
            LIMIT_NPROC | PROGRAM | | | limits.nproc = 1
            LIMIT_CORE | PROGRAM | | | limits.core = 1
            LIMIT_AS | PROGRAM | | | limits.as = 1
            LIMIT_CPU | PROGRAM | | | limits.cpu = 1
            LIMIT_DATA | PROGRAM | | | limits.data = 1
            LIMIT_FSIZE | PROGRAM | | | limits.fsize = 1
            LIMIT_MEMLOCK | PROGRAM | | | limits.memlock = 1
            LIMIT_STACK | PROGRAM | | | limits.stack = 1
            LIMIT_SOFT | PROGRAM | | limits.core = { soft = 1, hard = 9 } | limits.core = { soft = 2, hard = 9 }
            LIMIT_HARD | PROGRAM | | limits.core = { soft = 1, hard = 9 } | limits.core = { soft = 1, hard = 8 }
            NO_NEW_PRIVS | PROGRAM | | | no-new-privs = true
            CPUS | PROGRAM | | | cpus = '0'
            MEMORY_MAX | PROGRAM | | | memory-max = 1000000
            CPU_MAX | PROGRAM | | | cpu-max = 1
            PIDS_MAX | PROGRAM | | | pids-max = 5
            LOG | TREATMENT | | | log = 'a'
            LOG_FILE | TREATMENT | | log = 'a' | log = 'b'
            LOG_ROTATE | TREATMENT | log.file = 'a' | | log.rotate = 'never'
            LOG_KEEP | TREATMENT | log.file = 'a' | | log.keep = 1
            LOG_MODE | TREATMENT | | log.mode = 'lines' | log.mode = 'json'
            LOG_MODE | TREATMENT | | log.mode = 'lines' | log.mode = 'pass-through'
            LOG_MODE | PROGRAM | | log.mode = 'lines' | log.mode = 'raw'
            LOG_MODE | PROGRAM | | log.mode = 'pass-through' | log.mode = 'none'
            LOG_MODE | PROGRAM | | log.mode = 'none' | log.mode = 'inherit'
            LOG_ERROR_FILE | TREATMENT | | | log.error-file = 'a'
            LOG_ERROR_FILE | PROGRAM | log.mode = 'raw' | | log.error-file = 'a'
            LOG_ROTATE_EVERY | TREATMENT | | | log.rotate-every = '1h'
            LOG_KEEP_FOR | TREATMENT | | | log.keep-for = '1h'
            LOG_KEEP_TOTAL | TREATMENT | | | log.keep-total = '1GB'
            LOG_COMPRESS | TREATMENT | | | log.compress = 'zstd'
            LOG_ON_FULL | TREATMENT | | | log.on-full = 'drop-oldest'
            LOG_SHOW | TREATMENT | | | log.show = 'no'
            LOG_FORWARD | TREATMENT | | | log.forward = ['j']
            TTY | PROGRAM | | | tty = true
            RELOAD | TREATMENT | | | reload.by = 'replace'
            RELOAD_BY | TREATMENT | | | reload.by = 'replace'
            RELOAD_FILES | TREATMENT | | | reload.files = ['a']
            RELOAD_SIGNAL | TREATMENT | reload.files = ['a'] | | reload.signal = 'HUP'
            """;
}
