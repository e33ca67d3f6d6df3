// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import dev.procmon.control.api.Endpoint;
import dev.procmon.control.api.ProblemDetail;
import dev.procmon.control.json.Json;
import dev.procmon.control.json.JsonException;
import dev.procmon.control.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** One request and its answer, on a connection of its own. What goes wrong becomes a {@link ClientException} with a sentence for a person. */
final class Exchange {

    private static final Duration HEARTBEATS = Duration.ofSeconds(45);

    private final Server server;
    private final String target;
    private final String method;
    private final StringBuilder headers = new StringBuilder();
    private byte[] body = new byte[0];

    Exchange(Server server, Endpoint endpoint, String path, Query query) {
        this.server = server;
        this.method = endpoint.method();
        this.target = path + query;
    }

    /** Send a body. */
    Exchange with(byte[] json) {
        body = json;
        headers.append("Content-Type: application/json\r\n");
        return this;
    }

    /** Do it, and return the answer. */
    JsonObject json(Duration patience) {
        byte[] answer = bytes(patience);
        try {
            return Json.object(answer);
        } catch (JsonException e) {
            throw incomprehensible(String.valueOf(e.getMessage()));
        }
    }

    /** Do it, and return the answer as it is. */
    byte[] bytes(Duration patience) {
        try (Wire wire = connected()) {
            send(wire);
            ResponseReader reader = new ResponseReader(wire, patience);
            ResponseReader.Head head = reader.head();
            byte[] answer = reader.body(head);
            check(head, answer);
            return answer;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Begin a stream.
     *
     * @param after the last that is known of it
     * @param opened takes the connection as soon as there is one, so that another thread can close it
     * @return what reads its lines
     */
    ResponseReader stream(Optional<Long> after, Consumer<Wire> opened) {
        headers.append("Accept: text/event-stream\r\n");
        if (after.isPresent()) {
            headers.append("Last-Event-ID: ").append(after.get()).append("\r\n");
        }
        Wire wire = connected();
        opened.accept(wire);
        try {
            send(wire);
            ResponseReader reader = new ResponseReader(wire, HEARTBEATS);
            ResponseReader.Head head = reader.head();
            if (head.status() != 200) {
                check(head, reader.body(head));
            }
            if (!head.type().equals("text/event-stream") || head.isChunked() || head.length() >= 0) {
                throw incomprehensible("this is no stream of events");
            }
            return reader;
        } catch (IOException e) {
            wire.close();
            throw failed(e);
        } catch (ClientException e) {
            wire.close();
            throw e;
        }
    }

    private Wire connected() {
        try {
            return server.place().connect();
        } catch (Wire.WireTimeoutException e) {
            throw new ClientException(
                    ClientException.Cause.FAILED, "procmon does not answer at " + server.place(), Optional.empty());
        } catch (IOException | RuntimeException e) {
            throw server.place().absent(e, server.absence());
        }
    }

    /** The server may answer, and close, before it has read all: what it says is then still there to be read. */
    private void send(Wire wire) {
        StringBuilder head = new StringBuilder(256);
        head.append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(server.place().host());
        head.append("\r\nConnection: close\r\n");
        if (server.token().isPresent()) {
            head.append("Authorization: Bearer ").append(server.token().get()).append("\r\n");
        }
        head.append(headers);
        if (!method.equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        try {
            wire.write(all);
        } catch (IOException e) {
            // Reading tells what there is to tell.
        }
    }

    private void check(ResponseReader.Head head, byte[] answer) {
        if (head.status() < 300) {
            return;
        }
        ProblemDetail problem = problem(head, answer);
        ClientException.Cause cause =
                switch (head.status()) {
                    case 401, 403, 421 -> ClientException.Cause.FORBIDDEN;
                    case 408, 409, 429 -> ClientException.Cause.FAILED;
                    default -> head.status() < 500 ? ClientException.Cause.REFUSED : ClientException.Cause.FAILED;
                };
        throw new ClientException(cause, problem.detail(), Optional.of(problem));
    }

    private static ProblemDetail problem(ResponseReader.Head head, byte[] answer) {
        if (head.type().equals("application/problem+json")) {
            try {
                return ProblemDetail.of(Json.object(answer));
            } catch (JsonException | ArithmeticException e) {
                // Then its status has to say it.
            }
        }
        return new ProblemDetail(head.status(), "Error", "the supervisor answered with status " + head.status());
    }

    private ClientException failed(IOException cause) {
        if (cause instanceof Wire.WireTimeoutException) {
            return new ClientException(
                    ClientException.Cause.FAILED, "procmon does not answer at " + server.place(), Optional.empty());
        }
        if (cause instanceof ResponseReader.ProtocolException) {
            return incomprehensible(String.valueOf(cause.getMessage()));
        }
        return new ClientException(
                ClientException.Cause.NOT_RUNNING,
                "procmon has gone away while it was asked (" + server.place() + ")",
                Optional.empty());
    }

    private ClientException incomprehensible(String why) {
        return new ClientException(
                ClientException.Cause.FAILED,
                "what answers at " + server.place() + " is no procmon: " + why,
                Optional.empty());
    }
}
