// SPDX-License-Identifier: Apache-2.0
package dev.procmon.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what was done with what the original did. A schedule is binding up to the step of its first tag, for from
 * there on the original is arguably wrong; the tag of the blank lines binds nothing, for either form is accepted.
 */
final class Comparison {

    private static final Set<String> OPTIONAL = Set.of("opt-repr", "opt-probe");
    private static final Set<String> OPTIONAL_OPERATIONS = Set.of("repr", "probe");
    private static final String BLANK_LINES = "blank-line-at-exit";

    private Comparison() {}

    /** Return what differs first within the steps that are binding. */
    static Optional<String> breach(JsonNode expected, JsonNode actual) {
        Set<String> tags = tags(expected);
        int bound = tags.stream()
                .filter(tag -> !tag.equals(BLANK_LINES))
                .mapToInt(tag -> expected.get("tagSteps").get(tag).intValue())
                .min()
                .orElse(expected.get("steps").size());
        for (int i = 0; i < bound; i++) {
            JsonNode want = expected.get("steps").get(i);
            JsonNode got = actual.get("steps").path(i);
            String operation = want.get("op").get("op").stringValue();
            if (!OPTIONAL_OPERATIONS.contains(operation) && !isEqual(want, got, tags.contains(BLANK_LINES))) {
                return Optional.of(
                        expected.get("id").stringValue() + " step " + i + "\nwant " + want + "\ngot  " + got);
            }
        }
        return Optional.empty();
    }

    private static Set<String> tags(JsonNode schedule) {
        Set<String> tags = new HashSet<>();
        schedule.get("tags").forEach(tag -> tags.add(tag.stringValue()));
        tags.removeAll(OPTIONAL);
        return tags;
    }

    private static boolean isEqual(JsonNode want, JsonNode got, boolean blankLines) {
        return (events(want, false).equals(events(got, false))
                        || (blankLines && events(want, true).equals(events(got, false))))
                && state(want).equals(state(got))
                && (!want.has("ret") || want.get("ret").equals(got.path("ret")));
    }

    private static List<JsonNode> events(JsonNode step, boolean withoutSpurious) {
        return StreamSupport.stream(step.path("ev").spliterator(), false)
                .filter(event -> !withoutSpurious || !event.has("spurious"))
                .map(event -> without(event, "spurious"))
                .toList();
    }

    private static JsonNode state(JsonNode step) {
        return without(step.path("st"), "stale", "orphans");
    }

    private static JsonNode without(JsonNode node, String... fields) {
        JsonNode copy = node.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove(List.of(fields));
        }
        return copy;
    }
}
