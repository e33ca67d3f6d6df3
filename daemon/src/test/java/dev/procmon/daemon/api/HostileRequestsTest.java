// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.ApiSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the server answers no, or closes; it has no fault, hangs nobody, and serves the next one. */
@Timeout(180)
final class HostileRequestsTest {

    private static final int CASES = 4_000;
    private static final int BODIES = 4_000;
    private static final long SEED = 20260131;

    private static final String START = "{\"action\":\"restart\",\"programs\":[\"web\",\"db:*\"],\"wait\":true,"
            + "\"timeout_ms\":1000,\"signal\":\"HUP\",\"whole_tree\":false,\"count\":2,\"at_a_time\":1}";
    private static final String ACTION = post("/v1/actions", START);
    private static final String CHUNKED = String.join(
            "\r\n",
            "POST /v1/shutdown HTTP/1.1",
            "Host: x",
            "Transfer-Encoding: chunked",
            "",
            "6;a=b",
            "{\"kill",
            "8",
            "\":false}",
            "0",
            "Trailer: x",
            "",
            "");
    private static final List<String> REQUESTS = List.of(
            "GET /v1/instance HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /v1/programs?program=web&program=db%3A* HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n",
            "GET /v1/events?after=3&last=10&since=2026-01-31T12:00:00Z HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /v1/events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\nLast-Event-ID: 4\r\n\r\n",
            ACTION,
            CHUNKED,
            ACTION + CHUNKED + ACTION);

