// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Replaces a running child by a new run of the same program without a moment in which none is ready: the new run is a child of
 * its own up to then. When it is ready it takes the name over, and the old one departs. When it ends before, the old one stays.
 */
final class Replacements {

    private final Engine engine;
    private final Map<Child, Replacement> byHolder = new LinkedHashMap<>();
    private final Map<Child, Replacement> bySuccessor = new LinkedHashMap<>();

    private record Replacement(Child holder, Child successor, CompletableFuture<Optional<String>> outcome) {}

    Replacements(Engine engine) {
        this.engine = engine;
    }

    /** Those that are to replace others, without those that were given up and depart. */
    Collection<Child> successors() {
        List<Child> successors = new ArrayList<>(bySuccessor.size());
        for (Child successor : bySuccessor.keySet()) {
            if (successor.role == Role.SUCCESSOR) {
                successors.add(successor);
            }
        }
        return successors;
    }

    /**
     * Replace a child.
     *
     * @return completes with nothing when the new run has taken over and the old one is gone, or else with why it did not
     */
    CompletableFuture<Optional<String>> replace(Child holder) {
        boolean ends = holder.life.state().phase() == ChildState.Phase.STOPPING || engine.batches.isToEnd(holder);
        if (ends || !holder.isAlive()) {
            engine.wishes.start(holder);
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (byHolder.containsKey(holder)) {
            return CompletableFuture.completedFuture(Optional.of("it is being replaced already"));
        }
        Child successor = new Child(holder.program, holder.policy, holder.relations, holder.life.seed());
        successor.role = Role.SUCCESSOR;
        successor.life = holder.life.successor(holder.policy.get());
        // Should the old one be restarted meanwhile, its run has another number than the new one.
        holder.life = holder.life.numberedAfter(holder.life.lastNumber() + 1);
        Replacement replacement = new Replacement(holder, successor, new CompletableFuture<>());
        byHolder.put(holder, replacement);
        bySuccessor.put(successor, replacement);
        engine.dispatch(successor, new ChildEvent.Start(Wanted.DOWN));
        return replacement.outcome();
    }

    /** Return who is to replace a child. */
    Optional<Child> successorOf(Child holder) {
        return Optional.ofNullable(byHolder.get(holder)).map(Replacement::successor);
    }

    /**
     * Give up the replacement of a child that is under way, if there is one. Its run departs, so that no other run of the name
     * begins before it is gone.
     *
     * @param request how its run is ended: by a kill, or else by its stop plan
     */
    void giveUp(Child holder, ChildEvent request) {
        Replacement replacement = byHolder.remove(holder);
        if (replacement != null) {
            boolean kill = request instanceof ChildEvent.Kill;
            engine.depart(replacement.successor(), kill ? new ChildEvent.Kill() : new ChildEvent.Stop());
        }
    }

    void giveUpAll(ChildEvent.Request request) {
        new ArrayList<>(byHolder.keySet()).forEach(holder -> giveUp(holder, request));
    }

    /** Look whether a successor is ready, or has ended. */
    void followed(Child child) {
        if (bySuccessor.isEmpty()) {
            return;
        }
        Replacement replacement = bySuccessor.get(child);
        if (replacement == null) {
            return;
        }
        if (child.isReady()) {
            takeOver(replacement);
        } else if (!child.isAlive()) {
            fail(replacement);
        }
    }

    private void takeOver(Replacement replacement) {
        forget(replacement);
        Child holder = replacement.holder();
        Child successor = replacement.successor();
        successor.role = Role.HOLDER;
        successor.life = successor.life.numberedAfter(holder.life.lastNumber());
        engine.registry.replace(holder, successor);
        engine.tell(new News.Replaced(successor.name(), successor.runNumber(), engine.now()));
        engine.dispatch(successor, new ChildEvent.Start(Wanted.UP));
        engine.settlements.followed(successor);
        CompletableFuture<Void> gone = Mourning.runIsOver(holder);
        engine.depart(holder, new ChildEvent.Stop());
        var _ = gone.thenRun(() -> replacement.outcome().complete(Optional.empty()));
    }

    private void fail(Replacement replacement) {
        forget(replacement);
        String why = replacement
                .successor()
                .life
                .lastOutcome()
                .map(outcome -> "the new run " + outcome.ending().describe() + " before it was ready")
                .orElse("the new run was not started");
        engine.tell(new News.NotReplaced(replacement.holder().name(), why, engine.now()));
        replacement.outcome().complete(Optional.of(why));
    }

    private void forget(Replacement replacement) {
        byHolder.remove(replacement.holder(), replacement);
        bySuccessor.remove(replacement.successor());
    }
}
