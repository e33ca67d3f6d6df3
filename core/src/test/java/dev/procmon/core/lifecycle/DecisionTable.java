// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.DecisionCase.Feature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says in as few rows as can be when which summary is true: it asks for one feature after the other until all cases that
 * are left agree, and takes the order of questions that needs the fewest rows.
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
        List<Leaf> leaves = shortest(cases, EnumSet.allOf(Feature.class), cases.size())
                .orElseThrow(() -> new AssertionError("no feature tells these cases apart: " + cases));
        Map<DecisionSummary, List<Leaf>> bySummary =
                leaves.stream().collect(Collectors.groupingBy(Leaf::summary, LinkedHashMap::new, Collectors.toList()));
        return bySummary.entrySet().stream()
                .map(entry -> new Row(
                        entry.getValue().stream()
                                .map(leaf -> String.join(", ", leaf.conditions()))
                                .collect(Collectors.joining("; or ")),
                        entry.getKey()))
                .toList();
    }

    /** Return the shortest list of leaves, if there is one that is not longer than allowed. */
    private static Optional<List<Leaf>> shortest(List<DecisionCase> cases, Set<Feature> features, int most) {
        int least = (int) cases.stream().map(DecisionCase::essence).distinct().count();
        return IntStream.rangeClosed(least, most)
                .mapToObj(limit -> leaves(cases, features, limit))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Return a list of leaves that is not longer than allowed, if there is one. */
    private static Optional<List<Leaf>> leaves(List<DecisionCase> cases, Set<Feature> features, int most) {
        Optional<DecisionSummary> summary = DecisionSummary.of(cases);
        if (summary.isPresent()) {
            return Optional.of(List.of(new Leaf(List.of(), summary.get())));
        }
        if (most < 2) {
            return Optional.empty();
        }
        return features.stream()
                .map(feature -> leavesBy(feature, cases, features, most))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<List<Leaf>> leavesBy(
            Feature feature, List<DecisionCase> cases, Set<Feature> features, int most) {
        Map<String, List<DecisionCase>> parts = parts(cases, feature);
        if (parts.size() == 1 || parts.size() > most) {
            return Optional.empty();
        }
        Set<Feature> others = EnumSet.copyOf(features);
        others.remove(feature);
        return leavesOfAll(parts, others, most);
    }

    private static Optional<List<Leaf>> leavesOfAll(
            Map<String, List<DecisionCase>> parts, Set<Feature> features, int most) {
        List<Leaf> all = new ArrayList<>();
        int open = parts.size();
        for (Map.Entry<String, List<DecisionCase>> part : parts.entrySet()) {
            open--;
            Optional<List<Leaf>> leaves = shortest(part.getValue(), features, most - all.size() - open);
            if (leaves.isEmpty()) {
                return Optional.empty();
            }
            leaves.get().forEach(leaf -> all.add(with(part.getKey(), leaf)));
        }
        return Optional.of(all);
    }

    private static Map<String, List<DecisionCase>> parts(List<DecisionCase> cases, Feature feature) {
        return cases.stream()
                .collect(Collectors.groupingBy(
                        each -> Objects.requireNonNullElse(each.features().get(feature), ""),
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
