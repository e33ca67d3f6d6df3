// SPDX-License-Identifier: Apache-2.0
package dev.procmon.conformance;

import dev.procmon.conformance.FakeChild.Manners;
import dev.procmon.core.monitor.DuplicateNameException;
import dev.procmon.core.monitor.ProcessMonitor;
import dev.procmon.core.monitor.Registration;
import dev.procmon.core.monitor.UnknownNameException;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Environment;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Performs the operations of a schedule. */
final class Operations {

    private final FakeHost host;
    private final ProcessMonitor monitor;
    private final Map<String, List<String>> passedArgs = new HashMap<>();
    private final Map<String, Map<String, String>> passedEnv = new HashMap<>();

    Operations(FakeHost host, ProcessMonitor monitor) {
        this.host = host;
        this.monitor = monitor;
    }

    void perform(JsonNode op) {
        try {
            carryOut(op);
        } catch (UnknownNameException | DuplicateNameException e) {
            raised("KeyError");
        } catch (IllegalArgumentException e) {
            raised("ValueError");
        } catch (IllegalStateException e) {
            raised("RuntimeError");
        }
    }

    private void raised(String type) {
        var _ = host.log().add("raise").put("type", type);
    }

    private void carryOut(JsonNode op) {
        switch (op.get("op").stringValue()) {
            case "configure" -> configure(op);
            case "add" -> add(op);
            case "remove" -> monitor.removeProcess(name(op));
            case "start" -> monitor.startProcess(name(op));
            case "stop" -> monitor.stopProcess(name(op));
            case "restartAll" -> monitor.restartAll();
            case "startService" -> monitor.startService();
            case "stopService" -> {
                var _ = monitor.stopService();
            }
            case "advance" -> host.advance(Json.duration(op.get("by")));
            case "exit" -> with(op, FakeChild::isAlive, child -> exit(child, op));
            case "reap" -> with(op, FakeChild::isAlive, child -> child.reap(FakeHost.status(op), time(op, "endAfter")));
            case "end" -> with(op, FakeChild::isReaped, FakeChild::end);
            case "write" -> with(op, child -> !child.isEnded(), child -> write(child, op));
            case "child" -> with(op, FakeChild::isAlive, child -> child.manners(manners(op, child.manners())));
            case "onSpawn" -> host.onSpawn(op.get("exe").stringValue(), op);
            case "failSpawn" -> host.failSpawns(op.get("count").intValue());
            case "mutate" -> mutate(op);
            case "getState", "repr", "probe" -> {}
            default -> throw new IllegalArgumentException("unknown operation " + op);
        }
    }

    static Manners manners(JsonNode op, Manners before) {
        return new Manners(
                op.has("termDelay") ? time(op, "termDelay") : before.termDelay(),
                op.has("killDelay") ? time(op, "killDelay") : before.killDelay(),
                op.has("signalError")
                        ? Optional.of(op.get("signalError"))
                                .filter(JsonNode::isString)
                                .map(JsonNode::stringValue)
                        : before.signalError());
    }

    private void configure(JsonNode op) {
        time(op, "threshold").ifPresent(monitor::threshold);
        time(op, "killTime").ifPresent(monitor::killTime);
        time(op, "minRestartDelay").ifPresent(monitor::minRestartDelay);
        time(op, "maxRestartDelay").ifPresent(monitor::maxRestartDelay);
    }

    private void add(JsonNode op) {
        List<String> args = new ArrayList<>();
        op.get("args").forEach(arg -> args.add(arg.stringValue()));
        Map<String, String> env = new LinkedHashMap<>();
        op.path("env")
                .properties()
                .forEach(entry -> env.put(entry.getKey(), entry.getValue().stringValue()));
        boolean inherits = op.has("env") && op.get("env").isNull();
        monitor.addProcess(new Registration(
                name(op),
                args,
                id(op.path("uid")),
                id(op.path("gid")),
                inherits ? Environment.inherited() : Environment.of(env),
                Optional.of(op.path("cwd")).filter(JsonNode::isString).map(JsonNode::stringValue)));
        passedArgs.put(name(op), args);
        passedEnv.put(name(op), env);
    }

    private void exit(FakeChild child, JsonNode op) {
        time(op, "after")
                .ifPresentOrElse(
                        after -> child.exitAfter(after, FakeHost.status(op)), () -> child.exit(FakeHost.status(op)));
    }

    private static void write(FakeChild child, JsonNode op) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JsonNode piece : op.get("data")) {
            int count = piece.isArray() ? piece.get(1).intValue() : 1;
            String text = piece.isArray() ? piece.get(0).stringValue() : piece.stringValue();
            bytes.writeBytes(text.repeat(count).getBytes(StandardCharsets.ISO_8859_1));
        }
        child.write(op.get("fd").intValue() == 1 ? StdStream.STDOUT : StdStream.STDERR, bytes.toByteArray());
    }

    /** Change the very list and map that were passed; the monitor must not notice. */
    private void mutate(JsonNode op) {
        op.path("args")
                .forEach(arg ->
                        passedArgs.getOrDefault(name(op), new ArrayList<>()).add(arg.stringValue()));
        op.path("env").properties().forEach(entry -> passedEnv
                .getOrDefault(name(op), new HashMap<>())
                .put(entry.getKey(), entry.getValue().stringValue()));
    }

    private void with(JsonNode op, Predicate<FakeChild> may, Consumer<FakeChild> action) {
        host.child(op.get("pid").intValue()).filter(may).ifPresentOrElse(action, () -> host.log()
                .add("nochild")
                .put("pid", op.get("pid").intValue()));
    }

    private static String name(JsonNode op) {
        return op.get("name").stringValue();
    }

    private static Optional<Duration> time(JsonNode op, String field) {
        return op.hasNonNull(field) ? Optional.of(Json.duration(op.get(field))) : Optional.empty();
    }

    private static OptionalLong id(JsonNode id) {
        return id.isNumber() ? OptionalLong.of(id.longValue()) : OptionalLong.empty();
    }
}
