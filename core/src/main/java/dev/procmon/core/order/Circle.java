// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.order;

import dev.procmon.core.program.ProgramName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks for programs that wait for each other in a circle, which could never start. It goes as deep as the longest chain, so
 * it keeps the way in a list of its own: the stack of a thread would bound the length of a chain.
 */
public final class Circle {

    private final Function<ProgramName, List<ProgramName>> before;
    private final Deque<Stage> way = new ArrayDeque<>();
    private final Set<ProgramName> onTheWay = new HashSet<>();
    private final Set<ProgramName> seen = new HashSet<>();

    /** A program on the way, and those before it that were not looked at yet. */
    private record Stage(ProgramName name, Iterator<ProgramName> open) {}

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
        return new Circle(before).search(start);
    }

    /**
     * Find a circle that can be reached from one of some programs. None is looked at twice.
     *
     * @param before who comes before a program
     * @return the circle, which begins and ends with the same program: each comes after the next one
     */
    public static Optional<List<ProgramName>> among(
            List<ProgramName> starts, Function<ProgramName, List<ProgramName>> before) {
        Circle search = new Circle(before);
        for (ProgramName start : starts) {
            Optional<List<ProgramName>> circle = search.seen.contains(start) ? Optional.empty() : search.search(start);
            if (circle.isPresent()) {
                return circle;
            }
        }
        return Optional.empty();
    }

    private Optional<List<ProgramName>> search(ProgramName start) {
        enter(start);
        while (!way.isEmpty()) {
            Stage stage = way.getLast();
            if (!stage.open().hasNext()) {
                way.removeLast();
                onTheWay.remove(stage.name());
                continue;
            }
            ProgramName next = stage.open().next();
            if (onTheWay.contains(next)) {
                return Optional.of(wayBackTo(next));
            }
            if (!seen.contains(next)) {
                enter(next);
            }
        }
        return Optional.empty();
    }

    private void enter(ProgramName name) {
        seen.add(name);
        onTheWay.add(name);
        way.addLast(new Stage(name, before.apply(name).iterator()));
    }

    private List<ProgramName> wayBackTo(ProgramName first) {
        List<ProgramName> circle = new ArrayList<>();
        boolean inside = false;
        for (Stage stage : way) {
            inside |= stage.name().equals(first);
            if (inside) {
                circle.add(stage.name());
            }
        }
        circle.add(first);
        return List.copyOf(circle);
    }
}
