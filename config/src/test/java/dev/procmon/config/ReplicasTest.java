// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.ListeningSocket;
import dev.procmon.core.program.SocketEndpoint;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReplicasTest {

    private final ConfiguredProgram api = program(Samples.FULL, "api");

    @Test
    void haveNamesWithTheirIndex() {
        assertThat(api.replicas()).hasValue(3);
        assertThat(api.instances())
                .extracting(instance -> instance.program().name().value())
                .containsExactly("api:0", "api:1", "api:2");
    }

    @Test
    void aProgramWithoutReplicasKeepsItsPlainName() {
        ConfiguredProgram web = program("program.web.command = 'a {replica} {port}'", "web");
        assertThat(web.instances())
                .extracting(instance -> instance.program().name().value())
                .containsExactly("web");
        assertThat(web.instances().getFirst().program().command()).isEqualTo(Command.of("a", "{replica}", "{port}"));
    }

    @Test
    void aPortAloneIsPutInToo() {
        ConfiguredProgram web = program("program.web = { command = 'a {port}', port = 80 }", "web");
        assertThat(web.instances().getFirst().program().command()).isEqualTo(Command.of("a", "80"));
    }

    @Test
    void placeholdersAreReplacedEverywhere() {
        ProgramInstance second = api.instances().get(1);
        assertThat(second.program().command()).isEqualTo(Command.of("bin/api", "--port", "8081", "--name", "api-1"));
        assertThat(second.program().environment().variables()).isEqualTo(Map.of("NAME", "1"));
        assertThat(second.log().file()).contains(Path.of("/srv/app/logs/api-1.log"));
        assertThat(second.program().sockets())
                .containsExactly(
                        new ListeningSocket("admin", new SocketEndpoint.Unix("/srv/app/run/api-1.sock")),
                        new ListeningSocket("h 2", new SocketEndpoint.Tcp("0.0.0.0", 9000)),
                        new ListeningSocket("six", new SocketEndpoint.Tcp("::1", 18081)));
        assertThat(second.policy()
                        .hooks()
                        .at(Hook.Point.PRE_START)
                        .orElseThrow()
                        .command())
                .isEqualTo(Command.of("bin/prepare", "1"));
        assertThat(second.policy()
                        .hooks()
                        .at(Hook.Point.POST_STOP)
                        .orElseThrow()
                        .command())
                .isEqualTo(Command.of("c", "8081"));
        assertThat(second.policy()
                        .hooks()
                        .at(Hook.Point.STOP_COMMAND)
                        .orElseThrow()
                        .command())
                .isEqualTo(Command.of("bin/stop", "1"));
        assertThat(target(second.policy().health().ready()))
                .isEqualTo(new ProbeTarget.Http(
                        new ProbeTarget.Address.Tcp("127.0.0.1", 8081),
                        "127.0.0.1:8081",
                        "/health?x=1",
                        200,
                        200,
                        Map.of("Accept", "*/*"),
                        Optional.of(Pattern.compile("ok \\d{1,3}"))));
        assertThat(target(second.policy().health().live()))
                .isEqualTo(new ProbeTarget.Connect(new ProbeTarget.Address.Unix("/srv/app/run/api-1.sock")));
    }

    @Test
    void directoriesFilesAndLinesOfOneReplicaAreItsOwn() {
        ConfiguredProgram web = program("""
                [program.web]
                command = "a"
                cwd = "web-{replica}"
                replicas = 2
                ready.file = "ready"
                """, "web");
        assertThat(web.replica(1).program().directory()).contains("/srv/app/web-1");
        assertThat(target(web.replica(1).policy().health().ready()))
                .isEqualTo(new ProbeTarget.FileExists("/srv/app/web-1/ready"));
        ConfiguredProgram logging = program("""
                [program.web]
                command = "a"
                port = 80
                replicas = 2
                ready.log = 'on port {port}\\b'
                """, "web");
        assertThat(target(logging.replica(1).policy().health().ready()))
                .isEqualTo(new ProbeTarget.LogLine(Pattern.compile("on port 81\\b")));
    }

    @Test
    void moreThanInTheFileCanBeMade() {
        assertThat(api.replicasMax()).isEqualTo(1_000);
        assertThat(api.replica(7).program().name().value()).isEqualTo("api:7");
        assertThat(api.replica(7).program().command().arguments()).contains("8087", "api-7");
        assertThatThrownBy(() -> api.replica(1_000)).hasMessage("api has no replica 1000");
        assertThatThrownBy(() -> api.replica(-1)).hasMessage("api has no replica -1");
    }

    @Test
    void thereAreNoMoreThanThereArePorts() {
        ConfiguredProgram web = program("program.web = { command = 'a', replicas = 1, port = 65534 }", "web");
        assertThat(web.replicasMax()).isEqualTo(2);
        assertThatThrownBy(() -> web.replica(2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noneIsANumberToo() {
        ConfiguredProgram web = program("program.web = { command = 'a', replicas = 0 }", "web");
        assertThat(web.instances()).isEmpty();
        assertThat(web.replica(0).program().name().value()).isEqualTo("web:0");
    }

    @Test
    void aTextThatMakesNoSenseInALaterReplicaIsSaidByName() {
        ConfiguredProgram web = program("""
                [program.web]
                command = "a"
                replicas = 1
                port = 5530
                ready.tcp = "localhost:6{port}"
                """, "web");
        assertThatThrownBy(() -> web.replica(6))
                .hasMessage("web, replica 6: ready: \"65536\" is no port, which is a number from 1 to 65535");
    }

    private static ProbeTarget target(Optional<ProbePolicy> probe) {
        return probe.orElseThrow().target();
    }

    private static ConfiguredProgram program(String text, String name) {
        return Samples.valid(text).programs().stream()
                .filter(program -> program.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