    private static final List<String> INSERTS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\0",
            " ",
            "\t",
            ":",
            "\r\n\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Content-Length: 5\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "\r\nHost: evil\r\n",
            "\r\n ",
            "%",
            "%00",
            "%ff",
            "0\r\n\r\n",
            "ffffffffffffffff\r\n",
            "\u00ff\u00fe",
            "HTTP/1.0",
            "Connection: close\r\n",
            "Expect: 100-continue\r\n",
            "Upgrade: h2c\r\n",
            "x".repeat(9_000),
            "X: " + "y".repeat(17_000) + "\r\n");

    private static final Pattern ANSWER =
            Pattern.compile("HTTP/1\\.1 (\\d{3}) [ -~]+\r\n((?:[A-Za-z-]+: [ -~]*\r\n)*)\r\n");
    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)\r\n");

    @TempDir
    private Path directory;

    private final FakeOperations operations = new FakeOperations();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = ApiServer.start(
                        ApiSettings.STANDARD,
                        TestLimits.STANDARD,
                        operations,
                        directory.resolve("api.sock"),
                        (what, cause) -> faults.add(what + ": " + cause))
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(faults).isEmpty();
    }

    private RawClient client() throws Exception {
        return new RawClient(directory.resolve("api.sock"));
    }

    private static String post(String target, String body) {
        return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private void assertServes(String afterWhat) throws Exception {
        try (RawClient good = client()) {
            assertThat(good.send(REQUESTS.getFirst()).status()).as(afterWhat).isEqualTo(200);
        }
    }

    @Test
    void mutatedRequestsAreAnsweredOrTheConnectionIsClosed() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            byte[] request = mutated(REQUESTS.get(random.nextInt(REQUESTS.size())), random);
            String name = "case " + i + " of seed " + SEED + ": " + new String(request, StandardCharsets.ISO_8859_1);
            try (RawClient client = client()) {
                client.trySend(request);
                endOutput(client);
                assertAreAnswers(new String(client.rest(), StandardCharsets.ISO_8859_1), name);
            }
            if (i % 20 == 0) {
                assertServes(name);
            }
        }
        assertServes("all cases");
    }

    @Test
    void aRequestMayArriveInAnyTwoPieces() throws Exception {
        try (RawClient other = client()) {
            for (String request : List.of(REQUESTS.get(1), ACTION, CHUNKED)) {
                for (int i = 1; i < request.length(); i++) {
                    try (RawClient client = client()) {
                        client.send(request.substring(0, i));
                        // Its answer comes from the same thread: so the first piece has been read.
                        other.send(REQUESTS.getFirst()).status();
                        assertThat(client.send(request.substring(i)).status())
                                .as("split at " + i)
                                .isBetween(200, 202);
                    }
                }
            }
        }
    }

    @Test
    void mutatedBodiesAreAnsweredAndTheConnectionGoesOn() throws Exception {
        Random random = new Random(SEED);
        try (RawClient client = client()) {
            for (int i = 0; i < BODIES; i++) {
                byte[] body = mutated(START, random);
                byte[] head = ("POST /v1/actions HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                client.send(head).send(body);
                assertThat(client.status())
                        .as(() -> "case of seed " + SEED + ": " + new String(body, StandardCharsets.ISO_8859_1))
                        .isIn(200, 202, 400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\ng\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0x1\r\nx\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n0\r\n\r\n",
                "Content-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                "Content-Length: 1, 2\r\n\r\nx",
                "Content-Length: +1\r\n\r\nx",
                "Content-Length: -1\r\n\r\nx",
                "Content-Length: 0x1\r\n\r\nx",
                "Content-Length: 1x\r\n\r\nx",
                "Content-Length: \r\n\r\nx",
                "Content-Length : 1\r\n\r\nx",
                "X: a\nContent-Length: 1\r\n\r\nx",
                "X: a\0b\r\n\r\n",
                "X: a\rb\r\n\r\n",
                "no colon\r\n\r\n",
                ": no name\r\n\r\n",
                "a name: x\r\n\r\n",
                "X\0: x\r\n\r\n",
            })
    void whatTwoServersCouldReadInTwoWaysIsRefused(String headersAndBody) throws Exception {
        String smuggled = post("/v1/shutdown", "{}");
        try (RawClient client = client()) {
            client.trySend(("POST /v1/shutdown HTTP/1.1\r\nHost: x\r\n" + headersAndBody + smuggled)
                    .getBytes(StandardCharsets.ISO_8859_1));
            String answer = client.answer();
            assertThat(answer).containsPattern("^HTTP/1.1 (400|413|501) ").contains("Connection: close");
            assertThat(client.rest()).isEmpty();
        }
        assertThat(operations.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/instance HTTP/1.1\nHost: x\n\n",
                "GET /v1/instance\r\nHost: x\r\n\r\n",
                "G\0T /v1/instance HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/in stance HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/instance\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/../v1/instance HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET //v1/instance HTTP/1.1\r\nHost: x\r\n\r\n",
                "CONNECT localhost:80 HTTP/1.1\r\nHost: x\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
            })
    void whatIsNoRequestForThisServerIsRefused(String request) throws Exception {
        try (RawClient client = client()) {
            client.send(request);
            endOutput(client);
            assertThat(new String(client.rest(), StandardCharsets.ISO_8859_1)).containsPattern("^(HTTP/1.1 (4|5)|$)");
        }
        assertThat(operations.asked).isEmpty();
        assertServes(request);
    }

    /** All that came is answers, one after the other, and none of them says that procmon has a fault. */
    private static void assertAreAnswers(String text, String name) {
        int next = 0;
        Matcher matcher = ANSWER.matcher(text);
        while (next < text.length()) {
            assertThat(matcher.find(next) && matcher.start() == next).as(name).isTrue();
            assertThat(matcher.group(1)).as(name).isNotEqualTo("500");
            Matcher length = LENGTH.matcher(matcher.group(2));
            boolean hasLength = length.find();
            boolean isStream = !hasLength && matcher.group(1).equals("200");
            next = isStream ? text.length() : matcher.end() + (hasLength ? Integer.parseInt(length.group(1)) : 0);
        }
        assertThat(next).as(name).isEqualTo(text.length());
    }

    private static void endOutput(RawClient client) {
        try {
            client.endOutput();
        } catch (IOException e) {
            // The server has closed already.
        }
    }

    private static byte[] mutated(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count && bytes.length > 0; i++) {
            bytes = mutated(bytes, random);
        }
        return bytes;
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int to = at + random.nextInt(Math.min(40, bytes.length - at) + 1);
        return switch (random.nextInt(6)) {
            case 0 -> {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> {
                byte[] other = bytes.clone();
                other[at] = (byte) random.nextInt(256);
                yield other;
            }
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
            case 4 -> joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
            default -> {
                byte[] insert = INSERTS.get(random.nextInt(INSERTS.size())).getBytes(StandardCharsets.ISO_8859_1);
                yield joined(joined(Arrays.copyOf(bytes, at), insert), Arrays.copyOfRange(bytes, at, bytes.length));
            }
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }
}
