// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server answers, the client reads it or ends with {@link ClientException}, soon. */
@Timeout(120)
final class HostileAnswersTest {

    private static final int CASES = 3_000;
    private static final long SEED = 20260131;

    private static final String PLAN =
            "{\"file\":\"/srv/procmon.toml\",\"steps\":[{\"program\":\"web\",\"action\":\"restart\",\"why\":\"\",\"changes\":[],"
                    + "\"status\":\"planned\",\"message\":\"\"}],\"unchanged\":[\"db\"],\"settings\":[],\"warnings\":[]}";
    private static final List<String> ANSWERS = List.of(
            head("200 OK", "Content-Type: application/json", "Content-Length: " + PLAN.length()) + PLAN,
            head("100 Continue") + head("200 OK", "Transfer-Encoding: chunked") + Integer.toHexString(PLAN.length())
                    + ";x=y\r\n" + PLAN + "\r\n0\r\nTrailer: x\r\n\r\n",
            head("200 OK") + PLAN,
            head("422 No", "Content-Type: application/problem+json; charset=utf-8")
                    + "{\"status\":422,\"title\":\"No\",\"detail\":\"wrong\",\"errors\":[\"a\"]}");
    private static final EventQuery ALL =
            new EventQuery(List.of(), OptionalLong.empty(), Optional.empty(), OptionalInt.empty());

    @TempDir
    private Path directory;

    private ServerSocketChannel server;
    private volatile byte[] answer = new byte[0];
    private SocketClient client;

    @BeforeEach
    void start() throws IOException {
        Path socket = directory.resolve("api.sock");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(this::serve);
        client = SocketClient.at(socket, "nobody is there");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void serve() {
        while (true) {
            try (SocketChannel peer = server.accept()) {
                answer(peer);
            } catch (ClosedChannelException e) {
                if (!server.isOpen()) {
                    return;
                }
            } catch (IOException e) {
                // The client has had enough.
            }
        }
    }

    private void answer(SocketChannel peer) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(8192);
        while (!new String(request.array(), 0, request.position(), StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
            if (peer.read(request) < 0) {
                return;
            }
        }
        ByteBuffer out = ByteBuffer.wrap(answer);
        while (out.hasRemaining()) {
            peer.write(out);
        }
    }

    private static String head(String status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        for (String each : headers) {
            head.append(each).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private void answers(String text) {
        answer = text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void answersOfAllFramingsAreRead() {
        for (String each : ANSWERS.subList(0, 3)) {
            answers(each);
            assertThat(client.plan().steps()).hasSize(1);
        }
        answers(ANSWERS.getLast());
        assertThatThrownBy(client::plan).isInstanceOfSatisfying(ClientException.class, refused -> {
            assertThat(refused).hasMessage("wrong");
            assertThat(refused.problem().orElseThrow().errors()).containsExactly("a");
        });
    }

    @Test
    void mutatedAnswersAreReadOrRefused() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            answer = mutated(ANSWERS.get(random.nextInt(ANSWERS.size())), random);
            try {
                assertThat(client.plan()).isNotNull();
            } catch (ClientException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "case " + i + " of seed " + SEED + ": " + new String(answer, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    @Test
    void mutatedStreamsAreReadOrRefused() {
        Random random = new Random(SEED);
        String event =
                "{\"id\":7,\"time\":\"2026-01-31T12:00:00Z\",\"ms\":1.5,\"event\":\"ready\",\"message\":\"ready\"}";
        String stream = head("200 OK", "Content-Type: text/event-stream") + "retry: 1000\n\n"
                + ("id: 7\nevent: ready\ndata: " + event + "\n\n").repeat(2);
        answers(stream);
        try (ClientStream<?> good = client.followEvents(ALL)) {
            assertThat(good.next(Duration.ofSeconds(10))).isPresent();
        }
        for (int i = 0; i < 300; i++) {
            answer = mutated(stream, random);
            try (ClientStream<?> each = client.followEvents(ALL)) {
                var _ = each.next(Duration.ofMillis(20));
            } catch (ClientException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/1.1 20 OK\r\n\r\n{}",
                "HTTP/1.0 200 OK\r\n\r\n{}",
                "HTTP/1.1 200 OK\n\n{}",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\n\r\n[]",
                "HTTP/1.1 200 OK\r\n\r\n{\"file\":1}",
                "HTTP/1.1 500 No\r\nContent-Type: application/problem+json\r\n\r\n{\"status\":99999999999}",
            })
    void anAnswerThatMakesNoSenseIsRefusedWithASentence(String text) {
        answers(text);
        assertThatThrownBy(client::plan)
                .isInstanceOfSatisfying(ClientException.class, refused -> assertThat(refused.reason())
                        .isIn(ClientException.Cause.FAILED, ClientException.Cause.NOT_RUNNING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}"})
    void whoEndsBeforeTheAnswerDoesHasGoneAway(String text) {
        answers(text);
        assertThatThrownBy(client::plan).isInstanceOfSatisfying(ClientException.class, gone -> {
            assertThat(gone.reason()).isEqualTo(ClientException.Cause.NOT_RUNNING);
            assertThat(gone).hasMessageStartingWith("procmon has gone away while it was asked (");
        });
    }

    @Test
    void anEndlessHeadIsNotReadToItsEnd() {
        answers("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(10_000));
        assertThatThrownBy(client::plan).hasMessageContaining("head of the answer is longer than it may be");
        answers("HTTP/1.1 100 Continue\r\n\r\n".repeat(10_000));
        assertThatThrownBy(client::plan).hasMessageContaining("head of the answer is longer than it may be");
    }

    @Test
    void aLineWithoutAnEndIsNotReadToItsEnd() {
        answers(head("200 OK", "Content-Type: text/event-stream") + "data: " + "x".repeat(2 << 20));
        try (ClientStream<?> stream = client.followEvents(ALL)) {
            assertThatThrownBy(() -> stream.next(Duration.ofSeconds(20))).hasMessageContaining("is longer than");
        }
        answers(head("200 OK", "Content-Type: text/event-stream")
                + ("data: " + "x".repeat(1 << 10) + "\n").repeat(2_000));
        try (ClientStream<?> stream = client.followEvents(ALL)) {
            assertThatThrownBy(() -> stream.next(Duration.ofSeconds(20))).hasMessageContaining("is larger than");
        }
    }

    private static byte[] mutated(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> {
                    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
                    System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
                    bytes = shorter;
                }
            }
        }
        return bytes;
    }
}
