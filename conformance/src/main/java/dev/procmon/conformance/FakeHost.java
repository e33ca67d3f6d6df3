// SPDX-License-Identifier: Apache-2.0
package dev.procmon.conformance;

import dev.procmon.conformance.FakeChild.Manners;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.Probe;
import dev.procmon.core.reactor.ProbeResult;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.testkit.VirtualReactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A reactor with the children and the clock rule of the trace format. Time itself is that of a {@link VirtualReactor},
 * which is never set back: a clock that is set back is one that shows another time.
 */
final class FakeHost implements Reactor {

    private final VirtualReactor time = new VirtualReactor();
    private final EventLog log = new EventLog(() -> shown(now()));
    private final List<FakeChild> children = new ArrayList<>();
    private final Map<String, JsonNode> onSpawn = new HashMap<>();
    private Duration setBack = Duration.ZERO;
    private int failures;

    EventLog log() {
        return log;
    }

    /** The time that the clock shows at a moment. */
    MonotonicTime shown(MonotonicTime moment) {
        return moment.plus(setBack.negated());
    }

    /** Move the clock by the whole amount, then run what is due. A negative amount only changes what it shows. */
    void advance(Duration by) {
        if (by.isNegative()) {
            setBack = setBack.minus(by);
        } else {
            time.jump(by);
        }
    }

    /** Answer the spawns of this step. */
    void settle() {
        time.runTasks();
    }

    void failSpawns(int count) {
        failures = count;
    }

    void onSpawn(String executable, JsonNode how) {
        onSpawn.put(executable, how);
    }

    Optional<FakeChild> child(int pid) {
        return pid >= 1 && pid <= children.size() ? Optional.of(children.get(pid - 1)) : Optional.empty();
    }

    long living() {
        return children.stream().filter(FakeChild::isAlive).count();
    }

    @Override
    public MonotonicTime now() {
        return time.now();
    }

    @Override
    public Timer schedule(MonotonicTime when, Runnable task) {
        return time.schedule(when, task);
    }

    @Override
    public void execute(Runnable task) {
        time.execute(task);
    }

    @Override
    public void afterOutput(Runnable task) {
        time.afterOutput(task);
    }

    @Override
    public Instant wallTime() {
        return Instant.EPOCH;
    }

    @Override
    public Probe probe(ProbeTarget.Outside target, Consumer<ProbeResult> answer) {
        throw new IllegalStateException("there is no answer to a probe of " + target);
    }

    @Override
    public ChildProcess spawn(Program program, ProcessListener listener, OutputListener output) {
        JsonNode how =
                Optional.ofNullable(onSpawn.get(program.command().executable())).orElse(Json.NODES.objectNode());
        int pid = children.size() + 1;
        FakeChild child = new FakeChild(time, log, pid, Operations.manners(how, Manners.DEFAULT), listener, output);
        if (failures > 0) {
            failures--;
            describe(log.add("spawnfail"), program);
            time.execute(() -> listener.spawnFailed(new SpawnFailure("EAGAIN", "so the schedule says")));
            return child;
        }
        describe(log.add("spawn").put("pid", pid), program);
        children.add(child);
        if (how.hasNonNull("lifetime")) {
            ExitStatus status = ExitStatus.exited(how.path("code").asInt(1));
            child.exitAfter(Json.duration(how.get("lifetime")), status);
        }
        time.execute(() -> listener.spawned(pid));
        return child;
    }

    private static void describe(ObjectNode event, Program program) {
        var _ = event.put("exe", program.command().executable());
        program.command().arguments().forEach(event.withArrayProperty("args")::add);
        event.set("uid", id(program.identity().user()));
        event.set("gid", id(program.identity().group()));
        event.set("env", env(program.environment()));
        event.set(
                "path",
                program.directory().<JsonNode>map(Json.NODES::stringNode).orElse(Json.NODES.nullNode()));
    }

    static JsonNode env(Environment environment) {
        if (environment.base() == Environment.Base.INHERITED) {
            return Json.NODES.nullNode();
        }
        ObjectNode variables = Json.NODES.objectNode();
        environment.variables().forEach(variables::put);
        return variables;
    }

    private static JsonNode id(Optional<Account> account) {
        return account.isPresent() && account.get() instanceof Account.Id(var id)
                ? Json.NODES.numberNode(id)
                : Json.NODES.nullNode();
    }

    static ExitStatus status(JsonNode operation) {
        return operation.hasNonNull("signal")
                ? ExitStatus.signaled(new Signal(operation.get("signal").intValue()))
                : ExitStatus.exited(operation.path("code").asInt(0));
    }
}
