// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.order.Circle;
import dev.procmon.core.order.Need;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Refuses programs that would wait for each other in a circle, by what they need and want and by the order of their groups. */
final class CircleCheck {

    private final Engine engine;

    CircleCheck(Engine engine) {
        this.engine = engine;
    }

    /**
     * Look whether one of these would wait for itself.
     *
     * @throws IllegalArgumentException where it would; it names the circle
     */
    void check(Collection<Child> children) {
        List<ProgramName> names = new ArrayList<>(children.size());
        addNames(children, names);
        Optional<List<ProgramName>> circle = Circle.among(names, this::before);
        if (circle.isPresent()) {
            throw new IllegalArgumentException("programs wait for each other in a circle: " + circle.get());
        }
    }

    private List<ProgramName> before(ProgramName name) {
        List<ProgramName> before = new ArrayList<>();
        Optional<Child> child = engine.registry.find(name);
        if (child.isPresent()) {
            for (Need need : child.get().relations.needs()) {
                addNames(engine.registry.named(need.on()), before);
            }
            for (ProgramName want : child.get().relations.wants()) {
                addNames(engine.registry.named(want), before);
            }
            addNames(engine.groups.before(child.get()), before);
        }
        return before;
    }

    private static void addNames(Collection<Child> children, List<ProgramName> names) {
        for (Child each : children) {
            names.add(each.name());
        }
    }
}
