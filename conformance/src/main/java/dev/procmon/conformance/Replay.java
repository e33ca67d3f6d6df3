// SPDX-License-Identifier: Apache-2.0
package dev.procmon.conformance;

import dev.procmon.core.monitor.ProcessMonitor;
import dev.procmon.core.monitor.Registration;
import dev.procmon.core.time.MonotonicTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Replays one schedule against a monitor of its own. */
final class Replay {

    private final FakeHost host = new FakeHost();
    private final ProcessMonitor monitor = new ProcessMonitor(host);
    private final Operations operations = new Operations(host, monitor);

    private Replay() {
        monitor.subscribeToOutput(line -> host.log()
                .add("log")
                .put("stream", line.stream().name().toLowerCase(Locale.ROOT))
                .set("text", EventLog.text(line.tagged())));
    }

    /** Replay a schedule, and return what happened at each of its steps. */
    static ObjectNode of(JsonNode schedule) {
        Replay replay = new Replay();
        ObjectNode result = Json.NODES.objectNode();
        result.set("id", schedule.get("id"));
        ArrayNode steps = result.putArray("steps");
        schedule.get("steps").forEach(step -> steps.add(replay.step(step.get("op"))));
        return result;
    }

    private ObjectNode step(JsonNode op) {
        operations.perform(op);
        host.settle();
        ObjectNode step = Json.NODES.objectNode();
        step.set("op", op);
        step.set("ev", host.log().take());
        step.set("st", state());
        if (op.get("op").stringValue().equals("getState")) {
            step.set("ret", snapshot());
        }
        return step;
    }

    private ObjectNode state() {
        ObjectNode state = Json.NODES.objectNode();
        state.set("now", Json.seconds(host.shown(host.now())));
        state.put("running", monitor.isRunning());
        monitor.processes().keySet().forEach(state.putArray("names")::add);
        state.set("protocols", map(monitor.pids(), Json.NODES::numberNode));
        state.set("delay", map(monitor.nextDelays(), Json::seconds));
        state.set("timeStarted", map(monitor.timeStarted(), this::shown));
        state.set("restart", map(monitor.pendingRestarts(), this::shown));
        state.set("murder", map(monitor.pendingKills(), this::shown));
        return state.put("live", host.living());
    }

    private JsonNode shown(MonotonicTime time) {
        return Json.seconds(host.shown(time));
    }

    /** What is written of the monitor: its processes, and by the shape of a snapshot nothing of what they are doing. */
    private ObjectNode snapshot() {
        ObjectNode snapshot = Json.NODES.objectNode();
        ObjectNode processes = snapshot.putObject("processes");
        monitor.snapshot().processes().forEach(process -> processes.set(process.name(), process(process)));
        List.of("delay", "murder", "protocols", "restart", "timeStarted").forEach(snapshot.putArray("empty")::add);
        List.of("_processes", "_reactor", "running").forEach(snapshot.putArray("hidden")::add);
        return snapshot;
    }

    private static ArrayNode process(Registration process) {
        ArrayNode fields = Json.NODES.arrayNode();
        process.args().forEach(fields.addArray()::add);
        return fields.add(id(process.uid())).add(id(process.gid())).add(FakeHost.env(process.env()));
    }

    private static JsonNode id(OptionalLong id) {
        return id.isPresent() ? Json.NODES.numberNode(id.getAsLong()) : Json.NODES.nullNode();
    }

    private static <T> ObjectNode map(Map<String, T> values, Function<T, JsonNode> toJson) {
        ObjectNode map = Json.NODES.objectNode();
        values.forEach((name, value) -> map.set(name, toJson.apply(value)));
        return map;
    }
}
