// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.config.ApiSettings;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ClientStream;
import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.client.SocketClient;
import dev.procmon.control.event.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client against the server: what one says, the other understands. */
@Timeout(60)
final class SocketClientTest {

    private static final EventQuery ALL =
            new EventQuery(List.of(), OptionalLong.empty(), Optional.empty(), OptionalInt.empty());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final FakeOperations operations = new FakeOperations();
    private ApiServer server;
    private ProcmonClient client;

    @BeforeEach
    void start() throws Exception {
        server = server();
        client = SocketClient.at(directory.resolve("api.sock"), "nobody is there");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ApiServer server() throws Exception {
        return ApiServer.start(ApiSettings.STANDARD, operations, directory.resolve("api.sock"), (what, cause) -> {})
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void everyAnswerIsReadBackAsItWas() {
        assertThat(client.instance()).isEqualTo(operations.instance().join());
        assertThat(client.programs(List.of()))
                .isEqualTo(operations.programs(List.of()).join());
        assertThat(client.programs(List.of("db", "w?b*")).programs()).hasSize(2);
        assertThat(client.why("web:0")).isEqualTo(operations.why("web:0").join());
        assertThat(client.runs("web")).isEqualTo(operations.runs("web").join());
        assertThat(client.act(ActionRequest.of(Action.START, List.of("web")))).isEqualTo(FakeOperations.report());
        assertThat(client.config()).isEqualTo("[program.web]\n");
        assertThat(client.plan()).isEqualTo(operations.plan().join());
        assertThat(client.reload()).isEqualTo(operations.plan().join());
        assertThat(operations.asked).contains("programs [db, w?b*]", "why web:0");
        operations.append("web");
        assertThat(client.events(ALL)).isEqualTo(operations.events(ALL).join());
        LogQuery lines = new LogQuery(
                List.of("web"),
                OptionalLong.of(1),
                Optional.of(FakeOperations.TIME),
                Optional.empty(),
                OptionalInt.of(5),
                OptionalLong.of(3),
                Optional.of("stdout"),
                Optional.empty());
        assertThat(client.logs(lines)).isEqualTo(operations.logs(lines).join());
        assertThat(operations.asked.get(operations.asked.size() - 2)).isEqualTo("logs " + lines);
    }

    @Test
    void aRefusalSaysWhatTheServerSays() {
        assertThatThrownBy(() -> client.programs(List.of("nobody")))
                .isInstanceOfSatisfying(ClientException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(ClientException.Cause.REFUSED);
                    assertThat(refused).hasMessage("there is no program nobody");
                    assertThat(refused.problem().orElseThrow().status()).isEqualTo(404);
                });
        assertThatThrownBy(() -> client.act(ActionRequest.of(Action.START, List.of("INVALID"))))
                .isInstanceOfSatisfying(ClientException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(ClientException.Cause.REFUSED);
                    assertThat(refused.problem().orElseThrow().errors()).containsExactly("a", "b");
                });
        assertThatThrownBy(() -> client.act(ActionRequest.of(Action.START, List.of("CONFLICT"))))
                .isInstanceOfSatisfying(ClientException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(ClientException.Cause.FAILED));
    }

    @Test
    void nobodyThereIsSaidInTheWordsGiven() {
        server.close();
        assertThatThrownBy(client::instance).isInstanceOfSatisfying(ClientException.class, gone -> {
            assertThat(gone.reason()).isEqualTo(ClientException.Cause.NOT_RUNNING);
            assertThat(gone).hasMessage("nobody is there");
        });
    }

    @Test
    void aStreamTellsWhatWasAndWhatComes() {
        operations.append("web");
        try (ClientStream<Event> stream = client.followEvents(ALL)) {
            assertThat(stream.next(PATIENCE)).contains(FakeOperations.event(1, "web"));
            assertThat(stream.next(Duration.ofMillis(1))).isEmpty();
            operations.append("db");
            assertThat(stream.next(PATIENCE)).contains(FakeOperations.event(2, "db"));
        }
    }

    @Test
    void aStreamThatWasLostGoesOnWithoutGapsOrRepeats() throws Exception {
        try (ClientStream<Event> stream = client.followEvents(ALL)) {
            for (int i = 1; i <= 5; i++) {
                operations.append("web");
                assertThat(stream.next(PATIENCE).orElseThrow().id()).isEqualTo(3L * i - 2);
                server.close();
                operations.append("web");
                server = server();
                operations.append("web");
                assertThat(stream.next(PATIENCE).orElseThrow().id()).isEqualTo(3L * i - 1);
                assertThat(stream.next(PATIENCE).orElseThrow().id()).isEqualTo(3L * i);
            }
        }
    }

    @Test
    void aStreamEndsWhenNobodyComesBack() {
        try (ClientStream<Event> stream = client.followEvents(ALL)) {
            server.close();
            assertThatThrownBy(() -> stream.next(PATIENCE))
                    .isInstanceOfSatisfying(ClientException.class, gone -> assertThat(gone.reason())
                            .isEqualTo(ClientException.Cause.NOT_RUNNING));
        }
    }

    @Test
    void aWrongStreamIsRefusedAtOnce() {
        EventQuery query =
                new EventQuery(List.of("nobody"), OptionalLong.empty(), Optional.empty(), OptionalInt.empty());
        assertThatThrownBy(() -> client.followEvents(query)).hasMessage("there is no program nobody");
    }

    @Test
    void closingAStreamWakesWhoWaits() {
        ClientStream<Event> stream = client.followEvents(ALL);
        CompletableFuture<Optional<Event>> waiting = CompletableFuture.supplyAsync(() -> stream.next(PATIENCE));
        stream.close();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(Optional.empty());
        assertThat(stream.next(PATIENCE)).isEmpty();
    }

    @Test
    void aShutdownReturnsWhenNobodyListensAnyMore() throws Exception {
        CompletableFuture<Void> down = CompletableFuture.runAsync(() -> client.shutdown(true));
        while (operations.asked.stream().noneMatch(each -> each.startsWith("shutdown true by "))) {
            Thread.onSpinWait();
        }
        assertThat(down).isNotDone();
        server.close();
        assertThat(down).succeedsWithin(PATIENCE);
    }
}
