// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.NewsListener;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.monitor.TransitionListener;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers what happens to programs, as far as one must know it to say why they are as they are: a fixed amount for each name.
 * On the reactor thread.
 */
final class Ledger implements TransitionListener, NewsListener {

    private final Map<ProgramName, Memory> memories = new HashMap<>();
    private final Map<String, News.GroupGivenUp> givenUp = new HashMap<>();
    private final Map<ProgramName, ChildState> successors = new HashMap<>();
    private final Map<ProgramName, List<CompletableFuture<Void>>> mourners = new HashMap<>();

    /** Return what is remembered of a program. */
    Memory of(ProgramName name) {
        return memories.getOrDefault(name, Memory.NONE);
    }

    /** Return how a group was last given up. */
    Map<String, News.GroupGivenUp> givenUp() {
        return Map.copyOf(givenUp);
    }

    /** Somebody has asked for something. */
    void asked(ProgramName name, Asked request) {
        memories.put(name, of(name).asked(request));
    }

    /** Return what completes when the next run of a program is over. Whoever waits no longer cancels it. */
    CompletableFuture<Void> runIsOver(ProgramName name) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        mourners.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(over);
        var _ = over.whenComplete((_, _) -> mourners.computeIfPresent(name, (_, those) -> {
            those.removeIf(CompletableFuture::isDone);
            return those.isEmpty() ? null : those;
        }));
        return over;
    }

    /** Forget those that are not there any longer, once there are so many more. */
    void forgetOthers(Set<ProgramName> present, int spare) {
        if (memories.size() > present.size() + spare) {
            memories.keySet().retainAll(present);
        }
    }

    @Override
    public void transitioned(ChildTransition transition) {
        Optional<EndedRun> ended = ended(transition);
        Memory memory = of(transition.program());
        if (ended.isPresent() && transition.role() != Role.SUCCESSOR) {
            memory = memory.ended(ended.get(), transition.role() == Role.HOLDER ? failures(transition, memory) : 0);
        }
        if (transition.role() == Role.SUCCESSOR) {
            successors.put(transition.program(), transition.to());
        }
        if (transition.role() == Role.HOLDER) {
            memory = memory.in(transition.to());
            boolean upAgain = transition.from().phase() == ChildState.Phase.STOPPED
                    && transition.to().phase() != ChildState.Phase.STOPPED;
            memory = upAgain ? memory.upAgain() : memory;
            boolean same = transition.from().phase() == transition.to().phase();
            memory = same && ended.isEmpty() ? memory : memory.came(transition.at(), transition.reason());
            memory = same ? memory.because(transition.reason()) : memory;
            memory = transition.to() instanceof ChildState.Running ? memory.unready(Optional.empty()) : memory;
        }
        memories.put(transition.program(), memory);
        if (ended.isPresent() && transition.role() == Role.HOLDER) {
            List.copyOf(mourners.getOrDefault(transition.program(), List.of())).forEach(each -> each.complete(null));
        }
    }

    @Override
    public void told(News news) {
        switch (news) {
            case News.ReadinessChanged(var name, var _, var ready, var detail, var _) ->
                memories.put(name, of(name).unready(ready ? Optional.empty() : Optional.of(detail)));
            case News.Unwell(var name, var _, var _, var detail, var _) ->
                memories.put(name, of(name).unready(Optional.of(detail)));
            case News.StatusSaid(var name, var _, var status, var _) -> memories.put(name, of(name).saying(status));
            case News.Outlived(var name, var _, var remnants, var _) -> {
                StringJoiner left = new StringJoiner(", ");
                for (Remnant each : remnants) {
                    left.add("pid " + each);
                }
                memories.put(name, of(name).leaving(left.toString()));
            }
            case News.Replaced(var name, var _, var at) -> {
                ChildState state = successors.remove(name);
                Memory memory = of(name).came(at, Reason.READY);
                memories.put(name, state == null ? memory : memory.in(state));
            }
            case News.NotReplaced(var name, var _, var _) -> successors.remove(name);
            case News.GroupGivenUp given -> givenUp.put(given.group(), given);
            default -> {}
        }
    }

    private static Optional<EndedRun> ended(ChildTransition transition) {
        Optional<Run> run = transition.from().liveRun();
        boolean over = run.isPresent()
                && (transition.to().liveRun().isEmpty()
                        || transition.to().liveRun().get().number() != run.get().number());
        Optional<Ending> ending = over ? ending(transition) : Optional.empty();
        if (ending.isEmpty()) {
            return Optional.empty();
        }
        MonotonicTime until =
                transition.from() instanceof ChildState.Concluding concluding ? concluding.endedAt() : transition.at();
        return Optional.of(new EndedRun(
                run.get().number(), ending.get(), until.since(run.get().startedAt()), transition.at()));
    }

    private static Optional<Ending> ending(ChildTransition transition) {
        if (transition.from() instanceof ChildState.Concluding concluding) {
            return Optional.of(concluding.ending());
        }
        return switch (transition.event()) {
            case ChildEvent.ProcessExited exited -> Optional.of(exited.status());
            case ChildEvent.SpawnFailed failed -> Optional.of(failed.failure());
            default ->
                switch (transition.to()) {
                    case ChildState.BackingOff off -> Optional.of(off.ending());
                    case ChildState.Failed failed -> failed.ending();
                    case ChildState.Exited exited -> Optional.of(exited.ending());
                    default -> Optional.empty();
                };
        };
    }

    private static int failures(ChildTransition transition, Memory memory) {
        return switch (transition.reason()) {
            case DIED_EARLY, DIED_EARLY_FIRST, SPAWN_FAILED, FAILED_FOR_GOOD, GAVE_UP -> memory.failures() + 1;
            case LIVED_LONG -> 1;
            case DEPENDENCY_DOWN, SCHEDULE_SAYS_LATER -> memory.failures();
            default -> 0;
        };
    }
}
