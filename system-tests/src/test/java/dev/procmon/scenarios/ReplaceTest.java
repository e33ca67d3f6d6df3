// SPDX-License-Identifier: Apache-2.0
package dev.procmon.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.monitor.LineTap;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.ListeningSocket;
import dev.procmon.core.program.Notification;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.program.SocketEndpoint;
import dev.procmon.posix.loop.PosixReactor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server of {@code examples/replace} on a socket that is passed to it, under the load of clients that ask again and again. */
class ReplaceTest {

    private static final Path EXAMPLE =
            Path.of("../examples/replace").toAbsolutePath().normalize();
    private static final ProgramName SERVER = new ProgramName("server");
    private static final int CLIENTS = 4;
    private static final int REQUESTS_MAX = 200_000;
    private static final int PATIENCE_SECONDS = 60;

    private final int port = freePort();
    private final PosixReactor reactor = PosixReactor.open();
    private final Supervisor supervisor = new Supervisor(reactor, new LineTap(), 42);
    private final Load load = new Load();

    @BeforeEach
    void serve() throws Exception {
        Program program = Program.of(SERVER.value(), "perl", "server.pl")
                .withDirectory(EXAMPLE.toString())
                .withSockets(List.of(new ListeningSocket("http", new SocketEndpoint.Tcp("127.0.0.1", port))))
                .withNotification(new Notification.SdNotify(Notification.Access.MAIN, Optional.empty()));
        Policy policy = Policy.STANDARD.healthy(
                HealthPolicy.NONE.withReadyByNotice().within(Duration.ofSeconds(PATIENCE_SECONDS)));
        supervisor.add(program, policy).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        supervisor.start(SERVER).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() throws Exception {
        load.stop();
        supervisor.killAll().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        reactor.close();
    }

    @Test
    void notOneRequestFailsThroughTenReplacements() throws Exception {
        load.start();
        load.awaitServers(1);
        for (int i = 1; i <= 10; i++) {
            assertThat(supervisor.replace(SERVER).get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEmpty();
            load.awaitServers(i + 1);
        }
        load.stop();

        System.out.println("replace: " + load.answered.get() + " requests answered by " + load.servers.size()
                + " processes through 10 replacements, failed: " + load.failures.size());
        assertThat(load.failures).isEmpty();
        assertThat(load.servers).hasSize(11);
    }

    @Test
    void notOneRequestFailsThroughTenRestarts() throws Exception {
        load.start();
        load.awaitServers(1);
        for (int i = 1; i <= 10; i++) {
            supervisor.restart(SERVER).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            load.awaitServers(i + 1);
        }
        load.stop();

        assertThat(load.failures).isEmpty();
        assertThat(load.servers).hasSize(11);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError("no port is free", e);
        }
    }

    /** Clients each of which asks, waits for the whole answer, and asks again. */
    private final class Load {

        private final List<Thread> clients = new ArrayList<>();
        private final List<String> failures = new CopyOnWriteArrayList<>();
        private final ConcurrentSkipListSet<String> servers = new ConcurrentSkipListSet<>();
        private final AtomicInteger answered = new AtomicInteger();
        private volatile boolean stopped;

        void start() {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofPlatform().start(this::ask));
            }
        }

        void stop() throws InterruptedException {
            stopped = true;
            for (Thread client : clients) {
                client.join();
            }
        }

        /** Wait until so many processes have answered. */
        synchronized void awaitServers(int count) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (servers.size() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left)
                        .as("process %d answers; failures: %s", count, failures)
                        .isPositive();
                wait(left);
            }
        }

        private void ask() {
            while (!stopped && answered.get() + failures.size() < REQUESTS_MAX) {
                try {
                    note(answer());
                } catch (IOException e) {
                    failures.add(e.toString());
                }
            }
        }

        private synchronized void note(String answer) {
            answered.incrementAndGet();
            int begin = answer.indexOf("served by ");
            if (!answer.startsWith("HTTP/1.1 200 ") || begin < 0) {
                failures.add("answer: " + answer);
            } else if (servers.add(answer.substring(begin).strip())) {
                notifyAll();
            }
        }

        private String answer() throws IOException {
            try (Socket socket = new Socket()) {
                socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            }
        }
    }
}
