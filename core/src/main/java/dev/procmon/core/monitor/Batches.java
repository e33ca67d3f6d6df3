// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ends children that are to end together, each after those that depend on it. Whoever is in such a batch is not started before
 * all of it is over.
 */
final class Batches {

    private final Engine engine;
    private final List<Batch> active = new ArrayList<>();
    private boolean advancing;

    Batches(Engine engine) {
        this.engine = engine;
    }

    /** Some that are to end together. */
    private static final class Batch {

        /** Those who have not been told to end yet, and how they will be. */
        final Map<Child, ChildEvent> pending = new LinkedHashMap<>();

        /** Who must have ended before one is told to. */
        final Map<Child, Set<Child>> after = new LinkedHashMap<>();

        /** The runs that are to end. */
        final Map<Child, Long> runs = new LinkedHashMap<>();

        /** Those who must not start before all is over. */
        final Set<Child> members = new HashSet<>();

        boolean isEnding(Child child) {
            Long run = runs.get(child);
            return run != null && child.runNumber() == run;
        }

        boolean mayBeTold(Child child) {
            for (Child dependent : after.getOrDefault(child, Set.of())) {
                if (isEnding(dependent)) {
                    return false;
                }
            }
            return true;
        }

        boolean isOver() {
            return pending.isEmpty() && runs.keySet().stream().noneMatch(this::isEnding);
        }
    }

    /** Tell whether a child must not start, because others that end with it have not ended. */
    boolean holds(Child child) {
        for (Batch batch : active) {
            if (batch.members.contains(child)) {
                return true;
            }
        }
        return false;
    }

    /** Tell whether a child lives and will be told to end. */
    boolean isToEnd(Child child) {
        for (Batch batch : active) {
            if (batch.pending.containsKey(child)) {
                return true;
            }
        }
        return false;
    }

    /** Let one that will be told to end be started again afterwards. Return false where it will not be told to end. */
    boolean letComeBack(Child child) {
        boolean comes = false;
        for (Batch batch : active) {
            comes |= batch.pending.replace(child, new ChildEvent.Restart()) != null;
        }
        return comes;
    }

    /** Let nobody wait any longer for the end of a run that nothing ends. */
    void despairOf(Child child) {
        for (Batch batch : active) {
            batch.runs.remove(child);
        }
    }

    /** End one child, after those that go down with it. */
    void end(Child child, ChildEvent.Request request) {
        takeOut(child);
        Map<Child, ChildEvent> all = new LinkedHashMap<>();
        addThoseWhoGoDownWith(child, all);
        if (all.isEmpty() || !child.isAlive() || request instanceof ChildEvent.Kill) {
            engine.dispatch(child, request);
            return;
        }
        all.put(child, request);
        begin(new Batch(), all, order(all.keySet()));
    }

    /** Restart some children as one, with those that go down with them: each is ended after those that depend on it. */
    void restart(List<Child> children) {
        Map<Child, ChildEvent> all = new LinkedHashMap<>();
        for (Child child : children) {
            addThoseWhoGoDownWith(child, all);
        }
        for (Child child : children) {
            all.put(child, new ChildEvent.Restart());
        }
        begin(new Batch(), all, order(all.keySet()));
    }

    /** End all children, each after those that depend on it. A kill asks for no order. */
    void endAll(ChildEvent.Request request) {
        active.clear();
        Map<Child, ChildEvent> all = new LinkedHashMap<>();
        engine.everybody().forEach(child -> all.put(child, request));
        if (request instanceof ChildEvent.Kill) {
            all.forEach(engine::dispatch);
        } else {
            begin(new Batch(), all, order(all.keySet()));
        }
    }

    /**
     * End these, one after the other from the last to the first.
     *
     * @param with who has ended already and must not start before they have
     */
    void endInReverse(List<Child> children, ChildEvent request, List<Child> with) {
        Map<Child, ChildEvent> all = new LinkedHashMap<>();
        Map<Child, Set<Child>> after = new LinkedHashMap<>();
        Set<Child> later = new LinkedHashSet<>();
        for (Child child : children.reversed()) {
            all.put(child, request);
            after.put(child, Set.copyOf(later));
            later.add(child);
        }
        Batch batch = new Batch();
        batch.members.addAll(with);
        begin(batch, all, after);
    }

