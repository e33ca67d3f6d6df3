// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.order;

import dev.procmon.core.program.ProgramName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Looks for programs that wait for each other in a circle, which could never start. */
public final class Circle {

    private final Function<ProgramName, List<ProgramName>> before;
    private final Deque<ProgramName> path = new ArrayDeque<>();
    private final Set<ProgramName> done = new HashSet<>();

    private Circle(Function<ProgramName, List<ProgramName>> before) {
        this.before = before;
    }

    /**
     * Find a circle that can be reached from a program.
     *
     * @param before who comes before a program
     * @return the circle, which begins and ends with the same program: each comes after the next one
     */
    public static Optional<List<ProgramName>> from(ProgramName start, Function<ProgramName, List<ProgramName>> before) {
        return new Circle(before).visit(start);
    }

    private Optional<List<ProgramName>> visit(ProgramName name) {
        if (path.contains(name)) {
            List<ProgramName> circle = new ArrayList<>();
            path.descendingIterator().forEachRemaining(circle::add);
            circle = circle.subList(circle.indexOf(name), circle.size());
            circle.add(name);
            return Optional.of(List.copyOf(circle));
        }
        if (!done.add(name)) {
            return Optional.empty();
        }
        path.push(name);
        for (ProgramName next : before.apply(name)) {
            Optional<List<ProgramName>> circle = visit(next);
            if (circle.isPresent()) {
                return circle;
            }
        }
        path.pop();
        return Optional.empty();
    }
}
