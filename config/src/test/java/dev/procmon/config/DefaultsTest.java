// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefaultsTest {

    private final ConfiguredProgram program =
            Samples.valid("[program.web]\ncommand = 'bin/server'").programs().getFirst();

    @Test
    void ofTheProgram() {
        assertThat(program.program().name().value()).isEqualTo("web");
        assertThat(program.program().command()).isEqualTo(Command.of("bin/server"));
        assertThat(program.program().directory()).contains("/srv/app");
        assertThat(program.program().environment()).isEqualTo(Environment.inherited());
        assertThat(program.program().identity()).isEqualTo(Identity.OWN);
        assertThat(program.variables()).isEqualTo(new VariableSources(List.of(), Map.of()));
        assertThat(program.log()).isEmpty();
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
        LogFile expected = new LogFile(Path.of("/srv/app/web.log"), OptionalLong.of(10_000_000), 5);
        assertThat(log("log = 'web.log'")).contains(expected);
        assertThat(log("log = { file = 'web.log' }")).contains(expected);
    }

    /** Writing out what the manual calls a default changes nothing. */
    @Test
    void areWhatTheTableOfKeysSays() {
        StringBuilder text = new StringBuilder("[program.web]\ncommand = 'bin/server'\nlog.file = 'web.log'\n");
        int written = 0;
        for (Key key : Key.all()) {
            boolean table = key.type() == ValueType.TABLE || key.type() == ValueType.LOG;
            boolean words = key.type() == ValueType.ACCOUNT || key.standard().equals("required");
            if (!table && !words) {
                text.append(key.path()).append(" = ").append(key.standard()).append('\n');
                written++;
            }
        }
        assertThat(Key.all()).hasSize(22);
        assertThat(written).isEqualTo(14);
        assertThat(Samples.valid(text.toString()))
                .isEqualTo(Samples.valid("[program.web]\ncommand = 'bin/server'\nlog.file = 'web.log'\n"));
    }

    private static Optional<LogFile> log(String line) {
        return Samples.valid("[program.web]\ncommand = 'bin/server'\n" + line)
                .programs()
                .getFirst()
                .log();
    }
}
