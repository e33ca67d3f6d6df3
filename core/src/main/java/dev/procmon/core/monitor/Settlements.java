// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.program.ProgramName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Says by futures when children have come to rest. Whoever waits for a name is told of whoever holds it: one that was replaced
 * meanwhile is ready when its successor is. On the reactor thread.
 */
final class Settlements {

    private final Engine engine;
    private final Map<ProgramName, List<CompletableFuture<Settled>>> waiting = new HashMap<>();

    Settlements(Engine engine) {
        this.engine = engine;
    }

    /** Complete a future as soon as a child is at rest, or at once where it is. */
    void follow(Child child, CompletableFuture<Settled> answer) {
        Optional<Settled> rest = rest(child);
        if (rest.isPresent()) {
            answer.complete(rest.get());
        } else if (!answer.isDone()) {
            waiting.computeIfAbsent(child.name(), _ -> new ArrayList<>(1)).add(answer);
        }
    }

    /** Forget those who wait for a name no longer. */
    void sweep(ProgramName name) {
        List<CompletableFuture<Settled>> answers = waiting.get(name);
        if (answers != null && answers.removeIf(CompletableFuture::isDone) && answers.isEmpty()) {
            waiting.remove(name);
        }
    }

    /** Look whether a child has come to rest. */
    void followed(Child child) {
        if (!waiting.isEmpty() && child.role == Role.HOLDER && waiting.containsKey(child.name())) {
            rest(child).ifPresent(settled -> tell(child.name(), settled));
        }
    }

    void removed(Child child) {
        tell(child.name(), new Settled.Failed("was removed"));
    }

    private void tell(ProgramName name, Settled settled) {
        List<CompletableFuture<Settled>> answers = waiting.remove(name);
        if (answers != null) {
            answers.forEach(answer -> answer.complete(settled));
        }
    }

    /** Return how a child is at rest, where it is. One that will be told to end is not. */
    private Optional<Settled> rest(Child child) {
        if (engine.batches.isToEnd(child)) {
            return Optional.empty();
        }
        return switch (child.life.state()) {
            case ChildState.Stopped() -> Optional.of(new Settled.Stopped());
            case ChildState.Running(var run, var _, var _) ->
                child.isReady() ? Optional.of(new Settled.Ready(run.number())) : Optional.empty();
            case ChildState.Waiting() ->
                engine.timetable.holds(child)
                        ? Optional.of(new Settled.Scheduled(engine.timetable.next(child)))
                        : Optional.empty();
            case ChildState.Exited(var ending) ->
                Optional.of(
                        child.hasSucceeded()
                                ? new Settled.Completed(
                                        child.life.lastRun().orElseThrow().number())
                                : new Settled.Failed(ending.describe()));
            case ChildState.BackingOff(var until, var ending) ->
                Optional.of(new Settled.Failed(
                        ending.describe() + ", and is started again " + when(until.since(engine.now()))));
            case ChildState.Failed(var ending) ->
                Optional.of(new Settled.Failed(
                        ending.map(how -> how.describe() + ", and was given up").orElse("was given up")));
            case ChildState.Preparing _,
                    ChildState.Starting _,
                    ChildState.Launching _,
                    ChildState.Aborting _,
                    ChildState.BeingEnded _,
                    ChildState.Concluding _ -> Optional.empty();
        };
    }

    private static String when(Duration delay) {
        if (delay.isZero() || delay.isNegative()) {
            return "at once";
        }
        long tenths = Math.max(1, delay.toMillis() / 100);
        return "in " + tenths / 10 + "." + tenths % 10 + " s";
    }
}
