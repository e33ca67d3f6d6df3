// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.config.LogPolicy.Compression;
import dev.procmon.config.LogPolicy.Mode;
import dev.procmon.config.LogPolicy.OnFull;
import dev.procmon.config.LogPolicy.Show;
import dev.procmon.core.program.Stdio;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the keys of {@code log} come to. What is refused is in the files of problems. */
class LogReaderTest {

    private static final Path FILE = Path.of("/srv/app/procmon.toml");

    @Test
    void everyKeyIsRead() {
        assertThat(log("""
                log = { mode = "json", file = "a.log", error-file = "/var/a.err", rotate = "1GiB", rotate-every = "15m", keep = 0,
                  keep-for = "30d", keep-total = "10GB", compress = "zstd", on-full = "drop-oldest", show = "no", forward = ["r"] }
                [forward.r]
                journald = true
                """))
                .isEqualTo(new LogPolicy(
                        Mode.JSON,
                        Optional.of(Path.of("/srv/app/a.log")),
                        Optional.of(Path.of("/var/a.err")),
                        OptionalLong.of(1L << 30),
                        Optional.of(Duration.ofMinutes(15)),
                        0,
                        Optional.of(Duration.ofDays(30)),
                        OptionalLong.of(10_000_000_000L),
                        Compression.ZSTD,
                        OnFull.DROP_OLDEST,
                        Show.NO,
                        List.of("r")));
    }

