// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Notification;
import dev.procmon.core.program.Stdio;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefaultsTest {

    private final Configuration configuration = Samples.valid("[program.web]\ncommand = 'bin/server'");
    private final ProgramInstance program = Samples.instances(configuration).getFirst();

    @Test
    void ofTheProgram() {
        assertThat(program.program().name().value()).isEqualTo("web");
        assertThat(program.program().command()).isEqualTo(Command.of("bin/server"));
        assertThat(program.program().directory()).contains("/srv/app");
        assertThat(program.program().environment()).isEqualTo(Environment.inherited());
        assertThat(program.program().identity()).isEqualTo(Identity.OWN);
        assertThat(program.program().attributes()).isEqualTo(Attributes.OWN);
        assertThat(program.program().sockets()).isEmpty();
        assertThat(program.program().notification()).isEqualTo(Notification.NONE);
        ConfiguredProgram configured = configuration.programs().getFirst();
        assertThat(configured.relations()).isEqualTo(Relations.NONE);
        assertThat(configured.replicas()).isEmpty();
        assertThat(configured.replicasMax()).isEqualTo(1);
        assertThat(configured.reload()).isEqualTo(new Reloading(Reloading.By.RESTART, List.of(), Optional.empty()));
        assertThat(configured.template().variables()).isEqualTo(new VariableSources(List.of(), Map.of(), Map.of()));
        assertThat(program.log()).isEqualTo(LogPolicy.STANDARD);
        assertThat(program.program().stdio()).isEqualTo(Stdio.CAPTURED);
    }

    @Test
    void ofThePolicy() {
        assertThat(program.policy())
                .isEqualTo(new Policy(
                        new RestartPolicy(RestartPolicy.Mode.ALWAYS, Set.of(0), Set.of()),
                        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 2, 0.1, Duration.ofSeconds(10)),
                        new StopPlan(Signal.TERM, Duration.ofSeconds(10)),
                        Policy.Requests.FREE));
    }

    @Test
    void ofTheLog() {
        LogPolicy expected = new LogPolicy(
                LogPolicy.Mode.LINES,
                Optional.of(Path.of("/srv/app/web.log")),
                Optional.empty(),
                OptionalLong.of(10_000_000),
                Optional.empty(),
                5,
                Optional.empty(),
                OptionalLong.empty(),
                LogPolicy.Compression.NONE,
                LogPolicy.OnFull.WAIT,
                LogPolicy.Show.PREFIXED,
                List.of());
        assertThat(log("log = 'web.log'")).isEqualTo(expected);
        assertThat(log("log = { file = 'web.log' }")).isEqualTo(expected);
        assertThat(log("log = {}")).isEqualTo(expected.into(Optional.empty(), Optional.empty()));
    }

    @Test
    void ofReceivers() {
        String text = "[program.a]\ncommand = 'a'\nlog.forward = ['s', 'j', 'o']\n[forward.s]\nsyslog = '/dev/log'\n"
                + "[forward.j]\njournald = true\n[forward.o]\notlp = 'http://localhost:4318'";
        assertThat(Samples.valid(text).settings().forwards())
                .containsExactly(
                        new Forward("s", new Forward.Target.SyslogSocket(Path.of("/dev/log"), 3), 1 << 20),
                        new Forward("j", new Forward.Target.Journal(Path.of("/run/systemd/journal/socket")), 1 << 20),
                        new Forward(
                                "o",
                                new Forward.Target.OpenTelemetry(
                                        URI.create("http://localhost:4318/v1/logs"), Map.of(), Optional.empty()),
                                1 << 20));
    }

    @Test
    void ofTheFile() {
        assertThat(configuration.settings()).isEqualTo(Settings.STANDARD);
        assertThat(Settings.STANDARD)
                .isEqualTo(new Settings(
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        16_000_000,
                        ApiSettings.STANDARD,
                        List.of()));
        assertThat(ApiSettings.STANDARD)
                .isEqualTo(new ApiSettings(
                        1_100,
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of()));
        assertThat(configuration.groups()).isEmpty();
    }

    @Test
    void ofProbes() {
        String exec = "[program.web]\ncommand = 'a'\nready.exec = 'b'\nlive.exec = 'c'\n";
        HealthPolicy health = Samples.instances(exec).getFirst().policy().health();
        assertThat(health.ready()).contains(ProbePolicy.of(new ProbeTarget.Exec(Command.of("b"))));
        assertThat(health.live()).contains(ProbePolicy.of(new ProbeTarget.Exec(Command.of("c"))));
        assertThat(health.readyWithin()).isEqualTo(Duration.ofMinutes(1));
        assertThat(health.extendMax()).isEqualTo(Duration.ofMinutes(10));
    }

    /** Writing out what the manual calls a default changes nothing, where the key has a meaning. */
    @ParameterizedTest
    @MethodSource("settings")
    void areWhatTheTableOfKeysSays(Section section, String before, String after, int count) {
        StringBuilder written = new StringBuilder();
        int keys = 0;
        for (Key key : Key.of(section)) {
            if ("\"[{0123456789ft".indexOf(key.standard().charAt(0)) >= 0 && !isWords(key)) {
                written.append(keys == 0 ? "" : after.isEmpty() ? "\n" : ", ")
                        .append(key.key())
                        .append(" = ")
                        .append(key.standard());
                keys++;
            }
        }
        assertThat(keys).isEqualTo(count);
        assertThat(Samples.valid(before + written + after)).isEqualTo(Samples.valid(before + after));
    }

    static List<Arguments> settings() {
        String program = "[program.web]\ncommand = 'bin/server'\n";
        String http = "http = 'http://h/', ";
        return List.of(
                arguments(
                        Section.PROGRAM,
                        program + "notify = 'sd'\nschedule = '@every 1s'\nrestart = 'never'\n",
                        "",
                        20),
                arguments(Section.BACKOFF, program + "backoff = { ", " }", 5),
                arguments(Section.STOP, program + "stop = { command = 'x', ", " }", 4),
                arguments(Section.LOG, program + "log = { file = 'web.log', ", " }", 10),
                arguments(Section.GIVE_UP, program + "give-up = { restarts = 1, within = 1, then = 'exit', ", " }", 1),
                arguments(Section.HOOK, program + "hooks.pre-stop = { command = 'x', ", " }", 1),
                arguments(Section.READY, program + "ready = { " + http, " }", 8),
                arguments(Section.LIVE, program + "live = { " + http, " }", 7),
                arguments(Section.RESTART_IF, program + "restart-if = { rss = 1, ", " }", 1),
                arguments(Section.RELOAD, program + "reload = { ", " }", 2),
                arguments(Section.EVENTS, program + "[supervisor]\nevents = { ", " }", 1),
                arguments(Section.API, program + "[supervisor.api]\n", "", 6),
                arguments(Section.GROUP, program + "[group.g]\nmembers = ['web']\n", "", 1));
    }

    @Test
    void everyKeyHasADefault() {
        assertThat(Key.all()).hasSize(161).allSatisfy(key -> {
            assertThat(key.standard()).isNotBlank();
            assertThat(key.meaning()).endsWith(".");
        });
    }

    /** Defaults that are written in words, or that stand beside another key in the texts above. */
    private static boolean isWords(Key key) {
        return (Character.isLetter(key.standard().charAt(0)) && !key.standard().equals("false"))
                || key == Key.GIVE_UP_THEN
                || key == Key.RESTART;
    }

    private static LogPolicy log(String line) {
        return Samples.instances("[program.web]\ncommand = 'bin/server'\n" + line)
                .getFirst()
                .log();
    }
}
