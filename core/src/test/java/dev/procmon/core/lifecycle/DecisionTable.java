// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says in few rows which summary is true when. It leaves out each feature without which the cases can still be told apart,
 * and asks for the others one after the other; answers after which it goes on in the same way are one.
 */
final class DecisionTable {

    private DecisionTable() {}

    /**
     * One way in which it can go.
     *
     * @param when the features of the cases, in words; empty for all cases
     */
    record Row(String when, DecisionSummary summary) {}

    private record Leaf(List<String> conditions, DecisionSummary summary) {}

    /** Return the rows of all cases of one pair. */
    static List<Row> rows(List<DecisionCase> cases) {
        Map<DecisionSummary, List<Leaf>> bySummary = leaves(cases, EnumSet.allOf(Feature.class)).stream()
                .collect(Collectors.groupingBy(Leaf::summary, LinkedHashMap::new, Collectors.toList()));
        return bySummary.entrySet().stream()
                .map(entry -> new Row(
                        entry.getValue().stream()
                                .map(leaf -> String.join(", ", leaf.conditions()))
                                .collect(Collectors.joining("; or ")),
                        entry.getKey()))
                .toList();
    }

    private static List<Leaf> leaves(List<DecisionCase> cases, Set<Feature> features) {
        Optional<DecisionSummary> summary = DecisionSummary.of(cases);
        if (summary.isPresent()) {
            return List.of(new Leaf(List.of(), summary.get()));
        }
        Set<Feature> needed = needed(cases, features);
        Feature first = needed.iterator().next();
        needed.remove(first);
        Map<List<Leaf>, List<String>> alike = new LinkedHashMap<>();
        parts(cases, EnumSet.of(first))
                .forEach((answer, part) -> alike.computeIfAbsent(leaves(part, needed), _ -> new ArrayList<>())
                        .add(answer.getFirst()));
        List<Leaf> leaves = new ArrayList<>();
        alike.forEach((part, answers) -> part.forEach(leaf -> leaves.add(with(String.join(" or ", answers), leaf))));
        return leaves;
    }

    /** Leave out one feature after the other, the last first, as long as the others tell all cases apart. */
    private static Set<Feature> needed(List<DecisionCase> cases, Set<Feature> features) {
        if (!tellsApart(cases, features)) {
            throw new AssertionError("no feature tells these cases apart: " + cases);
        }
        Set<Feature> needed = EnumSet.noneOf(Feature.class);
        features.stream()
                .filter(feature -> parts(cases, EnumSet.of(feature)).size() > 1)
                .forEach(needed::add);
        for (Feature feature : List.copyOf(needed).reversed()) {
            Set<Feature> fewer = EnumSet.copyOf(needed);
            fewer.remove(feature);
            if (tellsApart(cases, fewer)) {
                needed.remove(feature);
            }
        }
        return needed;
    }

    private static boolean tellsApart(List<DecisionCase> cases, Set<Feature> features) {
        return parts(cases, features).values().stream()
                .allMatch(part -> DecisionSummary.of(part).isPresent());
    }

    private static Map<List<String>, List<DecisionCase>> parts(List<DecisionCase> cases, Set<Feature> features) {
        return cases.stream()
                .collect(Collectors.groupingBy(
                        each -> features.stream()
                                .map(feature -> Objects.requireNonNullElse(
                                        each.features().get(feature), ""))
                                .toList(),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static Leaf with(String condition, Leaf leaf) {
        List<String> conditions = new ArrayList<>();
        conditions.add(condition);
        conditions.addAll(leaf.conditions());
        return new Leaf(conditions, leaf.summary());
    }
}
