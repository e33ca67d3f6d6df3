// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.ApiSettings;
import dev.procmon.control.action.ActionReport;
import dev.procmon.control.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ApiServerTest {

    private static final Limits LIMITS = TestLimits.STANDARD;

    @TempDir
    private Path directory;

    private final FakeOperations operations = new FakeOperations();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private ApiServer server;
    private Path socket;

    @BeforeEach
    void start() throws Exception {
        socket = directory.resolve("api.sock");
        server = start(LIMITS, ApiSettings.STANDARD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ApiServer start(Limits limits, ApiSettings settings) throws Exception {
        return ApiServer.start(settings, limits, operations, socket, (what, cause) -> faults.add(what + ": " + cause))
                .get(20, TimeUnit.SECONDS);
    }

    private void restart(Limits limits, ApiSettings settings) throws Exception {
        server.close();
        server = start(limits, settings);
    }

    private RawClient client() throws IOException {
        return new RawClient(socket);
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static String post(String target, String body) {
        return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String action(String program) {
        return post("/v1/actions", "{\"action\":\"start\",\"programs\":[\"" + program + "\"],\"wait\":true}");
    }

    private String answerTo(String request) throws IOException {
        try (RawClient client = client()) {
            return client.send(request).answer();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/instance, instance",
        "/v1/programs, programs []",
        "/v1/programs?program=web&program=db:*, 'programs [web, db:*]'",
        "/v1/programs/web, programs [web]",
        "/v1/programs/web%3A0/why, why web:0",
        "/v1/programs/db:0/runs, runs db:0",
        "/v1/config, config",
        "/v1/plan, plan",
    })
    void aGetAsksTheOperation(String target, String asked) throws IOException {
        String answer = answerTo(get(target));
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("Cache-Control: no-store");
        assertThat(operations.asked).containsExactly(asked);
    }

    @Test
    void queriesAreReadWhole() throws IOException {
        answerTo(get("/v1/events?program=web&after=3&since=2026-01-31T12:00:00%2B01:00&last=10"));
        answerTo(get("/v1/logs?run=4&stream=stderr&last=5"));
        answerTo(get("/v1/logs?since=2026-01-31T12:00:00Z&until=2026-01-31T13:00:00Z&grep=a%2Bb"));
        assertThat(operations.asked.get(0))
                .contains("programs=[web]", "after=OptionalLong[3]", "2026-01-31T11:00:00Z", "last=OptionalInt[10]");
        assertThat(operations.asked.get(1)).contains("run=OptionalLong[4]", "Optional[stderr]", "last=OptionalInt[5]");
        assertThat(operations.asked.get(2))
                .contains("until=Optional[2026-01-31T13:00:00Z]", "grep=Optional[a+b]", "last=OptionalInt.empty");
    }

    @Test
    void filesOfOutputAreOpenedAnewInTheNameOfWhoAsks() throws IOException {
        assertThat(answerTo(post("/v1/logs", "{\"action\":\"reopen\",\"programs\":[\"web\"]}")))
                .startsWith("HTTP/1.1 200")
                .contains("{\"files\":[\"/var/lib/procmon/shop/logs/web.log\"],"
                        + "\"failed\":[\"/srv/db.log: EACCES (permission denied)\"]}");
        assertThat(operations.asked).singleElement().asString().startsWith("reopen files of [web] by user ");
        assertThat(answerTo(post("/v1/logs", "{\"action\":\"reopen\",\"program\":\"web\"}")))
                .startsWith("HTTP/1.1 400")
                .contains("unknown field \\\"program\\\"; expected action, programs");
    }

    @Test
    void figuresAreInTheFormatOfPrometheus() throws IOException {
        assertThat(answerTo(get("/metrics")))
                .startsWith("HTTP/1.1 200")
                .contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n")
                .endsWith("procmon_program_up{program=\"web\"} 1\n");
    }

    @Test
    void anActionIsDoneInTheNameOfWhoAsks() throws IOException {
        String answer = answerTo(action("web"));
        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"all_done\":true");
        assertThat(operations.asked)
                .singleElement()
                .asString()
                .startsWith("start [web] by user ")
                .contains("(uid ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/nothing | 404 | nothing at this path",
                "/v1/programs/ | 404 | nothing at this path",
                "/v1/programs/nobody | 404 | there is no program nobody",
                "/v1/programs/db | 400 | several programs: db:0, db:1",
                "/v1/events?last=0 | 400 | expected 1 to 10000",
                "/v1/events?last=ten | 400 | expected a whole number",
                "/v1/events?after=-1 | 400 | expected a whole number",
                "/v1/events?after=1&after=2 | 400 | given twice",
                "/v1/events?since=yesterday | 400 | expected a time such as",
                "/v1/events?program= | 400 | expected a name or a pattern",
                "/v1/events?programs=web | 400 | unknown parameter \\\"programs\\\"; expected program, after, since, last",
                "/v1/instance?x=1 | 400 | expected none",
                "/v1/logs?stream=both | 400 | expected stdout or stderr",
                "/v1/programs/%zz | 400 | wrongly encoded",
                "/v1/programs/%00 | 400 | wrongly encoded",
                "/v1/programs/%ff | 400 | wrongly encoded",
                "http://localhost/v1/programs | 400 | no path",
            })
    void aWrongTargetIsRefusedWithWhatIsWrong(String target, int status, String detail) throws IOException {
        String answer = answerTo(get(target));
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("application/problem+json");
        assertThat(answer).contains(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | not JSON",
                "[] | expected a JSON object",
                "{\"action\":\"dance\",\"programs\":[\"web\"]} | unknown action",
                "{\"action\":\"start\"} | at least one name",
                "{\"action\":\"start\",\"programs\":\"web\"} | expected an array of strings",
                "{\"action\":\"start\",\"programs\":[\"web\"],\"timeout\":1} | unknown field \\\"timeout\\\"",
                "{\"action\":\"start\",\"programs\":[\"web\"],\"timeout_ms\":-1} | 0 or more",
                "{\"action\":\"start\",\"programs\":[\"web\"]}x | not JSON",
            })
    void aWrongBodyIsRefusedWithWhatIsWrong(String body, String detail) throws IOException {
        assertThat(answerTo(post("/v1/actions", body)))
                .startsWith("HTTP/1.1 400 ")
                .contains(detail);
        assertThat(operations.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN, 404", "MALFORMED, 400", "CONFLICT, 409", "INVALID, 422", "ENDING, 503", "BUSY, 503"})
    void aRefusalOfTheOperationBecomesAStatus(String kind, int status) throws IOException {
        assertThat(answerTo(action(kind)))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\"errors\":[\"a\",\"b\"]");
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fault", "late-fault"})
    void aFaultIsToldToTheSinkAndNotToTheClient(String program) throws IOException {
        String answer = answerTo(action(program));
        assertThat(answer).startsWith("HTTP/1.1 500 ").contains("a fault of procmon, see its log");
        assertThat(answer).doesNotContain("secret", "Exception", "at dev.procmon");
        assertThat(faults).singleElement().asString().contains("secret detail");
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /v1/instance, GET", "GET, /v1/actions, POST", "HEAD, /v1/plan, GET", "POST, /v1/events, GET"})
    void aWrongMethodIsToldTheRightOne(String method, String target, String allowed) throws IOException {
        String answer = answerTo(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 405 ").contains("\r\nAllow: " + allowed + "\r\n");
    }

    @Test
    void anAnswerToHeadHasNoBodyThatCouldBeTakenForTheNextAnswer() throws IOException {
        try (RawClient client = client()) {
            client.send("HEAD /v1/plan HTTP/1.1\r\nHost: x\r\n\r\n" + get("/v1/instance"));
            assertThat(client.answer()).startsWith("HTTP/1.1 405 ").endsWith("\r\n\r\n");
            assertThat(client.status()).isEqualTo(200);
        }
    }

    @Test
    void aPageHasABoundEvenIfNobodySaysOne() throws IOException {
        answerTo(get("/v1/events"));
        answerTo(get("/v1/logs"));
        assertThat(operations.asked).hasSize(2).allMatch(each -> each.contains("last=OptionalInt[10000]"));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.0, 505",
        "HTTP/2.0, 505",
        "HTTP/1.2, 505",
        "FTP/1.1, 400",
        "HTTP/1.1x, 400",
    })
    void onlyHttp11IsSpoken(String version, int status) throws IOException {
        assertThat(answerTo("GET /v1/instance " + version + "\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\r\nConnection: close\r\n");
    }

    @ParameterizedTest
    @CsvSource({"'', 400", "'Host: a\r\nHost: b\r\n', 400"})
    void thereIsExactlyOneHost(String header, int status) throws IOException {
        assertThat(answerTo("GET /v1/instance HTTP/1.1\r\n" + header + "\r\n")).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void aConnectionServesManyRequests() throws IOException {
        try (RawClient client = client()) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.send(get("/v1/instance")).answer()).startsWith("HTTP/1.1 200 ");
            }
            assertThat(client.send("GET /v1/instance HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .answer())
                    .contains("\r\nConnection: close\r\n");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        try (RawClient client = client()) {
            client.send(action("held") + get("/v1/instance") + get("/v1/nothing") + get("/v1/programs"));
            assertThat(operations.actions.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(operations.asked).hasSize(1);
            operations.held.getFirst().complete(FakeOperations.report());
            assertThat(client.answer()).contains("\"all_done\"");
            assertThat(client.answer()).contains("\"name\":\"shop\"");
            assertThat(client.status()).isEqualTo(404);
            assertThat(client.answer()).contains("\"last_event\"");
        }
    }

    @Test
    void tooManyPipelinedRequestsEndTheConnectionAfterThoseBefore() throws Exception {
        try (RawClient client = client()) {
            client.send(action("held") + get("/v1/instance").repeat(LIMITS.pipelined() + 1));
            assertThat(operations.actions.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            operations.held.getFirst().complete(FakeOperations.report());
            for (int i = 0; i <= LIMITS.pipelined(); i++) {
                assertThat(client.status()).isEqualTo(200);
            }
            assertThat(client.answer()).startsWith("HTTP/1.1 429 ").contains("Connection: close");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aRequestAfterOneThatIsTooLongIsNotTaken() throws IOException {
        try (RawClient client = client()) {
            client.send(get("/" + "x".repeat(LIMITS.requestLine())) + get("/v1/shutdown"));
            assertThat(client.status()).isEqualTo(414);
            assertThat(client.rest()).isEmpty();
        }
        assertThat(operations.asked).isEmpty();
    }

    @Test
    void headersHaveALimit() throws IOException {
        String header = "X-Header: " + "x".repeat(1000) + "\r\n";
        assertThat(answerTo("GET /v1/instance HTTP/1.1\r\nHost: x\r\n" + header.repeat(15) + "\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(answerTo("GET /v1/instance HTTP/1.1\r\nHost: x\r\n" + header.repeat(20) + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void aBodyHasALimitThatIsToldBeforeItIsSent() throws IOException {
        String small = "{" + " ".repeat(LIMITS.body() - 2) + "}";
        assertThat(answerTo(post("/v1/shutdown", small))).startsWith("HTTP/1.1 202 ");
        assertThat(answerTo(
                        "POST /v1/shutdown HTTP/1.1\r\nHost: x\r\nContent-Length: " + (LIMITS.body() + 1) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
        assertThat(answerTo("POST /v1/shutdown HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aBodyInChunksHasTheSameLimit() throws IOException {
        String head = "POST /v1/shutdown HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(answerTo(head + "e\r\n{\"kill\":false}\r\n0\r\n\r\n")).startsWith("HTTP/1.1 202 ");
        String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
        try (RawClient client = client()) {
            client.trySend((head + chunk.repeat(17)).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(client.status()).isEqualTo(413);
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /v1/shutdown HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.answer()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.send("{}").status()).isEqualTo(202);
        }
        assertThat(answerTo("POST /v1/shutdown HTTP/1.1\r\nHost: x\r\nExpect: cake\r\nContent-Length: 2\r\n\r\n"))
                .startsWith("HTTP/1.1 417 ");
    }

    @Test
    void aRequestThatNeverEndsIsAnsweredAndClosed() throws Exception {
        restart(TestLimits.withRequestTime(Duration.ofMillis(100)), ApiSettings.STANDARD);
        for (String part : List.of(
                "G",
                "GET /v1/instance HTTP/1.1\r\n",
                "GET /v1/instance HTTP/1.1\r\nHost: x\r\n",
                "POST /v1/shutdown HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{",
                get("/v1/instance") + "GET /v1/instance HTTP/1.1\r\n")) {
            try (RawClient client = client()) {
                client.send(part);
                String last = client.answer();
                if (last.startsWith("HTTP/1.1 200 ")) {
                    last = client.answer();
                }
                assertThat(last).as(part).startsWith("HTTP/1.1 408 ");
                assertThat(client.rest()).isEmpty();
            }
        }
    }

    @Test
    void aConnectionWithoutARequestIsClosed() throws Exception {
        restart(TestLimits.withIdle(Duration.ofMillis(100)), ApiSettings.STANDARD);
        try (RawClient client = client()) {
            assertThat(client.rest()).isEmpty();
        }
        try (RawClient client = client()) {
            assertThat(client.send(get("/v1/instance")).status()).isEqualTo(200);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void anAnswerThatTakesLongKeepsItsConnection() throws Exception {
        restart(TestLimits.withIdle(Duration.ofMillis(50)), ApiSettings.STANDARD);
        try (RawClient client = client();
                RawClient other = client()) {
            client.send(action("held"));
            assertThat(operations.actions.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            // The other one is idle for as long as the first one waits, and is closed.
            assertThat(other.rest()).isEmpty();
            operations.held.getFirst().complete(new ActionReport(List.of()));
            assertThat(client.status()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatEndsItsSideStillGetsItsAnswer() throws Exception {
        try (RawClient client = client()) {
            client.send(action("held"));
            assertThat(operations.actions.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            client.endOutput();
            // The server has looked at all its connections when it has answered others.
            answerTo(get("/v1/instance"));
            answerTo(get("/v1/instance"));
            operations.held.getFirst().complete(FakeOperations.report());
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void oneTooManyIsTurnedAwayAndAnotherTakesThePlaceOfOneThatLeaves() throws Exception {
        restart(LIMITS, TestLimits.settings(2));
        try (RawClient second = client()) {
            try (RawClient first = client()) {
                assertThat(first.send(get("/v1/instance")).status()).isEqualTo(200);
                assertThat(second.send(get("/v1/instance")).status()).isEqualTo(200);
                try (RawClient third = client()) {
                    assertThat(third.answer()).startsWith("HTTP/1.1 503 ").contains("too many clients");
                    assertThat(third.rest()).isEmpty();
                }
                first.send("GET /v1/instance HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                assertThat(first.status()).isEqualTo(200);
                first.endOutput();
                assertThat(first.rest()).isEmpty();
            }
            assertThat(second.send(get("/v1/instance")).status()).isEqualTo(200);
            try (RawClient third = client()) {
                assertThat(third.send(get("/v1/instance")).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void whoeverDoesNotReadPagesOfLinesKeepsNobodyFromOtherAnswers() throws Exception {
        restart(TestLimits.withAnswersWaiting(1), ApiSettings.STANDARD);
        // Larger than what the kernel takes: some of it waits in the server, until it is read.
        operations.lineText = "#".repeat(4 << 20);
        List<RawClient> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                slow.add(client().send(get("/v1/logs")));
                // The first four have their turn, and the others wait.
                while (operations.asked.size() < Math.min(i + 1, 4)) {
                    Thread.onSpinWait();
                }
            }
            assertThat(answerTo(get("/v1/instance"))).startsWith("HTTP/1.1 200 ");
            assertThat(operations.asked.stream().filter(asked -> asked.startsWith("logs")))
                    .hasSize(4);
            for (RawClient each : slow) {
                assertThat(each.answer()).startsWith("HTTP/1.1 200 ").hasSizeGreaterThan(4 << 20);
            }
        } finally {
            for (RawClient each : slow) {
                each.close();
            }
        }
        assertThat(answerTo(get("/v1/logs"))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whileTooManyAnswersWaitToBeReadThereAreNoMore() throws Exception {
        restart(TestLimits.withAnswersWaiting(1), ApiSettings.STANDARD);
        try (RawClient slow = client()) {
            // Larger than what the kernel takes: some of it waits in the server, until it is read.
            operations.configText = "#".repeat(4 << 20);
            slow.send(get("/v1/config"));
            String refused = answerTo(get("/v1/instance"));
            while (refused.startsWith("HTTP/1.1 200 ")) {
                refused = answerTo(get("/v1/instance"));
            }
            assertThat(refused).startsWith("HTTP/1.1 503 ").contains("too many answers", "Retry-After: 1");
            assertThat(slow.answer()).hasSizeGreaterThan(4 << 20);
        }
        String served = answerTo(get("/v1/instance"));
        while (served.startsWith("HTTP/1.1 503 ")) {
            served = answerTo(get("/v1/instance"));
        }
        assertThat(served).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void anAnswerThatIsNeverReadEndsTheConnection() throws Exception {
        restart(TestLimits.withIdle(Duration.ofMillis(100)), ApiSettings.STANDARD);
        operations.configText = "#".repeat(4 << 20);
        try (RawClient slow = client();
                RawClient other = client()) {
            slow.send(get("/v1/config"));
            // Both stand idle for the same time; what the slow one has not read by then is lost.
            assertThat(other.rest()).isEmpty();
            assertThat(slow.rest()).hasSizeLessThan(4 << 20);
        }
    }

    @Test
    void webPagesAreKeptAway() throws Exception {
        String page = "GET /v1/instance HTTP/1.1\r\nHost: x\r\nOrigin: https://panel.example\r\n\r\n";
        assertThat(answerTo(page)).startsWith("HTTP/1.1 403 ").doesNotContain("Access-Control");
        restart(LIMITS, TestLimits.settings(10, List.of("https://panel.example")));
        assertThat(answerTo(page)).startsWith("HTTP/1.1 200 ").doesNotContain("Access-Control");
    }

    @Test
    void theSocketIsForItsOwnerAndReplacesAStaleOne() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        server.close();
        assertThat(socket).doesNotExist();
        Files.writeString(socket, "stale");
        server = start(LIMITS, ApiSettings.STANDARD);
        assertThat(answerTo(get("/v1/instance"))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aSocketThatCannotBeMadeIsOneSentence() {
        Path missing = directory.resolve("missing/api.sock");
        assertThat(ApiServer.start(ApiSettings.STANDARD, operations, missing, (what, cause) -> {}))
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(ApiException.class)
                .withMessageStartingWith("cannot listen on " + missing + ": ");
    }

    @Test
    void anEndLetsAnswersUnderWayArrive() throws Exception {
        try (RawClient client = client();
                RawClient idle = client()) {
            assertThat(idle.send(get("/v1/instance")).status()).isEqualTo(200);
            client.send(action("held"));
            assertThat(operations.actions.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            var stopped = server.stop();
            assertThat(idle.rest()).isEmpty();
            operations.held.getFirst().complete(FakeOperations.report());
            assertThat(client.answer()).startsWith("HTTP/1.1 200 ").contains("Connection: close");
            assertThat(stopped).succeedsWithin(Duration.ofSeconds(20));
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void theDescriptionOfTheApiIsServed() throws IOException {
        String answer = answerTo(get("/v1/openapi.json"));
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(Json.object(body).text("openapi")).isEqualTo("3.1.0");
    }
}
