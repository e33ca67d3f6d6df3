// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.ApiSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams and pages of lines, as their clients see them. */
@Timeout(120)
final class LineStreamTest {

    @TempDir
    private Path directory;

    private final FakeOperations operations = new FakeOperations();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private ApiServer server;

    private void start(Limits limits) throws Exception {
        server = ApiServer.start(
                        ApiSettings.STANDARD,
                        limits,
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

    private RawClient following(String target, String header) throws Exception {
        return client().send(
                        "GET " + target + " HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n" + header + "\r\n");
    }

    private static void skipHead(RawClient client) throws Exception {
        assertThat(client.answer()).startsWith("HTTP/1.1 200 OK\r\n").contains("Content-Type: text/event-stream\r\n");
        assertThat(client.paragraph()).isEqualTo("retry: 1000\n\n");
    }

    private static void expect(RawClient client, long from, long to) throws Exception {
        for (long id = from; id <= to; id++) {
            assertThat(client.paragraph()).startsWith("id: " + id + "\nevent: line\ndata: {\"id\":" + id + ",");
        }
    }

    @Test
    void linesThatWereAreToldAndThenThoseThatCome() throws Exception {
        start(TestLimits.STANDARD);
        try (RawClient client = following("/v1/logs?program=web", "")) {
            skipHead(client);
            expect(client, 1, 3);
            operations.later.complete(List.of(FakeOperations.line(4)));
            assertThat(client.paragraph()).startsWith("id: 4\n");
        }
        assertThat(operations.went.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoComesBackGoesOnAfterTheLineThatItKnowsAndNotWithTheLastOnes() throws Exception {
        start(TestLimits.STANDARD);
        try (RawClient client = following("/v1/logs?program=web&last=10&grep=x", "Last-Event-ID: 2\r\n")) {
            skipHead(client);
            expect(client, 3, 5);
            assertThat(operations.asked)
                    .singleElement()
                    .asString()
                    .contains("after=OptionalLong[2]", "last=OptionalInt.empty", "grep=Optional[x]");
        }
    }

    @Test
    void whatIsWrongIsToldBeforeTheStreamBegins() throws Exception {
        start(TestLimits.STANDARD);
        try (RawClient unknown = following("/v1/logs?program=nobody", "")) {
            assertThat(unknown.answer()).startsWith("HTTP/1.1 404 ").contains("there is no program nobody");
        }
    }

    @Test
    void noMoreIsReadThanTheClientTakes() throws Exception {
        operations.linesMax = 3_000_000;
        start(TestLimits.STANDARD);
        try (RawClient client = following("/v1/logs?after=0", "")) {
            skipHead(client);
            expect(client, 1, 3);
            // All buffers between here and there are full before the third part of this.
            assertThat(operations.batches.get()).isLessThan(100_000);
            int stopped = operations.batches.get();
            for (int looks = 0; operations.batches.get() != stopped && looks < 1_000; looks++) {
                stopped = operations.batches.get();
                assertThat(client().send("GET /v1/instance HTTP/1.1\r\nHost: x\r\n\r\n")
                                .status())
                        .isEqualTo(200);
            }
            assertThat(operations.batches.get()).isEqualTo(stopped);
            expect(client, 4, 3L * stopped + 3);
        }
    }

    @Test
    void whoReadsNothingForLongIsLetGo() throws Exception {
        operations.linesMax = Long.MAX_VALUE;
        start(TestLimits.withIdle(Duration.ofMillis(300)));
        try (RawClient client = following("/v1/logs?after=0", "")) {
            skipHead(client);
            assertThat(operations.went.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aPageThatNobodyWaitsForIsGivenUp() throws Exception {
        start(TestLimits.withRequestTime(Duration.ofMillis(100)));
        try (RawClient client = client().send("GET /v1/logs?program=slow HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertThat(operations.came.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(operations.pages.getFirst()).isNotDone();
        }
        assertThat(operations.pages.getFirst())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(java.util.concurrent.CancellationException.class);
    }
}
