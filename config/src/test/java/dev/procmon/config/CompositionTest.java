// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.order.Group;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Includes, defaults, profiles, and programs that are left out. */
class CompositionTest {

    @TempDir
    Path directory;

    @Test
    void includedProgramsComeBehindInTheOrderOfTheNamesOfTheirFiles() throws IOException {
        write("conf.d/20-b.toml", "[program.b]\ncommand = 'b'");
        write("conf.d/10-a.toml", "[program.z]\ncommand = 'z'\n[program.a]\ncommand = 'a'");
        write("conf.d/notes.txt", "[");
        write("conf.d/.10-a.toml.swp", "[");
        write("conf.d/.#x.toml", "[");
        Files.createDirectories(directory.resolve("conf.d/x.toml"));
        write("extra.toml", "[program.extra]\ncommand = 'e'\n[group.g]\nmembers = ['main', 'extra']");
        Configuration configuration = valid("""
                include = ["extra.toml", "conf.d/*.toml", "conf.d/20-b.toml", "*.toml", "none.d/*"]
                [program.main]
                command = "m"
                needs = ["a"]
                """);
        assertThat(configuration.programs().stream()
                        .map(program -> program.name().value()))
                .containsExactly("main", "extra", "z", "a", "b");
        assertThat(configuration.groups()).extracting(Group::name).containsExactly("g");
    }

    @Test
    void pathsAreRelativeToTheFileThatTheyAreWrittenIn() throws IOException {
        write("conf.d/v.env", "A=1");
        write("main.env", "B=2");
        write("conf.d/a.toml", """
                [program.a]
                command = "a"
                log = "a.log"
                env-file = "v.env"
                reload.files = ["a.conf"]
                sockets.s = "unix:a.sock"
                ready.http = "unix:h.sock:/x"
                [program.b]
                command = "b"
                cwd = "sub"
                ready.file = "up"
                """);
        Configuration configuration = valid("""
                include = "conf.d/a.toml"
                [defaults]
                env-file = "main.env"
                [program.main]
                command = "m"
                [profile.p.program.b]
                log = "b.log"
                """, "p");
        Program a = child(configuration, "a").program();
        assertThat(a.directory()).contains(directory + "/conf.d");
        assertThat(a.environment().variables()).isEqualTo(Map.of("A", "1"));
        assertThat(a.sockets().getFirst().endpoint()).hasToString("unix:" + directory + "/conf.d/a.sock");
        assertThat(child(configuration, "a").log().file()).contains(directory.resolve("conf.d/a.log"));
        assertThat(child(configuration, "a")
                        .policy()
                        .health()
                        .ready()
                        .orElseThrow()
                        .toString())
                .contains(directory + "/conf.d/h.sock");
        assertThat(program(configuration, "a").reload().files()).containsExactly(directory.resolve("conf.d/a.conf"));
        assertThat(child(configuration, "b").program().directory()).contains(directory + "/conf.d/sub");
        assertThat(child(configuration, "b").program().environment().variables())
                .isEqualTo(Map.of("B", "2"));
        assertThat(child(configuration, "b")
                        .policy()
                        .health()
                        .ready()
                        .orElseThrow()
                        .toString())
                .contains(directory + "/conf.d/sub/up");
        assertThat(child(configuration, "b").log().file()).contains(directory.resolve("b.log"));
    }

