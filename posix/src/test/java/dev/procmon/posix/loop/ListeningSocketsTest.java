// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.ListeningSocket;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.SocketEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sockets that the supervisor binds and the programs get. */
class ListeningSocketsTest {

    private static final String LISTEN = "env | grep ^LISTEN | sort; echo pid $$; ls /proc/$$/fd";

    private final PosixWorld world = new PosixWorld();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theProgramIsToldOfItsSocketsAsOfThoseOfSystemd() throws Exception {
        Program program =
                PosixWorld.shell(LISTEN).withSockets(List.of(tcp("http", "127.0.0.1"), unix("admin", "a.sock")));

        Observed process = world.run(program);

        long pid = process.pid();
        assertThat(process.output())
                .isEqualTo("LISTEN_FDNAMES=http:admin\nLISTEN_FDS=2\nLISTEN_PID=" + pid + "\npid " + pid
                        + "\n0\n1\n2\n3\n4\n");
    }

    @Test
    void itsVariablesReplaceThoseOfTheSame() throws Exception {
        Program program = PosixWorld.shell(LISTEN)
                .withVariables(Map.of("LISTEN_PID", "1", "LISTEN_FDS", "9", "LISTEN_FDNAMES", "x"))
                .withSockets(List.of(tcp("http", "127.0.0.1")));

        Observed process = world.run(program);

        assertThat(process.output())
                .startsWith("LISTEN_FDNAMES=http\nLISTEN_FDS=1\nLISTEN_PID=" + process.pid() + "\npid");
    }

