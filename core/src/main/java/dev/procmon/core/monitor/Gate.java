// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.Admission;
import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Hold;
import dev.procmon.core.order.Need;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Says who may start and what is in the way, and lets those in who waited when nothing is any longer. */
final class Gate {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final Engine engine;
    private final Set<Child> waiting = new LinkedHashSet<>();
    private final Set<Child> starting = new LinkedHashSet<>();
    private int startingMax = UNLIMITED;

    Gate(Engine engine) {
        this.engine = engine;
    }

    /** Let no more than so many programs start at a time; any number where empty. */
    void limit(OptionalInt max) {
        startingMax = max.orElse(UNLIMITED);
        engine.letIn();
    }

    /** Say whether a child may be started. */
    Admission admission(Child child) {
        switch (child.role) {
            case HOLDER -> {}
            case SUCCESSOR -> {
                return Admission.MAY_START;
            }
            case DEPARTING -> {
                return Admission.MUST_WAIT;
            }
        }
        List<Hold> holds = holds(child);
        for (Hold hold : holds) {
            if (hold instanceof Hold.NeedUnmet) {
                return Admission.DEPENDENCY_DOWN;
            }
        }
        return holds.isEmpty() ? Admission.MAY_START : Admission.MUST_WAIT;
    }

    /** Say what is in the way of a start. */
    List<Hold> holds(Child child) {
        List<Hold> holds = new ArrayList<>(0);
        if (engine.registry.isTaken(child.name())) {
            holds.add(new Hold.NameTaken());
        }
        if (engine.batches.holds(child)) {
            holds.add(new Hold.OthersAreEnding());
        }
        for (Need need : child.relations.needs()) {
            check(need, holds);
        }
        for (ProgramName want : child.relations.wants()) {
            check(want, holds);
        }
        for (Child earlier : engine.groups.before(child)) {
            if (earlier.standing().backingOff() || isComing(earlier)) {
                holds.add(new Hold.ComesFirst(earlier.name()));
            }
        }
        if (engine.timetable.holds(child)) {
            holds.add(new Hold.NotYetTime());
        }
        if (holds.isEmpty() && starting.size() >= startingMax && !starting.contains(child)) {
            holds.add(new Hold.Turn());
        }
        return holds;
    }

    /** Return those whom a child needs, directly or not, those first that are needed by others. */
    Set<Child> neededFor(Child child) {
        Set<Child> needed = new LinkedHashSet<>();
        if (!child.relations.needs().isEmpty()) {
            collect(child, needed, new LinkedHashSet<>());
        }
        return needed;
    }

    /** Take note of the present state of a child. */
    void note(Child child) {
        ChildState state = child.life.state();
        if (state instanceof ChildState.Waiting) {
            waiting.add(child);
        } else {
            waiting.remove(child);
        }
        if (state.phase() == ChildState.Phase.STARTING) {
            starting.add(child);
        } else {
            starting.remove(child);
        }
    }

    /** Let in whom nothing is in the way of any longer, those first that have waited longest. */
    void open() {
        int free = startingMax - starting.size();
        // They are told when this is done, so nobody comes or goes meanwhile.
        for (Child child : waiting) {
            if (free <= 0) {
                return;
            }
            if (admission(child) == Admission.MAY_START) {
                free--;
                engine.dispatch(child, new ChildEvent.Admit());
            }
        }
    }

    private void collect(Child child, Set<Child> needed, Set<Child> seen) {
        if (!seen.add(child)) {
            return;
        }
        for (Need need : child.relations.needs()) {
            for (Child other : engine.registry.named(need.on())) {
                if (!meets(other, need.condition())) {
                    collect(other, needed, seen);
                    needed.add(other);
                }
            }
        }
    }

    private void check(Need need, List<Hold> holds) {
        Collection<Child> those = engine.registry.named(need.on());
        if (those.isEmpty()) {
            holds.add(new Hold.NeedUnmet(need.on(), need.condition()));
        }
        for (Child each : those) {
            if (!meets(each, need.condition())) {
                holds.add(new Hold.NeedUnmet(each.name(), need.condition()));
            }
        }
    }

    /** Whoever is about to be ended meets no condition any longer. */
    boolean meets(Child child, Condition condition) {
        return child.standing().meets(condition) && !engine.batches.isToEnd(child);
    }

    private void check(ProgramName want, List<Hold> holds) {
        for (Child each : engine.registry.named(want)) {
            if (isComing(each)) {
                holds.add(new Hold.ComesFirst(each.name()));
            }
        }
    }

    /** Tell whether a child is on its way up, so that those wait for it whom it merely comes before. */
    private boolean isComing(Child child) {
        return switch (child.life.state().phase()) {
            case STARTING -> true;
            case STOPPING -> child.life.wanted() == Wanted.UP;
            case WAITING -> !engine.timetable.holds(child) && !isHopeless(child);
            case STOPPED, RUNNING, BACKING_OFF, EXITED, FAILED -> false;
        };
    }

    private boolean isHopeless(Child child) {
        for (Need need : child.relations.needs()) {
            if (isHopeless(need)) {
                return true;
            }
        }
        return false;
    }

    /** Tell whether a need is not met, and nobody is on the way to meet it. */
    private boolean isHopeless(Need need) {
        Collection<Child> those = engine.registry.named(need.on());
        for (Child each : those) {
            boolean down =
                    switch (each.life.state().phase()) {
                        case STOPPED, EXITED, FAILED -> true;
                        case STOPPING -> each.life.wanted() == Wanted.DOWN;
                        case WAITING -> !isComing(each);
                        case STARTING, RUNNING, BACKING_OFF -> false;
                    };
            if (down && !meets(each, need.condition())) {
                return true;
            }
        }
        return those.isEmpty();
    }

    /** Tell whether one goes down with another. */
    static boolean goesDownWith(Child child, Child other) {
        for (Need need : child.relations.needs()) {
            if (need.bond() == Bond.GOES_DOWN_WITH && names(need.on(), other)) {
                return true;
            }
        }
        return false;
    }

    /** Tell whether a name is that of a child or of its family. */
    static boolean names(ProgramName name, Child child) {
        return name.equals(child.name()) || name.equals(child.name().family());
    }
}
