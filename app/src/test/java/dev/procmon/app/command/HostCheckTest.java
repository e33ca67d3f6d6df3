// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.ConfigReader;
import dev.procmon.config.ConfigResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCheckTest {

    @TempDir
    Path directory;

    @Test
    void aConfigurationThatThisHostCanRunIsNotWarnedAbout() {
        assertThat(warnings("""
                command = "/bin/sleep 1"
                user = "root"
                groups = ["root", 4000000]
                hooks = { pre-start = "true", post-stop = ["/bin/true"] }
                stop.command = "sh"
                ready.exec = "true"
                sockets.a = "unix:a.sock"
                """)).isEmpty();
    }

    @Test
    void commandsOfHooksAndProbesAreLookedFor() {
        assertThat(warnings("""
                command = "true"
                hooks = { pre-start = "gone-1", post-start = "gone-2", pre-stop = "gone-3", post-stop = "bin/gone-4" }
                stop.command = "gone-5"
                ready.exec = "gone-6"
                live.exec = "/"
                """))
                .containsExactlyInAnyOrder(
                        "a: the command of hooks.pre-start, gone-1 is in no directory of PATH",
                        "a: the command of hooks.post-start, gone-2 is in no directory of PATH",
                        "a: the command of hooks.pre-stop, gone-3 is in no directory of PATH",
                        "a: the command of hooks.post-stop, " + directory + "/bin/gone-4 does not exist",
                        "a: the command of stop.command, gone-5 is in no directory of PATH",
                        "a: the command of ready.exec, gone-6 is in no directory of PATH",
                        "a: the command of live.exec, / is not executable");
    }

    @Test
    void supplementaryGroupsAreLookedFor() {
        assertThat(warnings("command = 'true'\ngroups = ['no-such-group']"))
                .contains("a: there is no group no-such-group");
    }

    @Test
    void whatIsSaidOfAllReplicasIsSaidOnce() {
        assertThat(warnings("command = 'gone'\nreplicas = 3\ncwd = 'in-{replica}'"))
                .containsExactly(
                        "a: the directory " + directory + "/in-0 does not exist",
                        "a: the command gone is in no directory of PATH",
                        "a: the directory " + directory + "/in-1 does not exist",
                        "a: the directory " + directory + "/in-2 does not exist");
    }

    @Test
    void whereSomebodyListensAlreadyIsSeenWithoutListening() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThat(warnings("command = 'true'\nsockets = { own = '127.0.0.1:%d' }".formatted(port)))
                    .containsExactly("a: something listens on 127.0.0.1:" + port + " already");
            assertThat(warnings("command = 'true'\nsockets = { own = '*:%d' }".formatted(port)))
                    .containsExactly("a: something listens on 0.0.0.0:" + port + " already");
            assertThat(warnings("command = 'true'\nsockets = { own = '127.0.0.2:%d' }".formatted(port)))
                    .isEmpty();
            assertThat(warnings("command = 'true'\nport = %d".formatted(port)))
                    .containsExactly("a: something listens on port " + port + " already");
        }
    }

    @Test
    void directoriesOfSocketsAndAddressesAreLookedFor() throws IOException {
        Files.createDirectory(directory.resolve("taken"));
        assertThat(
                        warnings(
                                "command = 'true'\nsockets = { a = 'unix:gone/a.sock', b = 'unix:taken', c = '192.0.2.1:9999' }"))
                .containsExactly(
                        "a: the directory " + directory + "/gone for a socket does not exist",
                        "a: there is a directory where a socket is to be: " + directory + "/taken",
                        "a: no network interface has the address of 192.0.2.1:9999");
    }

    @Test
    void secretsThatOthersCanReadAreTold() throws IOException {
        Files.writeString(directory.resolve("open"), "x");
        Files.setPosixFilePermissions(directory.resolve("open"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(directory.resolve("closed"), "x");
        Files.setPosixFilePermissions(directory.resolve("closed"), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(warnings("command = 'true'\nenv-from-file = { A = 'open', B = 'closed' }"))
                .containsExactly("a: the secret A, " + directory
                        + "/open can be read by everybody on this host: chmod o-r helps");
    }

    @Test
    void placesOfLogsAreLookedFor() throws IOException {
        Files.createDirectory(directory.resolve("taken"));
        Files.writeString(directory.resolve("file"), "x");
        assertThat(warnings("command = 'true'\nlog = 'new/deep/a.log'")).isEmpty();
        assertThat(warnings("command = 'true'\nlog = 'file'")).isEmpty();
        assertThat(warnings("command = 'true'\nlog = 'taken'"))
                .containsExactly("a: there is a directory where the log is to be: " + directory + "/taken");
        assertThat(warnings("command = 'true'\nlog = 'file/a.log'"))
                .containsExactly("a: the log " + directory + "/file/a.log cannot be made: " + directory
                        + "/file is no directory");
        assertThat(warnings("command = 'true'\ncwd = 'file'")).contains("a: " + directory + "/file is no directory");
    }

    @Test
    void aLogThatIsALinkOrNoRegularFileIsNeverWritten() throws Exception {
        Files.createSymbolicLink(directory.resolve("link"), Path.of("elsewhere.log"));
        assertThat(warnings("command = 'true'\nlog = 'link'"))
                .containsExactly(
                        "a: the log " + directory + "/link is a symbolic link, which is not followed, and so is"
                                + " never written: name the file that it leads to, " + directory
                                + "/elsewhere.log, or another");
        Files.createFile(directory.resolve("elsewhere.log"));
        Files.createSymbolicLink(directory.resolve("absolute"), Path.of("/"));
        assertThat(warnings("command = 'true'\nlog = { file = 'link', error-file = 'absolute' }"))
                .containsExactly(
                        "a: the log " + directory + "/link is a symbolic link, which is not followed, and so is never"
                                + " written: name the file that it leads to, " + directory
                                + "/elsewhere.log, or another",
                        "a: the log of errors " + directory
                                + "/absolute is a symbolic link, which is not followed, and so"
                                + " is never written: name the file that it leads to, /, or another");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(directory.resolve("special")));
            assertThat(warnings("command = 'true'\nlog = 'special'"))
                    .containsExactly("a: the log " + directory + "/special is no regular file, and so is never written:"
                            + " name another file, or a log.mode that keeps nothing");
        }
    }

    @Test
    void placesOfLogsOfErrorsAreLookedForToo() throws IOException {
        Files.createDirectory(directory.resolve("taken"));
        assertThat(warnings("command = 'true'\nlog = { file = 'a.log', error-file = 'taken' }"))
                .containsExactly("a: there is a directory where the log of errors is to be: " + directory + "/taken");
    }

    @Test
    void whereOutputIsForwardedIsLookedFor() throws IOException {
        Files.writeString(directory.resolve("file"), "x");
        Files.writeString(directory.resolve("headers"), "Authorization: Bearer x\n");
        Files.setPosixFilePermissions(directory.resolve("headers"), PosixFilePermissions.fromString("rw-r--r--"));
        try (ServerSocketChannel taken = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            taken.bind(UnixDomainSocketAddress.of(directory.resolve("there")));
            assertThat(warnings("""
                    command = "true"
                    log.forward = ["gone", "file", "there", "journal", "far", "collector"]
                    [forward]
                    gone = { syslog = "unix:gone" }
                    file = { syslog = "./file" }
                    there = { syslog = "./there" }
                    journal = { journald = "gone-too" }
                    far = { syslog = "tcp://logs.invalid:601" }
                    collector = { otlp = "https://c.invalid", headers-file = "headers" }
                    """))
                    .containsExactly(
                            "forward.gone: there is no socket " + directory
                                    + "/gone: what is forwarded waits until there is one",
                            "forward.file: " + directory + "/file is no socket",
                            "forward.journal: there is no socket " + directory
                                    + "/gone-too: what is forwarded waits until there is one",
                            "forward.collector: the file of headers " + directory
                                    + "/headers can be read by everybody on this host: chmod o-r helps");
        }
    }

    @Test
    void whatTheSupervisorNeedsIsLookedFor() throws IOException {
        Files.writeString(directory.resolve("token"), "x");
        Files.setPosixFilePermissions(directory.resolve("token"), PosixFilePermissions.fromString("rw-r--r--"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(warnings("""
                    command = "true"
                    [supervisor.api]
                    view = ["user:no-such-user", "user:root", "group:root"]
                    operate = ["group:no-such-group", "user:no-such-user"]
                    tcp = "127.0.0.1:%d"
                    token-file = "token"
                    tls = { certificate = "cert.pem", key = "." }
                    """.formatted(taken.getLocalPort())))
                    .containsExactly(
                            "supervisor.api: the token file " + directory
                                    + "/token can be read by everybody on this host: chmod o-r helps",
                            "supervisor.api: the certificate " + directory + "/cert.pem does not exist",
                            "supervisor.api: the key " + directory + " is not readable",
                            "supervisor.api: something listens on 127.0.0.1:" + taken.getLocalPort() + " already",
                            "supervisor.api: there is no user no-such-user",
                            "supervisor.api: there is no group no-such-group");
        }
    }

    @Test
    void aSocketThatSomebodyListensOnIsTold() throws IOException {
        Path path = directory.resolve("a.sock");
        try (ServerSocketChannel taken = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            taken.bind(UnixDomainSocketAddress.of(path));
            assertThat(warnings("command = 'true'\nsockets.own = 'unix:a.sock'"))
                    .containsExactly("a: something listens on unix:" + path + " already");
        }
        assertThat(warnings("command = 'true'\nsockets.own = 'unix:a.sock'"))
                .as("left behind")
                .isEmpty();
    }

    @Test
    void theFilesOfTheKernelAreUnderstood() {
        ListeningPorts ports = ListeningPorts.of(
                List.of(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                        "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1",
                        "   1: 0100007F:1F91 0100007F:0050 01 00000000:00000000 00:00000000 00000000     0        0 2 1",
                        "   2: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 3"));
        assertThat(ports.hasPort(8_080)).isTrue();
        assertThat(ports.hasPort(8_081)).as("a connection").isFalse();
        assertThat(ports.conflictsWith(InetAddress.ofLiteral("127.0.0.1"), 8_080))
                .isTrue();
        assertThat(ports.conflictsWith(InetAddress.ofLiteral("127.0.0.2"), 8_080))
                .isFalse();
        assertThat(ports.conflictsWith(InetAddress.ofLiteral("0.0.0.0"), 8_080)).isTrue();
        assertThat(ports.conflictsWith(InetAddress.ofLiteral("::1"), 80)).isTrue();
        assertThat(ports.conflictsWith(InetAddress.ofLiteral("::2"), 80)).isFalse();
    }

    private List<String> warnings(String program) {
        ConfigResult result = ConfigReader.read(directory.resolve("procmon.toml"), "[program.a]\n" + program);
        return switch (result) {
            case ConfigResult.Valid valid -> HostCheck.warnings(valid.configuration(), Map.of("PATH", "/usr/bin:/bin"));
            case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
