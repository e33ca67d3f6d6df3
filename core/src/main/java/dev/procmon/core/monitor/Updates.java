// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes what is registered under names, and touches no run: what a run was begun as, and how its health is judged, is
 * remembered with it ({@link Origin}), and a state keeps what it has declared. All of a request is changed, or nothing.
 */
final class Updates {

    private final Engine engine;

    Updates(Engine engine) {
        this.engine = engine;
    }

    /**
     * Change programs, and all groups where they are given.
     *
     * @throws UnknownNameException where one is not registered
     * @throws IllegalArgumentException where a program would wait for itself, or as {@link Groups#add} says
     */
    void update(List<Replica> changes, Optional<List<Group>> groups) {
        Map<Child, Replica> byChild = new LinkedHashMap<>();
        for (Replica change : changes) {
            byChild.put(engine.registry.get(change.program().name()), change);
        }
        Optional<Groups.Former> former = groups.map(engine.groups::replace);
        relateAll(byChild, former);
        byChild.forEach(this::change);
        former.ifPresent(engine.groups::settle);
        byChild.keySet().forEach(this::goOn);
        engine.letIn();
    }

    private void relateAll(Map<Child, Replica> changes, Optional<Groups.Former> formerGroups) {
        Map<Child, Relations> former = new LinkedHashMap<>();
        changes.forEach((child, change) -> {
            if (!child.relations.equals(change.relations())) {
                former.put(child, child.relations);
                engine.registry.relate(child, change.relations());
            }
        });
        try {
            engine.checkForCircles(formerGroups.isPresent() ? engine.registry.children() : former.keySet());
        } catch (IllegalArgumentException e) {
            former.forEach(engine.registry::relate);
            formerGroups.ifPresent(engine.groups::takeBack);
            throw e;
        }
    }

    private void change(Child child, Replica change) {
        Policy before = child.policy.get();
        become(child, change);
        engine.replacements.successorOf(child).ifPresent(successor -> {
            successor.relations = change.relations();
            become(successor, change);
        });
        engine.timetable.updated(child, before);
    }

    private void become(Child child, Replica change) {
        Program former = child.program;
        Policy before = child.policy.get();
        child.program = change.program();
        child.policy = change::policy;
        child.life = child.life.under(before, change.policy());
        engine.keepsakes.updated(child, former);
    }

    private void goOn(Child child) {
        engine.tell(new News.Updated(child.name(), engine.now()));
        boolean comesAgain = child.policy.get().job().isPresent()
                && child.life.state() instanceof ChildState.Exited
                && child.life.wanted() == Wanted.UP;
        if (comesAgain) {
            // It has become a job, and waits for its time.
            engine.dispatch(child, new ChildEvent.Start(Wanted.UP));
        }
        engine.settlements.followed(child);
    }
}
