// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.policy.ProbeTarget.Address;
import dev.procmon.core.reactor.Probe;
import dev.procmon.core.reactor.ProbeResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What probes see of real servers and files, also of hostile ones. */
class ProbeTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final PosixWorld world = new PosixWorld();
    private final List<ProbedServer> servers = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        servers.forEach(ProbedServer::close);
        world.close();
    }

    @Test
    void aServerThatAnswersPasses() {
        ProbedServer server = tcp(ProbedServer.answer(OK));

        assertThat(probe(http(server, Optional.empty()))).isEqualTo(ProbeResult.PASSED);
        assertThat(server.requests.getFirst())
                .startsWith("GET /health?full=1 HTTP/1.1\r\n")
                .contains("Host: example.org\r\n", "Connection: close\r\n", "X-Probe: yes\r\n");
    }

    @Test
    void aServerOnASocketOfTheFileSystemPasses() {
        ProbedServer server = onUnix(ProbedServer.answer(OK));

        assertThat(probe(http(server, Optional.of("^ok$")))).isEqualTo(ProbeResult.PASSED);
        assertThat(probe(new ProbeTarget.Connect(server.address()))).isEqualTo(ProbeResult.PASSED);
    }

    @Test
    void aStatusThatIsNotWantedDoesNotPassAndARedirectIsAStatus() {
        assertThat(detail(http(tcp(ProbedServer.answer("HTTP/1.1 503 Busy\r\n\r\n")), Optional.empty())))
                .isEqualTo("expected status 200 to 299, got 503");
        assertThat(detail(http(
                        tcp(ProbedServer.answer("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n")),
                        Optional.empty())))
                .isEqualTo("expected status 200 to 299, got 302");
    }

    @Test
    void whatIsNotHttpIsToldByItsBeginning() {
        assertThat(detail(http(tcp(ProbedServer.answer("SSH-2.0-OpenSSH_9.2\r\n")), Optional.empty())))
                .isEqualTo("no HTTP: got \"SSH-2.0-OpenSSH_9.2?\"");
        assertThat(detail(http(tcp(out -> {}), Optional.empty()))).isEqualTo("closed without an answer");
    }

    @Test
    void nobodyThereIsAConnectionRefused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Address.Tcp nobody = new Address.Tcp("127.0.0.1", port);

        assertThat(detail(new ProbeTarget.Connect(nobody))).isEqualTo("connection refused: 127.0.0.1:" + port);
        assertThat(detail(new ProbeTarget.Connect(new Address.Tcp("localhost", port))))
                .isEqualTo("connection refused: localhost:" + port);
        assertThat(detail(new ProbeTarget.Connect(new Address.Unix(directory + "/none"))))
                .isEqualTo("no such file or directory: unix:" + directory + "/none");
    }

    @Test
    void thisHostNeedsNoLookUpAndIsTriedByBothProtocols() throws IOException {
        try (ServerSocket four = new ServerSocket(0)) {
            assertThat(probe(new ProbeTarget.Connect(new Address.Tcp("localhost", four.getLocalPort()))))
                    .isEqualTo(ProbeResult.PASSED);
        }
        try (ServerSocket six = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
            assertThat(probe(new ProbeTarget.Connect(new Address.Tcp("localhost", six.getLocalPort()))))
                    .isEqualTo(ProbeResult.PASSED);
        }
        assertThat(PosixWorld.threads()).doesNotContain("procmon-lookup");
    }

    @Test
    void aSocketWhoseQueueIsFullDoesNotPass() throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("full"));
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocketChannel busy =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address, 1)) {
            for (int i = 0; i < 2; i++) {
                waiting.add(SocketChannel.open(address));
            }
            Address to = new Address.Unix(address.toString());

            assertThat(detail(new ProbeTarget.Connect(to))).isEqualTo("resource temporarily unavailable: " + to);
            assertThat(busy.isOpen()).isTrue();
        } finally {
            for (SocketChannel each : waiting) {
                each.close();
            }
        }
    }

    @Test
    void aHostThatDoesNotExistDoesNotPass() {
        assertThat(detail(new ProbeTarget.Connect(new Address.Tcp("no-such-host.invalid", 80))))
                .isEqualTo("unknown host: no-such-host.invalid:80");
    }

    @Test
    void aFilePassesOnceItExists() throws IOException {
        Path file = directory.resolve("ready");

        assertThat(detail(new ProbeTarget.FileExists(file.toString()))).isEqualTo("no such file: " + file);
        Files.createFile(file);
        assertThat(probe(new ProbeTarget.FileExists(file.toString()))).isEqualTo(ProbeResult.PASSED);
        assertThat(probe(new ProbeTarget.FileExists(directory.toString()))).isEqualTo(ProbeResult.PASSED);
        assertThat(detail(new ProbeTarget.FileExists(file + "/below"))).contains(file + "/below");
    }

    @Test
    void aServerThatNeverAnswersHoldsUpNobodyAndIsLeftWhenThatIsCancelled() {
        CountDownLatch end = new CountDownLatch(1);
        ProbedServer silent = tcp(out -> await(end));
        AtomicInteger answers = new AtomicInteger();
        Probe probe = world.call(
                () -> world.reactor().probe(http(silent, Optional.empty()), result -> answers.incrementAndGet()));
        Awaitility.await().until(() -> !silent.requests.isEmpty());

        assertThat(probe(http(tcp(ProbedServer.answer(OK)), Optional.empty()))).isEqualTo(ProbeResult.PASSED);
        Awaitility.await().until(() -> servers.getLast().openConnections() == 0);
        long before = PosixWorld.descriptors();
        world.call(() -> {
            probe.cancel();
            return true;
        });

        // Our end of the connection; the other one is the server's, in this process too.
        Awaitility.await()
                .untilAsserted(() -> assertThat(PosixWorld.descriptors()).isEqualTo(before - 1));
        end.countDown();
        Awaitility.await().until(() -> silent.openConnections() == 0);
        assertThat(world.call(answers::get)).isZero();
    }

    @Test
    void anAnswerThatIsUnderWayDoesNotComeAfterACancel() {
        ProbedServer server = tcp(ProbedServer.answer(OK));
        AtomicInteger answers = new AtomicInteger();
        world.call(() -> {
            for (int i = 0; i < 200; i++) {
                Probe probe = world.reactor()
                        .probe(new ProbeTarget.Connect(server.address()), result -> answers.incrementAndGet());
                // Long enough for the answer of some to lie in the inbox already.
                for (int spin = 0; spin < i * 100; spin++) {
                    Thread.onSpinWait();
                }
                probe.cancel();
                probe.cancel();
            }
            return true;
        });
        assertThat(probe(new ProbeTarget.Connect(server.address()))).isEqualTo(ProbeResult.PASSED);

        assertThat(answers).hasValue(0);
    }

    @Test
    void anAnswerNeverComesWithinTheCallAndComesOnTheReactorThread() {
        CompletableFuture<String> where = new CompletableFuture<>();
        boolean within = world.call(() -> {
            world.reactor()
                    .probe(
                            new ProbeTarget.FileExists("/"),
                            result -> where.complete(Thread.currentThread().getName()));
            return where.isDone();
        });

        assertThat(within).isFalse();
        assertThat(Observed.get(where)).isEqualTo("procmon-loop");
    }

    @Test
    void anAnswerByteByByteIsUnderstood() {
        String chunked = lines(
                "HTTP/1.1 100 Continue",
                "",
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked",
                "",
                "3",
                "sta",
                "7;x=y",
                "tus: up",
                "0",
                "");
        ProbedServer slow = tcp(out -> {
            for (byte each : chunked.getBytes(StandardCharsets.UTF_8)) {
                out.write(each);
                out.flush();
            }
        });

        assertThat(probe(http(slow, Optional.of("^status: up$")))).isEqualTo(ProbeResult.PASSED);
    }

    @Test
    void ofAnAnswerThatDoesNotEndOnlyTheBeginningIsRead() {
        AtomicInteger written = new AtomicInteger();
        ProbedServer endless = tcp(out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            byte[] block = new byte[64 << 10];
            for (int i = 0; i < 160; i++) {
                out.write(block);
                written.addAndGet(block.length);
            }
        });

        assertThat(detail(http(endless, Optional.of("never there"))))
                .isEqualTo("nothing in the body matches \"never there\"");
        Awaitility.await().until(() -> endless.openConnections() == 0);
        assertThat(written.get()).isLessThan(160 * (64 << 10));
    }

    @Test
    void aHeadThatDoesNotEndIsGivenUp() {
        ProbedServer endless = tcp(out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
            byte[] header = "X-More: and more\r\n".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 500_000; i++) {
                out.write(header);
            }
        });

        assertThat(detail(http(endless, Optional.empty()))).isEqualTo("the head of the answer is longer than 16 KiB");
    }

    @Test
    void aPatternThatWouldNeverEndHoldsUpNobody() {
        String body = "a".repeat(60) + "!";
        ProbedServer server =
                tcp(ProbedServer.answer("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));

        assertThat(detail(http(server, Optional.of("^(\\w|a)+\\1$"))))
                .startsWith("the search of the body takes too long");
    }

    @Test
    void tenThousandProbesLeaveNoDescriptorAndNoThread() throws IOException {
        ProbedServer server = onUnix(ProbedServer.answer(OK));
        int closed;
        try (ServerSocket free = new ServerSocket(0)) {
            closed = free.getLocalPort();
        }
        probe(new ProbeTarget.Connect(server.address()));
        Awaitility.await().until(() -> server.openConnections() == 0);
        long before = PosixWorld.descriptors();
        List<String> threads = PosixWorld.threads();

        AtomicInteger answered = new AtomicInteger();
        List<ProbeTarget.Outside> targets = List.of(
                http(server, Optional.of("ok")),
                new ProbeTarget.Connect(server.address()),
                new ProbeTarget.Connect(new Address.Tcp("127.0.0.1", closed)),
                new ProbeTarget.Connect(new Address.Unix(directory + "/none")));
        for (int round = 0; round < 100; round++) {
            int sofar = (round + 1) * 100;
            world.call(() -> {
                for (int i = 0; i < 100; i++) {
                    world.reactor().probe(targets.get(i % 4), result -> answered.incrementAndGet());
                }
                return true;
            });
            world.await("a hundred answers", () -> answered.get() == sofar);
        }

        Awaitility.await().until(() -> server.openConnections() == 0);
        Awaitility.await()
                .untilAsserted(() -> assertThat(PosixWorld.descriptors()).isEqualTo(before));
        assertThat(PosixWorld.threads()).isEqualTo(threads);
    }

    @Test
    void closeWithProbesUnderWayLeavesNothing() {
        long before = PosixWorld.descriptors();
        CountDownLatch end = new CountDownLatch(1);
        ProbedServer silent = onUnix(out -> await(end));
        PosixWorld other = new PosixWorld();
        other.call(() -> other.reactor().probe(http(silent, Optional.empty()), result -> {}));
        Awaitility.await().until(() -> !silent.requests.isEmpty());

        other.close();
        end.countDown();
        silent.close();

        Awaitility.await()
                .untilAsserted(() -> assertThat(PosixWorld.descriptors()).isEqualTo(before));
        assertThat(PosixWorld.threads()).doesNotContain("procmon-probes");
    }

    private ProbedServer tcp(ProbedServer.Behaviour behaviour) {
        ProbedServer server = ProbedServer.onTcp(behaviour);
        servers.add(server);
        return server;
    }

    private ProbedServer onUnix(ProbedServer.Behaviour behaviour) {
        ProbedServer server = ProbedServer.onUnix(directory.resolve("server"), behaviour);
        servers.add(server);
        return server;
    }

    private static ProbeTarget.Http http(ProbedServer server, Optional<String> body) {
        return new ProbeTarget.Http(
                server.address(),
                "example.org",
                "/health?full=1",
                200,
                299,
                Map.of("X-Probe", "yes"),
                body.map(Pattern::compile));
    }

    private ProbeResult probe(ProbeTarget.Outside target) {
        CompletableFuture<ProbeResult> result = new CompletableFuture<>();
        world.call(() -> world.reactor().probe(target, result::complete));
        return Observed.get(result);
    }

    private String detail(ProbeTarget.Outside target) {
        return ((ProbeResult.NotPassed) probe(target)).detail();
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