    /** Go on with what has become possible. */
    void advance() {
        if (active.isEmpty() || advancing) {
            return;
        }
        advancing = true;
        try {
            List.copyOf(active).forEach(this::advance);
        } finally {
            advancing = false;
        }
    }

    private void advance(Batch batch) {
        boolean told = false;
        for (Child child : List.copyOf(batch.pending.keySet())) {
            if (!batch.isEnding(child) || batch.mayBeTold(child)) {
                told = true;
                tell(batch, child);
            }
        }
        boolean stuck = !told && !batch.pending.isEmpty() && isStuck(batch);
        if (stuck) {
            // They wait for each other in a circle, which only a library user can have made.
            List.copyOf(batch.pending.keySet()).forEach(child -> tell(batch, child));
        }
        if (batch.isOver()) {
            active.remove(batch);
        }
    }

    private void tell(Batch batch, Child child) {
        ChildEvent event = batch.pending.remove(child);
        if (event != null) {
            engine.dispatch(child, event);
        }
    }

    /** Whether nobody is on the way to an end that the others wait for. */
    private static boolean isStuck(Batch batch) {
        return batch.runs.keySet().stream()
                .filter(batch::isEnding)
                .noneMatch(child ->
                        !batch.pending.containsKey(child) || child.life.state().phase() == ChildState.Phase.STOPPING);
    }

    private void begin(Batch batch, Map<Child, ChildEvent> all, Map<Child, Set<Child>> after) {
        // What is about to be ended is not replaced any more, or the end would be that of a run which has departed.
        all.forEach(engine.replacements::giveUp);
        batch.members.addAll(all.keySet());
        batch.after.putAll(after);
        all.forEach((child, event) -> {
            takeOut(child);
            batch.pending.put(child, event);
            if (child.isAlive()) {
                batch.runs.put(child, child.runNumber());
            }
        });
        active.add(batch);
        advance();
    }

    /** A later request takes the place of what was to come. */
    private void takeOut(Child child) {
        for (Batch batch : active) {
            batch.pending.remove(child);
        }
        active.removeIf(Batch::isOver);
    }

    /** For each of some children, those of them that must end before it. */
    private Map<Child, Set<Child>> order(Collection<Child> children) {
        Set<Child> members = new HashSet<>(children);
        Map<ProgramName, List<Child>> named = named(children);
        Map<Child, Set<Child>> after = new LinkedHashMap<>();
        for (Child child : children) {
            for (ProgramName name : child.relations.names()) {
                for (Child other : named.getOrDefault(name, List.of())) {
                    after.computeIfAbsent(other, _ -> new LinkedHashSet<>()).add(child);
                }
            }
            for (Child earlier : engine.groups.before(child)) {
                if (members.contains(earlier)) {
                    after.computeIfAbsent(earlier, _ -> new LinkedHashSet<>()).add(child);
                }
            }
        }
        return after;
    }

    /** Those of each name and family. One that departs still needs what it has needed. */
    private static Map<ProgramName, List<Child>> named(Collection<Child> children) {
        Map<ProgramName, List<Child>> named = new HashMap<>();
        for (Child child : children) {
            named.computeIfAbsent(child.name(), _ -> new ArrayList<>(1)).add(child);
            if (!child.name().family().equals(child.name())) {
                named.computeIfAbsent(child.name().family(), _ -> new ArrayList<>(1))
                        .add(child);
            }
        }
        return named;
    }

    private void addThoseWhoGoDownWith(Child child, Map<Child, ChildEvent> all) {
        for (Child other : thoseWhoGoDownWith(child)) {
            // Whoever is being stopped is waited for all the same.
            boolean wanted = other.life.wanted() == Wanted.UP;
            all.put(other, wanted ? new ChildEvent.Restart() : new ChildEvent.Stop());
        }
    }

    private Set<Child> thoseWhoGoDownWith(Child child) {
        Set<Child> all = new LinkedHashSet<>();
        Deque<Child> open = new ArrayDeque<>(List.of(child));
        while (!open.isEmpty()) {
            Child next = open.remove();
            for (Child dependent : engine.registry.namersOf(next)) {
                boolean bound = dependent.isAlive() && Gate.goesDownWith(dependent, next);
                if (bound && !dependent.equals(child) && all.add(dependent)) {
                    open.add(dependent);
                }
            }
        }
        return all;
    }
}
