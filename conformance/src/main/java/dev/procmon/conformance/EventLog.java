// SPDX-License-Identifier: Apache-2.0
package dev.procmon.conformance;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.time.MonotonicTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The events of the present step. */
final class EventLog {

    private static final int TEXT_MAX = 200;
    private static final int HEAD = 32;

    private final Supplier<MonotonicTime> clock;
    private ArrayNode events = Json.NODES.arrayNode();

    EventLog(Supplier<MonotonicTime> clock) {
        this.clock = clock;
    }

    /** Add an event of the present moment, and return it for its other fields. */
    ObjectNode add(String kind) {
        return events.addObject()
                .put("e", kind)
                .set("t", Json.seconds(clock.get()))
                .asObject();
    }

    ObjectNode add(String kind, int pid, ExitStatus status) {
        ObjectNode event = add(kind).put("pid", pid);
        return switch (status) {
            case ExitStatus.Exited(var code) -> event.put("code", code);
            case ExitStatus.Signaled(var signal, var _) -> event.put("signal", signal.number());
        };
    }

    /** Return the events since the last call. */
    ArrayNode take() {
        ArrayNode taken = events;
        events = Json.NODES.arrayNode();
        return taken;
    }

    /** A text as an event holds it: a long one by its length, its digest and its beginning. */
    static JsonNode text(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= TEXT_MAX) {
            return Json.NODES.stringNode(text);
        }
        return Json.NODES
                .objectNode()
                .put("len", length)
                .put("sha256", sha256(text))
                .put("head", text.substring(0, text.offsetByCodePoints(0, HEAD)));
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
