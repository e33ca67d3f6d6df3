// SPDX-License-Identifier: Apache-2.0
package dev.procmon.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.procmon.config.Forward;
import dev.procmon.daemon.forward.LineRefusedException;
import dev.procmon.daemon.forward.Receiver;
import dev.procmon.logs.LineNumber;
import dev.procmon.logs.LogEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CollectorTest {

    private static final Instant TIME = Instant.parse("2026-12-01T03:05:12.123456Z");

    private HttpServer server;
    private Receiver collector;
    private final List<Message> requests = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private volatile int status = 200;

    /** A line that is refused. */
    private volatile Optional<String> unwanted = Optional.empty();

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/logs", this::answer);
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/logs");
        collector = new OpenTelemetry()
                .open(new Forward.Target.OpenTelemetry(endpoint, Map.of("api-key", "secret"), Optional.empty()));
    }

    @AfterEach
    void end() {
        collector.close();
        server.stop(0);
    }

    @Test
    void aLineIsARecordOfItsProgram() throws Exception {
        assertThat(collector.send(List.of(line("web", "stderr", "oh no".getBytes(StandardCharsets.UTF_8), false))))
                .isOne();

        assertThat(keys).containsExactly("secret");
        Message logs = requests.getFirst().message(1);
        Message service = logs.message(1).message(1);
        assertThat(service.text(1)).isEqualTo("service.name");
        assertThat(service.message(2).text(1)).isEqualTo("web");
        Message record = logs.message(2).message(2);
        assertThat(record.fixed(1)).isEqualTo(LineNumber.microsOf(TIME) * 1_000);
        assertThat(record.fixed(11)).isEqualTo(LineNumber.microsOf(TIME) * 1_000);
        assertThat(record.number(2)).isEqualTo(13);
        assertThat(record.text(3)).isEqualTo("WARN");
        assertThat(record.message(5).text(1)).isEqualTo("oh no");
        assertThat(record.attribute("log.iostream").text(1)).isEqualTo("stderr");
        assertThat(record.attribute("procmon.run").number(3)).isEqualTo(17);
        assertThat(record.attribute("procmon.id").number(3)).isEqualTo(LineNumber.of(LineNumber.microsOf(TIME), 0));
    }

    @Test
    void whatIsNotTextIsSentAsBytes() throws Exception {
        byte[] bytes = {(byte) 0xff, 0};

        collector.send(List.of(line("web", "stdout", bytes, false)));

        assertThat(records().getFirst().message(5).bytes(7)).isEqualTo(bytes);
        assertThat(records().getFirst().number(2)).isEqualTo(9);
    }

    @Test
    void thePiecesOfALongLineAreOneRecord() throws Exception {
        assertThat(collector.send(List.of(piece("a"), piece("b"), line("c"), line("d"))))
                .isEqualTo(4);

        assertThat(records()).extracting(each -> each.message(5).text(1)).containsExactly("abc", "d");
    }

    @Test
    void aCollectorInTroubleHasTakenNothing() throws Exception {
        status = 503;
        assertThatThrownBy(() -> collector.send(List.of(line("a"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/v1/logs: it answers 503");
        assertThat(requests).hasSize(1);

        status = 200;
        assertThat(collector.send(List.of(line("a")))).isOne();
    }

    @Test
    void aCollectorThatIsNotThereSaysWhy() {
        server.stop(0);

        assertThatThrownBy(() -> collector.send(List.of(line("a"))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot send to http://127.0.0.1:")
                .hasMessageEndingWith("/v1/logs: connection refused");
    }

    @Test
    void aLineThatIsRefusedForItsContentHoldsUpNoOthers() throws Exception {
        unwanted = Optional.of("bad");
        List<LogEntry> lines = new ArrayList<>(List.of(line("a"), line("b"), line("bad"), line("d"), line("e")));

        lines.subList(0, collector.send(lines)).clear();
        assertThatThrownBy(() -> collector.send(lines))
                .isInstanceOf(LineRefusedException.class)
                .hasMessage("it answers 400 to them");
        lines.removeFirst();
        while (!lines.isEmpty()) {
            lines.subList(0, collector.send(lines)).clear();
        }

        assertThat(taken).containsExactly("a", "b", "d", "e");
    }

    private final List<String> taken = new ArrayList<>();

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body;
        try (GZIPInputStream in = new GZIPInputStream(exchange.getRequestBody())) {
            body = in.readAllBytes();
        }
        keys.add(exchange.getRequestHeaders().getFirst("api-key"));
        requests.add(new Message(body));
        List<String> texts =
                records().stream().map(each -> each.message(5).text(1)).toList();
        boolean refused = unwanted.isPresent() && texts.contains(unwanted.get());
        if (!refused && status == 200) {
            taken.addAll(texts);
        }
        exchange.sendResponseHeaders(refused ? 400 : status, -1);
        exchange.close();
    }

    /** The records of the last request. */
    private List<Message> records() {
        List<Message> records = new ArrayList<>();
        for (Message resource : requests.getLast().messages(1)) {
            for (Message scope : resource.messages(2)) {
                records.addAll(scope.messages(2));
            }
        }
        return records;
    }

    private static LogEntry line(String text) {
        return line("web", "stdout", text.getBytes(StandardCharsets.UTF_8), false);
    }

    private static LogEntry piece(String text) {
        return line("web", "stdout", text.getBytes(StandardCharsets.UTF_8), true);
    }

    private static LogEntry line(String program, String stream, byte[] bytes, boolean continued) {
        long id = LineNumber.of(LineNumber.microsOf(TIME), 0);
        return new LogEntry(id, TIME, program, 17, stream, bytes, continued, false);
    }
}