    @Test
    void wordsSayThatThereIsNoBound() {
        LogPolicy log = log(
                "log = { rotate = 'never', rotate-every = 'never', keep-for = 'forever', keep-total = 'unlimited' }");
        assertThat(log.rotateBytes()).isEmpty();
        assertThat(log.rotateEvery()).isEmpty();
        assertThat(log.keepFor()).isEmpty();
        assertThat(log.keepTotal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'1s'", "1", "'90s'", "'15m'", "'8h'", "'1d'", "'7d'", "86400", "172800.0"})
    void aNewFileIsBegunAtTimesThatAreTheSameEveryDayOrAtMidnight(String every) {
        assertThat(log("log.rotate-every = " + every).rotateEvery()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'7m'", "'5h'", "'36h'", "'1d1s'", "'1500ms'", "0", "-1", "1.5", "true", "'daily'"})
    void otherTimesAreRefused(String every) {
        assertThat(problems("log.rotate-every = " + every))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("log.rotate-every: ");
    }

    @ParameterizedTest
    @CsvSource({
        "lines, CAPTURED, PREFIXED",
        "json, CAPTURED, PREFIXED",
        "raw, MERGED, PREFIXED",
        "pass-through, CAPTURED, PREFIXED",
        "none, DISCARDED, NO",
        "inherit, INHERITED, NO"
    })
    void theModeSaysThroughWhatTheOutputGoes(String mode, Stdio stdio, Show show) {
        ProgramInstance program = instance("log.mode = '" + mode + "'");
        assertThat(program.program().stdio()).isEqualTo(stdio);
        assertThat(program.log().show()).isEqualTo(show);
        assertThat(program.log().mode().isKept())
                .isEqualTo(List.of("lines", "json", "raw").contains(mode));
    }

    @Test
    void rawStreamsInTwoFilesHaveAPipeEach() {
        assertThat(instance("log = { mode = 'raw', error-file = 'e' }")
                        .program()
                        .stdio())
                .isEqualTo(Stdio.CAPTURED);
    }

    @Test
    void aTerminalIsTakenWhateverIsKept() {
        assertThat(instance("tty = true").program().stdio()).isEqualTo(Stdio.TERMINAL);
        assertThat(instance("tty = true\nlog.mode = 'raw'").program().stdio()).isEqualTo(Stdio.TERMINAL);
        assertThat(instance("tty = true\nlog.mode = 'pass-through'").program().stdio())
                .isEqualTo(Stdio.TERMINAL);
    }

    @Test
    void whatIsNotKeptHasNoBounds() {
        assertThat(log("log.mode = 'pass-through'")).isEqualTo(LogPolicy.SHOWN);
        assertThat(log("log = { mode = 'none', show = 'no' }")).isEqualTo(log("log.mode = 'none'"));
        assertThat(log("log = { mode = 'pass-through', show = 'plain' }").show())
                .isEqualTo(Show.PLAIN);
        assertThatThrownBy(() -> LogPolicy.unkept(Mode.RAW, Show.NO)).hasMessage("RAW is kept");
    }

    @Test
    void programsAndReplicasThatSayTheSameShareAFile() {
        List<ProgramInstance> programs = Samples.instances("""
                [program.a]
                command = "a"
                log = { file = "x.log", show = "no" }
                [program.b]
                command = "b"
                replicas = 2
                log = { file = "y/../x.log", show = "plain", forward = ["r"] }
                [program.c]
                command = "c"
                log = { file = "c.log", error-file = "x.log" }
                [forward.r]
                journald = true
                """);
        assertThat(programs).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "web.log, web.log.1",
        "web.log, web.log.12.gz",
        "web.log, web.log-20261201",
        "web.log, web.log-20261201.zst",
        "web.log, web.log-20261201-1796095512.gz",
        "web.log, web.log.20261201T03",
        "web.log, web.log.20261201T030512.123456Z",
        "web.log, web.log.20261201T030512.123456Z.zst"
    })
    void aFileIsNotWhereOlderOutputOfAnotherOneIs(String file, String other) {
        String text = "[program.a]\ncommand = 'a'\nlog = 'x/%s'\n[program.b]\ncommand = 'b'\nlog = 'x/%s'\n";
        assertThat(problemsOf(text.formatted(file, other)))
                .containsExactly(
                        ("log: \"/srv/app/x/%s\" would be taken for older output of \"/srv/app/x/%s\"; the other is"
                                        + " a file of program \"a\", on line 3")
                                .formatted(other, file));
        assertThat(problemsOf(text.formatted(other, file))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web.log.old",
                "web.log.1x",
                "web.log-1",
                "web-1.log",
                "web.log.20261201T030512Z",
                "web.log.gz",
                "y/web.log.1"
            })
    void otherNamesAreNot(String other) {
        assertThat(problemsOf("[program.a]\ncommand = 'a'\nlog = 'web.log'\n[program.b]\ncommand = 'b'\nlog = '" + other
                        + "'"))
                .isEmpty();
    }

    @Test
    void aDefaultThatHasNoMeaningForAProgramIsNoneOfIt() {
        String text = """
                [defaults]
                log = { rotate = "1MB", compress = "gzip", forward = ["r"], show = "no" }
                [program.plain]
                command = "a"
                [program.none]
                command = "a"
                log.mode = "none"
                [program.passed]
                command = "a"
                log.mode = "pass-through"
                [program.own]
                command = "a"
                log = { forward = [], compress = "none" }
                [forward.r]
                journald = true
                """;
        assertThat(log(text, "plain").rotateBytes()).hasValue(1_000_000);
        assertThat(log(text, "plain").forward()).containsExactly("r");
        assertThat(log(text, "none")).isEqualTo(LogPolicy.unkept(Mode.NONE, Show.NO));
        assertThat(log(text, "passed")).isEqualTo(LogPolicy.SHOWN);
        assertThat(log(text, "own").forward()).isEmpty();
        assertThat(log(text, "own").compression()).isEqualTo(Compression.NONE);
        assertThat(log(text, "own").show()).isEqualTo(Show.NO);
    }

    @Test
    void aDefaultModeThatWouldKeepNothingIsNoneOfAProgramWithAFile() {
        String text = """
                [defaults]
                log = { mode = "inherit" }
                [program.plain]
                command = "a"
                [program.filed]
                command = "a"
                log = "a.log"
                [program.terminal]
                command = "a"
                tty = true
                """;
        assertThat(log(text, "plain").mode()).isEqualTo(Mode.INHERIT);
        assertThat(log(text, "filed").mode()).isEqualTo(Mode.LINES);
        assertThat(log(text, "terminal").mode()).isEqualTo(Mode.LINES);
    }

    @Test
    void aTerminalAsADefaultIsNoneWhereItHasNoMeaning() {
        String text = """
                [defaults]
                tty = true
                [program.plain]
                command = "a"
                [program.none]
                command = "a"
                log.mode = "none"
                [program.two]
                command = "a"
                log.error-file = "e"
                """;
        assertThat(Samples.instances(text))
                .extracting(program -> program.program().stdio())
                .containsExactly(Stdio.TERMINAL, Stdio.DISCARDED, Stdio.CAPTURED);
    }

    /** How a program is run at a desk: whatever else is said of its log, it is only to be shown. */
    @Test
    void aProfileThatKeepsNothingWinsOverFiles() {
        String text = """
                [defaults]
                log = { compress = "zstd" }
                [program.a]
                command = "a"
                log = { file = "a.log", keep = 9 }
                [program.b]
                command = "b"
                [profile.dev.program.a]
                log.mode = "pass-through"
                [profile.dev.defaults]
                log.mode = "none"
                [profile.file.program.b]
                log.file = "b.log"
                """;
        assertThat(log(text, "a", "dev")).isEqualTo(LogPolicy.SHOWN);
        assertThat(log(text, "b", "dev").mode()).isEqualTo(Mode.NONE);
        assertThat(log(text, "b", "dev", "file").mode()).isEqualTo(Mode.LINES);
        assertThat(log(text, "a").compression()).isEqualTo(Compression.ZSTD);
    }

    @Test
    void aWordThatIsAModeIsRefusedBesideDefaultsToo() {
        assertThat(problemsOf("[defaults]\nlog.keep = 1\n[program.a]\ncommand = 'a'\nlog = 'raw'"))
                .containsExactly(
                        "log: \"raw\" is a mode, and a string here is the name of a file; write log = { mode = \"raw\""
                                + " }, or \"./raw\" for the file");
    }

    @Test
    void replicasHaveTheirNumbersInBothFiles() {
        ConfiguredProgram web = Samples.valid("""
                [program.web]
                command = "a"
                replicas = 2
                log = { mode = "raw", file = "{replica}.log", error-file = "{replica}.err" }
                """).programs().getFirst();
        assertThat(web.replica(7).log().file()).contains(Path.of("/srv/app/7.log"));
        assertThat(web.replica(7).log().errorFile()).contains(Path.of("/srv/app/7.err"));
    }

    private static LogPolicy log(String line) {
        return instance(line).log();
    }

    private static ProgramInstance instance(String line) {
        return Samples.instances("[program.a]\ncommand = 'a'\n" + line).getFirst();
    }

    private static LogPolicy log(String text, String program, String... profiles) {
        ConfigResult result = ConfigReader.read(FILE, text, new ReadOptions(List.of(profiles), Map.of()));
        return ((ConfigResult.Valid) result)
                .configuration().programs().stream()
                        .filter(each -> each.name().value().equals(program))
                        .findAny()
                        .orElseThrow()
                        .replica(0)
                        .log();
    }

    private static List<String> problems(String line) {
        return problemsOf("[program.a]\ncommand = 'a'\n" + line);
    }

    private static List<String> problemsOf(String text) {
        return switch (ConfigReader.read(FILE, text)) {
            case ConfigResult.Valid _ -> List.of();
            case ConfigResult.Invalid invalid ->
                invalid.problems().stream().map(Problem::message).toList();
        };
    }
}
