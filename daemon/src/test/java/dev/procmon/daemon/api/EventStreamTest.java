// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.ApiSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class EventStreamTest {

    private static final int MANY = 200;

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

    private RawClient following(String target, String header) throws Exception {
        return new RawClient(directory.resolve("api.sock"))
                .send("GET " + target + " HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n" + header + "\r\n");
    }

    private static void skipHead(RawClient client) throws Exception {
        assertThat(client.answer()).startsWith("HTTP/1.1 200 OK\r\n").contains("Content-Type: text/event-stream\r\n");
        assertThat(client.paragraph()).isEqualTo("retry: 1000\n\n");
    }

    private void awaitListeners(int count) throws InterruptedException {
        assertThat(operations.came.tryAcquire(count, 30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void itTellsWhatWasAndThenWhatComesEachOnceAndInOrder() throws Exception {
        start(TestLimits.STANDARD);
        operations.append("web");
        operations.append("db");
        try (RawClient client = following("/v1/events", "")) {
            skipHead(client);
            awaitListeners(1);
            operations.append("web");
            for (int id = 1; id <= 3; id++) {
                assertThat(client.paragraph())
                        .startsWith("id: " + id + "\nevent: exited\ndata: {\"id\":" + id + ",")
                        .endsWith("}\n\n");
            }
        }
        assertThat(operations.went.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(operations.listeners()).isZero();
    }

    @Test
    void whoComesBackGoesOnWhereItWas() throws Exception {
        start(TestLimits.STANDARD);
        for (int i = 0; i < 5; i++) {
            operations.append("web");
        }
        try (RawClient byHeader = following("/v1/events?after=1", "Last-Event-ID: 3\r\n");
                RawClient byParameter = following("/v1/events?after=4", "")) {
            skipHead(byHeader);
            skipHead(byParameter);
            assertThat(byHeader.paragraph()).startsWith("id: 4\n");
            assertThat(byParameter.paragraph()).startsWith("id: 5\n");
        }
    }

    @Test
    void whatIsWrongIsToldBeforeTheStreamBegins() throws Exception {
        start(TestLimits.STANDARD);
        try (RawClient unknown = following("/v1/events?program=nobody", "");
                RawClient wrong = following("/v1/events", "Last-Event-ID: x\r\n")) {
            assertThat(unknown.answer()).startsWith("HTTP/1.1 404 ").contains("there is no program nobody");
            assertThat(wrong.answer()).startsWith("HTTP/1.1 400 ").contains("Last-Event-ID");
            assertThat(unknown.send("GET /v1/instance HTTP/1.1\r\nHost: x\r\n\r\n")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aNumberOfEventsThatALostLogHadIsNoReasonToBeSilent() throws Exception {
        start(TestLimits.STANDARD);
        try (RawClient before = following("/v1/events", "Last-Event-ID: 9\r\n")) {
            skipHead(before);
            awaitListeners(1);
            operations.append("db");
            operations.append("web");
            assertThat(before.paragraph()).startsWith("id: 1\n");
            assertThat(before.paragraph()).startsWith("id: 2\n");
        }
        try (RawClient earlier = following("/v1/events?program=db", "Last-Event-ID: 3\r\n");
                RawClient known = following("/v1/events?program=db", "Last-Event-ID: 2\r\n")) {
            skipHead(earlier);
            assertThat(earlier.paragraph()).startsWith("id: 1\n");
            skipHead(known);
            operations.append("db");
            assertThat(known.paragraph()).startsWith("id: 3\n");
        }
    }

    @Test
    void aSilentStreamSaysThatItIsThere() throws Exception {
        start(TestLimits.withHeartbeat(Duration.ofMillis(20)));
        try (RawClient client = following("/v1/events", "")) {
            skipHead(client);
            assertThat(client.paragraph()).isEqualTo(":\n\n");
            assertThat(client.paragraph()).isEqualTo(":\n\n");
        }
    }

    @Test
    void manyFollowTheSameAndThoseThatNeverReadAreCutOffWhileTheOthersGoOn() throws Exception {
        start(TestLimits.STANDARD);
        List<RawClient> readers = new ArrayList<>();
        List<RawClient> sleepers = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                RawClient each = following("/v1/events", "");
                (i % 20 == 0 ? sleepers : readers).add(each);
            }
            for (RawClient each : readers) {
                skipHead(each);
            }
            awaitListeners(MANY);
            // More than the buffers of the kernel and of the server take: those that do not read have to go.
            int id = 0;
            while (operations.listeners() > readers.size()) {
                for (int i = 0; i < 50; i++) {
                    operations.append("web");
                }
                for (int i = 0; i < 50; i++) {
                    id++;
                    for (RawClient each : readers) {
                        assertThat(event(each)).startsWith("id: " + id + "\n");
                    }
                }
                assertThat(id).as("events told while nobody was cut off").isLessThan(10_000);
            }
            assertThat(operations.went.tryAcquire(sleepers.size(), 10, TimeUnit.SECONDS))
                    .isTrue();
            for (RawClient each : sleepers) {
                String got = new String(each.rest(), StandardCharsets.UTF_8);
                assertThat(got).contains("id: 1\n").doesNotContain("id: " + id + "\n");
            }
            operations.append("web");
            for (RawClient each : readers) {
                assertThat(each.paragraph()).startsWith("id: " + (id + 1) + "\n");
            }
        } finally {
            for (RawClient each : readers) {
                each.close();
            }
            for (RawClient each : sleepers) {
                each.close();
            }
        }
    }

    @Test
    void aLongPastIsSentNoFasterThanItIsRead() throws Exception {
        start(TestLimits.withReplays(1));
        for (int i = 0; i < 5_000; i++) {
            operations.append("web");
        }
        try (RawClient slow = following("/v1/events", "");
                RawClient second = following("/v1/events?after=4999", "")) {
            skipHead(slow);
            for (int id = 1; id <= 5_000; id++) {
                assertThat(slow.paragraph()).startsWith("id: " + id + "\n");
            }
            // Only one replays at a time: the second begins when the first one has been told all.
            skipHead(second);
            assertThat(second.paragraph()).startsWith("id: 5000\n");
        }
    }

    @Test
    void anEventForManyIsMadeOnce() throws Exception {
        start(TestLimits.STANDARD);
        Frames frames = new Frames();
        var event = FakeOperations.event(1, "web");
        byte[] frame = frames.frame(1, "exited", event);
        assertThat(frames.frame(1, "exited", event)).isSameAs(frame);
        assertThat(frames.frame(1, "exited", FakeOperations.event(1, "web")))
                .isNotSameAs(frame)
                .isEqualTo(frame);
    }

    /** Return the next paragraph that is an event: where all is slow, a comment that the stream is there may come between. */
    private static String event(RawClient client) throws IOException {
        String next = client.paragraph();
        while (next.startsWith(":")) {
            next = client.paragraph();
        }
        return next;
    }
}
