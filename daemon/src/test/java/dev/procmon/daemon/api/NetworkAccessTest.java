// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.config.ApiSettings;
import dev.procmon.config.TcpListener;
import dev.procmon.config.TlsFiles;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.SocketClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class NetworkAccessTest {

    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path directory;

    private final FakeOperations operations = new FakeOperations();
    private ApiServer server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        Path tokens = directory.resolve("tokens");
        Files.writeString(tokens, "view " + TOKEN + "v\noperate " + TOKEN + "o\nconfigure " + TOKEN + "c\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        port = freePort();
        start(10, Optional.empty());
    }

    private void start(int clients, Optional<TlsFiles> tls) throws Exception {
        ApiSettings settings = new ApiSettings(
                clients,
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new TcpListener("127.0.0.1", port)),
                Optional.of(directory.resolve("tokens")),
                tls,
                List.of("Procmon.Example"),
                List.of("https://panel.example"));
        server = ApiServer.start(
                        settings,
                        TestLimits.withFailures(1000),
                        operations,
                        directory.resolve("api.sock"),
                        (what, cause) -> {})
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private RawClient client() throws IOException {
        return new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private String answerTo(String method, String target, String headers) throws IOException {
        try (RawClient client = client()) {
            return client.send(method + " " + target + " HTTP/1.1\r\n" + headers + "\r\n")
                    .answer();
        }
    }

    private static String bearer(String token) {
        return "Host: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "v, GET, /v1/programs, 200",
        "v, POST, /v1/actions, 403",
        "v, GET, /v1/config, 403",
        "v, POST, /v1/shutdown, 403",
        "o, GET, /v1/programs, 200",
        "o, POST, /v1/actions, 400",
        "o, GET, /v1/plan, 403",
        "o, POST, /v1/reload, 403",
        "c, GET, /v1/config, 200",
        "c, POST, /v1/shutdown, 202",
        "x, GET, /v1/programs, 401",
    })
    void aTokenMayWhatItsRoleMay(String token, String method, String target, int status) throws IOException {
        assertThat(answerTo(method, target, bearer(TOKEN + token))).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void removingNeedsMoreThanOperating() throws IOException {
        String body = "{\"action\":\"remove\",\"programs\":[\"web\"]}";
        String head = "Content-Length: " + body.length() + "\r\n";
        assertThat(answerTo("POST", "/v1/actions", bearer(TOKEN + "o") + head + "\r\n" + body))
                .startsWith("HTTP/1.1 403 ")
                .contains("removing programs needs configure");
        assertThat(operations.asked).isEmpty();
        assertThat(answerTo("POST", "/v1/actions", bearer(TOKEN + "c") + head + "\r\n" + body))
                .startsWith("HTTP/1.1 202 ");
        assertThat(operations.asked).containsExactly("remove [web] by token configure from 127.0.0.1");
    }

    @Test
    void withoutATokenNobodyGetsIn() throws IOException {
        assertThat(answerTo("GET", "/v1/instance", "Host: localhost\r\n"))
                .startsWith("HTTP/1.1 401 ")
                .contains("\r\nWWW-Authenticate: Bearer realm=\"procmon\"\r\n")
                .contains("Connection: close");
        assertThat(answerTo("GET", "/v1/instance", "Host: localhost\r\nAuthorization: Basic eDp5\r\n"))
                .startsWith("HTTP/1.1 401 ");
        assertThat(operations.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.1:1234, 200",
        "LOCALHOST, 200",
        "procmon.example:9273, 200",
        "evil.example, 421",
        "localhost.evil.example, 421",
        "'', 421",
    })
    void onlyTheNamesOfThisServerAreAnswered(String host, int status) throws IOException {
        String headers = "Host: " + host + "\r\nAuthorization: Bearer " + TOKEN + "v\r\n";
        assertThat(answerTo("GET", "/v1/instance", headers)).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void onlyTheConfiguredPagesAreAnswered() throws IOException {
        assertThat(answerTo("GET", "/v1/instance", bearer(TOKEN + "v") + "Origin: https://panel.example\r\n"))
                .startsWith("HTTP/1.1 200 ");
        for (String origin : List.of("https://evil.example", "null", "https://panel.example.evil.example", "")) {
            assertThat(answerTo("GET", "/v1/instance", bearer(TOKEN + "v") + "Origin: " + origin + "\r\n"))
                    .as(origin)
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    @Timeout(30)
    void aTokenFileIsATroubleUntilItIsMended() throws Exception {
        Path tokens = directory.resolve("tokens");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(answerTo("GET", "/v1/instance", bearer(TOKEN + "v"))).startsWith("HTTP/1.1 401 ");
        assertThat(server.troubles()).singleElement().asString().contains("make it private");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        // It is looked at on the thread of the server.
        while (!server.troubles().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(answerTo("GET", "/v1/instance", bearer(TOKEN + "v"))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void theNetworkNeverLocksOutWhoSitsAtTheHost() throws Exception {
        server.close();
        start(4, Optional.empty());
        try (RawClient first = client();
                RawClient second = client()) {
            String request = "GET /v1/instance HTTP/1.1\r\n" + bearer(TOKEN + "v") + "\r\n";
            assertThat(first.send(request).status()).isEqualTo(200);
            assertThat(second.send(request).status()).isEqualTo(200);
            try (RawClient third = client();
                    RawClient local = new RawClient(directory.resolve("api.sock"))) {
                assertThat(third.status()).isEqualTo(503);
                assertThat(local.send("GET /v1/instance HTTP/1.1\r\nHost: x\r\n\r\n")
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aPortThatIsTakenIsATroubleAndTheSocketServesOn() throws Exception {
        server.close();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            start(10, Optional.empty());
            assertThat(server.troubles())
                    .singleElement()
                    .asString()
                    .startsWith("does not listen on 127.0.0.1:" + port + ": ");
            assertThat(SocketClient.at(directory.resolve("api.sock"), "")
                            .instance()
                            .name())
                    .isEqualTo("shop");
        }
    }

    @Test
    void aClientComesWithAnAddressAndATokenFile() throws IOException {
        Path mine = directory.resolve("mine");
        Files.writeString(mine, "# my token\n" + TOKEN + "v\n");
        String address = "http://127.0.0.1:" + port;
        assertThat(SocketClient.connecting(address, Optional.of(mine))
                        .instance()
                        .name())
                .isEqualTo("shop");
        assertThatThrownBy(() ->
                        SocketClient.connecting(address, Optional.of(mine)).config())
                .isInstanceOfSatisfying(ClientException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(ClientException.Cause.FORBIDDEN))
                .hasMessageContaining("GET /v1/config needs configure");
        assertThatThrownBy(
                        () -> SocketClient.connecting(address, Optional.empty()).instance())
                .hasMessageContaining("a token is needed");
        assertThatThrownBy(() -> SocketClient.connecting("ftp://x", Optional.empty()))
                .hasMessageContaining("expected https://HOST:PORT");
    }

    @Test
    void aConnectionByTlsIsServedAndOneWithoutIsNot() throws Exception {
        server.close();
        Path certificate = directory.resolve("cert.pem");
        Path key = directory.resolve("key.pem");
        TestCertificate.write(certificate, key);
        start(10, Optional.of(new TlsFiles(certificate, key)));
        assertThat(server.troubles()).isEmpty();
        String answer = TestCertificate.get(certificate, port, "/v1/instance", TOKEN + "v");
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"name\":\"shop\"");
        try (RawClient plain = client()) {
            plain.trySend(("GET /v1/instance HTTP/1.1\r\n" + bearer(TOKEN + "v") + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(plain.rest(), StandardCharsets.UTF_8)).doesNotContain("shop");
        }
        // This client trusts only who is signed by somebody it knows.
        assertThatThrownBy(() -> SocketClient.connecting("https://127.0.0.1:" + port, Optional.empty())
                        .instance())
                .isInstanceOf(ClientException.class)
                .hasMessage("no procmon is to be reached at https://127.0.0.1:" + port
                        + ": its certificate is signed by nobody who is trusted here: put it into a trust store, and name"
                        + " that with -Djavax.net.ssl.trustStore=FILE in JAVA_TOOL_OPTIONS");
    }

    @Test
    void tlsFilesThatCannotBeUsedAreATrouble() throws Exception {
        server.close();
        Path wrong = Files.writeString(directory.resolve("wrong.pem"), "nothing");
        start(10, Optional.of(new TlsFiles(wrong, wrong)));
        assertThat(server.troubles()).singleElement().asString().startsWith("does not listen on ");
    }

    @Test
    void wrongTokensAreAnsweredEverMoreSlowly() {
        long[] now = {0};
        Delays delays = new Delays(10, () -> now[0]);
        assertThat(delays.next()).isZero();
        assertThat(delays.next()).isEqualTo(100_000_000);
        assertThat(delays.next()).isEqualTo(200_000_000);
        now[0] = 1_000_000_000;
        assertThat(delays.next()).isZero();
    }
}