    @Test
    void aSocketListensOnEachKindOfAddress() throws Exception {
        ListeningSocket v4 = tcp("a", "127.0.0.1");
        ListeningSocket v6 = tcp("b", "::1");
        ListeningSocket unix = unix("c", "c.sock");
        world.spawn(Program.of("p", "sleep", "1000").withSockets(List.of(v4, v6, unix)))
                .pid();

        connect("127.0.0.1", v4);
        connect("::1", v6);
        SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("c.sock")))
                .close();
        assertThat(Files.getAttribute(directory.resolve("c.sock"), "unix:mode")).isEqualTo(0140666);
    }

    @Test
    void itIsKeptOverRestartsAndNoConnectionIsRefused() throws Exception {
        ListeningSocket socket = tcp("http", "127.0.0.1");
        Program program = Program.of("p", "sleep", "1000").withSockets(List.of(socket));
        Observed first = world.spawn(program);
        first.pid();
        List<Throwable> refused = new ArrayList<>();
        Thread client = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 2000; i++) {
                try {
                    connect("127.0.0.1", socket);
                } catch (IOException failed) {
                    refused.add(failed);
                }
            }
        });
        Observed running = first;
        int restarts = 0;
        while (client.isAlive() || restarts < 10) {
            world.signal(running, Signal.KILL);
            running.output();
            running = world.spawn(program);
            running.pid();
            restarts++;
        }
        client.join();

        assertThat(refused).isEmpty();
        assertThat(restarts).isGreaterThanOrEqualTo(10);
    }

    @Test
    void programsThatNameTheSameEndpointShareItUpToTheReleaseOfTheLast() throws Exception {
        ListeningSocket socket = tcp("http", "127.0.0.1");
        Program one = PosixWorld.shell("readlink /proc/$$/fd/3").withSockets(List.of(socket));
        Program two = PosixWorld.shell("readlink /proc/$$/fd/3; :").withSockets(List.of(socket));

        assertThat(world.run(one).output())
                .startsWith("socket:")
                .isEqualTo(world.run(two).output());
        release(one);
        connect("127.0.0.1", socket);
        release(one);
        connect("127.0.0.1", socket);
        release(two);
        assertThat(isOpen(socket)).isFalse();
    }

    @Test
    void aReleaseRemovesTheFile() {
        Program program = Program.of("p", "true").withSockets(List.of(unix("a", "a.sock")));
        world.run(program);
        assertThat(directory.resolve("a.sock")).exists();

        release(program);

        assertThat(directory.resolve("a.sock")).doesNotExist();
    }

    @Test
    void aFileThatNobodyListensAtIsReplaced() throws Exception {
        Path path = directory.resolve("a.sock");
        ServerSocketChannel stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        stale.bind(UnixDomainSocketAddress.of(path));
        stale.close();
        assertThat(path).exists();

        world.spawn(Program.of("p", "sleep", "1000").withSockets(List.of(unix("a", "a.sock"))))
                .pid();

        SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
    }

    @Test
    void oneThatIsListenedAtIsNot() throws Exception {
        Path path = directory.resolve("a.sock");
        try (ServerSocketChannel living = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            living.bind(UnixDomainSocketAddress.of(path));

            assertFailure(
                    unix("a", "a.sock"),
                    "EADDRINUSE",
                    "cannot listen on unix:" + path + ": another process listens there");
            SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
        }
    }

    @Test
    void aFileOfAnotherKindIsLeftAlone() throws Exception {
        Path path = Files.writeString(directory.resolve("a.sock"), "precious");

        assertFailure(
                unix("a", "a.sock"),
                "EADDRINUSE",
                "cannot listen on unix:" + path + ": there is a file that is no socket");
        assertThat(path).hasContent("precious");
    }

    @Test
    void aPortInUseIsNamedAndTakenOnceItIsFree() throws Exception {
        ListeningSocket socket;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            socket = new ListeningSocket("a", new SocketEndpoint.Tcp("127.0.0.1", taken.getLocalPort()));

            assertFailure(
                    socket, "EADDRINUSE", "cannot listen on " + socket.endpoint() + ": another process listens there");
        }
        world.run(Program.of("p", "true").withSockets(List.of(socket)));
        connect("127.0.0.1", socket);
    }

    @Test
    void anAddressThatIsNotTheHostsOrNoneAtAllIsRefused() {
        assertFailure(
                new ListeningSocket("a", new SocketEndpoint.Tcp("192.0.2.1", 8080)),
                "EADDRNOTAVAIL",
                "cannot listen on 192.0.2.1:8080: this host has no such address");
        assertFailure(
                new ListeningSocket("a", new SocketEndpoint.Tcp("localhost", 8080)),
                "EINVAL",
                "cannot listen on localhost:8080: not a numeric address");
        assertFailure(
                unix("a", "no/such/a.sock"),
                "ENOENT",
                "cannot listen on unix:" + directory + "/no/such/a.sock: there is no such directory");
    }

    @Test
    void noDescriptorIsLeft() throws Exception {
        world.run(Program.of("p", "true"));
        long before = PosixWorld.descriptors();
        Program program = Program.of("p", "true").withSockets(List.of(tcp("a", "127.0.0.1"), unix("b", "b.sock")));
        for (int i = 0; i < 20; i++) {
            world.run(program);
            release(program);
        }

        assertThat(PosixWorld.descriptors()).isEqualTo(before);
    }

    private void release(Program program) {
        world.call(() -> {
            world.reactor().release(program);
            return true;
        });
    }

    private void assertFailure(ListeningSocket socket, String errno, String detail) {
        assertThat(world.spawn(Program.of("p", "true").withSockets(List.of(socket)))
                        .ending())
                .isEqualTo(new SpawnFailure(errno, detail));
    }

    private ListeningSocket unix(String name, String file) {
        return new ListeningSocket(
                name, new SocketEndpoint.Unix(directory.resolve(file).toString()));
    }

    /** Return a socket at a port that was free a moment ago. */
    private static ListeningSocket tcp(String name, String host) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral(host))) {
            return new ListeningSocket(name, new SocketEndpoint.Tcp(host, free.getLocalPort()));
        }
    }

    private static void connect(String host, ListeningSocket to) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral(host), ((SocketEndpoint.Tcp) to.endpoint()).port()));
        }
    }

    private static boolean isOpen(ListeningSocket socket) {
        try {
            connect("127.0.0.1", socket);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
