// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To whom output is forwarded. What is refused is in the files of problems. */
class ForwardReaderTest {

    @TempDir
    Path directory;

    @Test
    void syslogIsASocketOrAnAddress() {
        assertThat(target("syslog = '/dev/log'")).isEqualTo(new Forward.Target.SyslogSocket(Path.of("/dev/log"), 3));
        assertThat(target("syslog = 'unix:run/log'\nfacility = 'local7'"))
                .isEqualTo(new Forward.Target.SyslogSocket(directory.resolve("run/log"), 23));
        assertThat(target("syslog = '../log'"))
                .isEqualTo(new Forward.Target.SyslogSocket(directory.resolve("../log"), 3));
        assertThat(target("syslog = 'tcp://logs.example:601'\nfacility = 0"))
                .isEqualTo(new Forward.Target.SyslogTcp("logs.example", 601, 0));
        assertThat(target("syslog = 'tcp://[::1]:601'")).isEqualTo(new Forward.Target.SyslogTcp("::1", 601, 3));
    }

    @Test
    void theJournalIsWhereSystemdHasItOrSomewhereElse() {
        assertThat(target("journald = true"))
                .isEqualTo(new Forward.Target.Journal(Path.of("/run/systemd/journal/socket")));
        assertThat(target("journald = 'j'")).isEqualTo(new Forward.Target.Journal(directory.resolve("j")));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:4318, http://localhost:4318/v1/logs",
        "https://c.example/, https://c.example/v1/logs",
        "https://c.example/otlp, https://c.example/otlp",
        "http://[::1]:1/x?tenant=a, http://[::1]:1/x?tenant=a",
        "http://c.example?tenant=a, http://c.example?tenant=a"
    })
    void aCollectorWithoutAPathHasTheUsualOne(String written, String meant) {
        assertThat(target("otlp = '" + written + "'\nheaders = { A = 'b' }"))
                .isEqualTo(new Forward.Target.OpenTelemetry(URI.create(meant), Map.of("A", "b"), Optional.empty()));
    }

    @Test
    void variablesOfTheEnvironmentArePutIn() {
        ConfigResult result = ConfigReader.read(
                directory.resolve("procmon.toml"),
                text("otlp = 'http://${HOST}:4318'\nheaders = { A = '$${b}' }"),
                new ReadOptions(List.of(), Map.of("HOST", "c.example")));
        Configuration configuration = ((ConfigResult.Valid) result).configuration();
        assertThat(configuration.settings().forwards().getFirst().target())
                .isEqualTo(new Forward.Target.OpenTelemetry(
                        URI.create("http://c.example:4318/v1/logs"), Map.of("A", "${b}"), Optional.empty()));
    }

    @Test
    void headersOfAFileAreNeverShown() throws IOException {
        Files.writeString(directory.resolve("h"), "\ufeff# x\r\nAuthorization:Bearer hunter2\r\n\n X-B: c:d \n");
        Configuration configuration = valid("otlp = 'http://c:1/x'\nheaders-file = 'h'");
        assertThat(configuration.settings().forwards().getFirst().target())
                .isEqualTo(new Forward.Target.OpenTelemetry(
                        URI.create("http://c:1/x"),
                        Map.of("Authorization", "Bearer hunter2", "X-B", "c:d"),
                        Optional.of(directory.resolve("h"))));
        String rendered = EffectiveConfiguration.render(configuration);
        assertThat(rendered)
                .contains("[forward.r]", "headers-file = \"" + directory.resolve("h") + "\"")
                .doesNotContain("hunter2", "Bearer");
        assertThat(configuration.settings().toString())
                .contains("Authorization")
                .doesNotContain("hunter2");
        assertThat(Samples.valid(directory.resolve("procmon.toml"), rendered)).isEqualTo(configuration);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hunter2 | is no header; expected a line such as \"Authorization: Bearer ...\"",
                ": hunter2 | is no header; expected a line such as \"Authorization: Bearer ...\"",
                "C: hunter2\u0007b | holds a character that no header can carry",
                "hOST: hunter2 | is a header that procmon sets itself",
                "a: hunter2 | is a header that is there already"
            })
    void whatIsWrongWithSuchAFileIsToldWithoutWhatStandsInIt(String line, String problem) throws IOException {
        Files.writeString(directory.resolve("h"), "A: b\n" + line + "\n");
        ConfigResult result =
                ConfigReader.read(directory.resolve("procmon.toml"), text("otlp = 'http://c:1/x'\nheaders-file = 'h'"));
        assertThat(((ConfigResult.Invalid) result).problems())
                .extracting(Problem::toString)
                .containsExactly(directory.resolve("h") + ":2:1: " + problem);
    }

    @Test
    void changesAreToldKeyByKeyAndOfAFileOnlyThatItHasChanged() throws IOException {
        Files.writeString(directory.resolve("h"), "A: hunter2\n");
        Configuration running = valid("otlp = 'http://c:1/x'\nheaders-file = 'h'\n[forward.gone]\njournald = true\n"
                + "[forward.s]\nsyslog = '/dev/log'");
        Files.writeString(directory.resolve("h"), "A: hunter3\n");
        Configuration wanted =
                valid("otlp = 'http://c:2/x'\nheaders-file = 'h'\nqueue = '512KiB'\n[forward.s]\njournald = true\n"
                        + "[forward.'n.1']\nsyslog = 'tcp://h:1'");
        ConfigurationDiff diff = ConfigurationDiff.of(running, wanted);
        assertThat(diff.isEmpty()).isFalse();
        assertThat(diff.settings())
                .containsExactly(
                        new KeyChange("forward.r.otlp", "\"http://c:1/x\"", "\"http://c:2/x\""),
                        new KeyChange("forward.r.queue", "\"1MiB\"", "\"512KiB\""),
                        new KeyChange("forward.r.headers-file", "", "(changed)"),
                        new KeyChange("forward.s.syslog", "\"/dev/log\"", "none"),
                        new KeyChange("forward.s.journald", "none", "\"/run/systemd/journal/socket\""),
                        new KeyChange(
                                "forward.\"n.1\"",
                                "not set",
                                "{ syslog = \"tcp://h:1\", facility = \"daemon\", queue = \"1MiB\" }"),
                        new KeyChange(
                                "forward.gone",
                                "{ journald = \"/run/systemd/journal/socket\", queue = \"1MiB\" }",
                                "not set"));
        assertThat(diff.toString()).doesNotContain("hunter");
        assertThat(ConfigurationDiff.of(wanted, wanted).isEmpty()).isTrue();
    }

    @Test
    void aQueueIsBounded() {
        assertThatThrownBy(() -> new Forward("r", new Forward.Target.Journal(Path.of("/j")), 1))
                .hasMessage("a queue of 1 bytes");
        assertThatThrownBy(() -> new Forward("r", new Forward.Target.Journal(Path.of("/j")), (1 << 20) + 1))
                .hasMessage("a queue of 1048577 bytes");
        assertThat(valid("journald = true\nqueue = '1MiB'")
                        .settings()
                        .forwards()
                        .getFirst()
                        .queueBytes())
                .isEqualTo(1 << 20);
    }

    /** Somebody may want it in another profile, or from a program that is left out now. */
    @Test
    void whatIsUsedElsewhereIsNotWarnedAbout() {
        String plain = "[program.a]\ncommand = 'a'\n[forward.r]\njournald = true\n";
        assertThat(warnings(plain)).hasSize(1);
        assertThat(warnings(plain + "[profile.p.defaults]\nlog.forward = ['r']"))
                .isEmpty();
        assertThat(warnings(plain + "[program.b]\ncommand = 'b'\nenabled = false\nlog.forward = ['r']"))
                .isEmpty();
    }

    private List<Problem> warnings(String text) {
        return ConfigReader.read(directory.resolve("procmon.toml"), text).warnings();
    }

    private Forward.Target target(String lines) {
        return valid(lines).settings().forwards().getFirst().target();
    }

    private Configuration valid(String lines) {
        return Samples.valid(directory.resolve("procmon.toml"), text(lines));
    }

    private static String text(String lines) {
        return "[program.a]\ncommand = 'a'\nlog.forward = ['r']\n[forward.r]\n" + lines + "\n";
    }
}