    @Test
    void defaultsHoldForWhatAProgramDoesNotSay() {
        Configuration configuration = valid("""
                [defaults]
                user = "app"
                restart = "on-failure"
                env = { A = "default", B = "default" }
                backoff = { min = "2s", max = "9s" }
                stop = { signal = "INT", command-timeout = "5s" }
                limits = { nofile = 5, core = { soft = 1, hard = 2 } }
                log = { keep = 9 }
                success-codes = [0, 7]
                ready = { exec = "x", period = "1s" }
                hooks.pre-start = "prepare"
                [program.plain]
                command = "a"
                [program.own]
                command = "a"
                user = "own"
                env = { B = "own" }
                backoff.max = "20s"
                stop = { grace = "1s", command = "x" }
                limits.core = 3
                log = "own.log"
                success-codes = [3]
                ready.tcp = "h:1"
                """);
        Policy plain = child(configuration, "plain").policy();
        assertThat(child(configuration, "plain").program().environment().variables())
                .isEqualTo(Map.of("A", "default", "B", "default"));
        assertThat(child(configuration, "plain").program().identity().user()).contains(new Account.Named("app"));
        assertThat(child(configuration, "plain").log().file()).isEmpty();
        assertThat(child(configuration, "plain").log().keep()).isEqualTo(9);
        assertThat(plain.stop().signal()).isEqualTo(Signal.INT);
        assertThat(plain.restart().successCodes()).containsExactlyInAnyOrder(0, 7);
        ProgramInstance own = child(configuration, "own");
        assertThat(own.program().environment().variables()).isEqualTo(Map.of("A", "default", "B", "own"));
        assertThat(own.program().identity().user()).contains(new Account.Named("own"));
        assertThat(own.policy().backoff().min()).isEqualTo(Duration.ofSeconds(2));
        assertThat(own.policy().backoff().max()).isEqualTo(Duration.ofSeconds(20));
        assertThat(own.policy().stop().signal()).isEqualTo(Signal.INT);
        assertThat(own.policy().stop().grace()).isEqualTo(Duration.ofSeconds(1));
        assertThat(own.policy().hooks().hooks().values())
                .anySatisfy(hook -> assertThat(hook.timeout()).isEqualTo(Duration.ofSeconds(5)));
        assertThat(own.program().attributes().limits()).hasSize(2);
        assertThat(own.log().keep()).isEqualTo(9);
        assertThat(own.policy().restart().successCodes()).containsExactly(3);
        assertThat(own.policy().health().ready().orElseThrow().period()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aDefaultThatMakesNoSenseForAProgramIsNoneOfIt() {
        Configuration configuration = valid("""
                [defaults]
                restart = "always"
                time-zone = "UTC"
                overlap = "queue"
                missed = "run-once"
                notify = "sd"
                notify-access = "all"
                watchdog = "5s"
                env = { SECRET = "x" }
                [program.job]
                command = "a"
                schedule = "@daily"
                [program.every]
                command = "a"
                schedule = "@every 5s"
                [program.descriptor]
                command = "a"
                notify-fd = 3
                [program.plain]
                command = "a"
                """);
        assertThat(child(configuration, "job").policy().restart().mode()).isEqualTo(RestartPolicy.Mode.NEVER);
        assertThat(child(configuration, "job").policy().job().orElseThrow().toString())
                .contains("UTC", "QUEUE");
        assertThat(child(configuration, "plain").policy().job()).isEmpty();
        assertThat(child(configuration, "plain").program().notification().toString())
                .contains("ALL", "PT5S");
        assertThat(child(configuration, "descriptor").program().notification().toString())
                .contains("3");
    }

    @Test
    void aVariableThatAProgramHasFromAFileIsNoLongerTheDefaultOne() throws IOException {
        write("secret", "s");
        Configuration configuration = valid("""
                [defaults]
                env = { PASSWORD = "none", OTHER = "x" }
                [program.a]
                command = "a"
                env-from-file.PASSWORD = "secret"
                [program.b]
                command = "a"
                [profile.p.program.a]
                env.PASSWORD = "written"
                """);
        assertThat(child(configuration, "a").program().environment().variables())
                .isEqualTo(Map.of("PASSWORD", "s", "OTHER", "x"));
        assertThat(child(configuration, "b").program().environment().variables())
                .isEqualTo(Map.of("PASSWORD", "none", "OTHER", "x"));
        Configuration other = valid("""
                [program.a]
                command = "a"
                env-from-file.PASSWORD = "secret"
                [profile.p.program.a]
                env.PASSWORD = "written"
                """, "p");
        assertThat(child(other, "a").program().environment().variables()).isEqualTo(Map.of("PASSWORD", "written"));
    }

    @Test
    void profilesWinAndTheLastOneWinsOverAll() {
        String text = """
                [defaults]
                nice = 1
                umask = "001"
                [program.web]
                command = "a"
                oom-score = 1
                log = "a.log"
                [program.extra]
                command = "x"
                enabled = false
                [profile.one.defaults]
                nice = 2
                oom-score = 2
                [profile.one.program.web]
                umask = "002"
                log.keep = 1
                [profile.one.program.extra]
                enabled = true
                [profile.two.program.web]
                umask = "003"
                env.A = "two"
                """;
        assertThat(attributes(valid(text))).isEqualTo("nice 1, umask 1, oom 1, keep 5");
        assertThat(attributes(valid(text, "one"))).isEqualTo("nice 2, umask 2, oom 1, keep 1");
        assertThat(attributes(valid(text, "one", "two"))).isEqualTo("nice 2, umask 3, oom 1, keep 1");
        assertThat(attributes(valid(text, "two", "one"))).isEqualTo("nice 2, umask 2, oom 1, keep 1");
        assertThat(valid(text).programs()).hasSize(1);
        assertThat(valid(text, "one").programs()).hasSize(2);
    }

    @Test
    void anUnknownProfileIsToldWithThoseThatThereAre() {
        String text = "[program.a]\ncommand = 'a'\n";
        String two = text + "[profile.dev]\n[profile.staging]\n";
        assertThat(problem(text, "dev"))
                .isEqualTo("there is no profile \"dev\"; the file has none, which would be a table [profile.NAME]");
        assertThat(problem(two, "prod")).isEqualTo("there is no profile \"prod\"; known profiles: dev, staging");
        assertThat(problem(two, "stagin")).isEqualTo("there is no profile \"stagin\"; did you mean \"staging\"?");
    }

    @Test
    void aProgramThatIsLeftOutIsInNoGroupAndNobodyComesAfterIt() {
        Configuration configuration = valid("""
                [program.a]
                command = "a"
                wants = ["gone"]
                [program.gone]
                command = "x"
                enabled = false
                port = 80
                [program.b]
                command = "b"
                port = 80
                [group.some]
                members = ["a", "gone"]
                [group.none]
                members = ["gone"]
                [group.around]
                members = ["none"]
                [group.outer]
                members = ["around", "b"]
                """);
        assertThat(configuration.groups().stream().map(group -> group.name() + group.members()))
                .containsExactly("some[a]", "outer[b]");
        assertThat(configuration.programs()).hasSize(2);
    }

    @Test
    void whatIsComposedReadsBackFromItsRendering() throws IOException {
        write("conf.d/a.toml", "[program.a]\ncommand = ['sh', '-c', 'echo $${X} $$ $$${Y} ${X}']\nlog = 'a.log'");
        String text = """
                include = "conf.d/*.toml"
                [defaults]
                env = { A = "$${A}", B = "${X}${X}" }
                [program.main]
                command = "m '${Z}'"
                """;
        Path file = directory.resolve("procmon.toml");
        ConfigResult result = ConfigReader.read(file, text, new ReadOptions(List.of(), Map.of("X", "a ${B} $${C} $$")));
        Configuration configuration = ((ConfigResult.Valid) result).configuration();
        assertThat(child(configuration, "a").program().command().arguments())
                .containsExactly("sh", "-c", "echo ${X} $$ $${Y} a ${B} $${C} $$");
        assertThat(child(configuration, "main").program().command().arguments()).containsExactly("m", "${Z}");
        assertThat(Samples.valid(file, EffectiveConfiguration.render(configuration)))
                .isEqualTo(configuration);
    }

    @Test
    void whatIsIncludedIsBounded() throws IOException {
        for (int i = 0; i < 1_001; i++) {
            write("many/" + i + ".toml", "");
        }
        assertThat(problemOf("include = 'many/*'\n[program.a]\ncommand = 'a'"))
                .isEqualTo("include: more than 1000 files");
        String large = "#" + " ".repeat(4_194_000);
        for (int i = 0; i < 17; i++) {
            write("large/" + i + ".toml", large);
        }
        assertThat(problemOf("include = 'large/*'\n[program.a]\ncommand = 'a'"))
                .isEqualTo("include: more than 64MiB in all");
    }

    private String problemOf(String text) {
        ConfigResult result = ConfigReader.read(directory.resolve("procmon.toml"), text);
        List<Problem> problems = ((ConfigResult.Invalid) result).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst().message();
    }

    @Test
    void theEnvironmentIsNotShown() {
        assertThat(new ReadOptions(List.of("dev"), Map.of("TOKEN", "hunter2"))).hasToString("ReadOptions[dev]");
    }

    @Test
    void theSampleIsValidInBothProfiles() {
        assertThat(Samples.valid(Samples.COMPOSED).programs())
                .hasSameSizeAs(Samples.valid(Samples.FULL).programs());
        Path file = Path.of("/srv/app/procmon.toml");
        ConfigResult result = ConfigReader.read(file, Samples.COMPOSED, new ReadOptions(List.of("dev"), Map.of()));
        assertThat(((ConfigResult.Valid) result).configuration().programs())
                .hasSize(Samples.valid(Samples.FULL).programs().size() + 1);
    }

    private static String attributes(Configuration configuration) {
        ProgramInstance web = child(configuration, "web");
        OptionalInt nice = web.program().attributes().nice();
        return "nice " + nice.getAsInt() + ", umask "
                + web.program().attributes().umask().getAsInt() + ", oom "
                + web.program().attributes().outOfMemoryScore().getAsInt() + ", keep "
                + web.log().keep();
    }

    private String problem(String text, String profile) {
        ConfigResult result =
                ConfigReader.read(directory.resolve("procmon.toml"), text, new ReadOptions(List.of(profile), Map.of()));
        List<Problem> problems = ((ConfigResult.Invalid) result).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst().message();
    }

    private Configuration valid(String text, String... profiles) {
        Path file = directory.resolve("procmon.toml");
        return switch (ConfigReader.read(file, text, new ReadOptions(List.of(profiles), Map.of()))) {
            case ConfigResult.Valid valid -> valid.configuration();
            case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private static ConfiguredProgram program(Configuration configuration, String name) {
        return configuration.programs().stream()
                .filter(program -> program.name().value().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static ProgramInstance child(Configuration configuration, String name) {
        return program(configuration, name).replica(0);
    }
}
