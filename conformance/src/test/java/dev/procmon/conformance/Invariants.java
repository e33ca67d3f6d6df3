// SPDX-License-Identifier: Apache-2.0
package dev.procmon.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What any sound monitor keeps in every trace, tagged or not, also where the original does not. */
final class Invariants {

    private static final Set<String> LOOPS = Set.of("startService", "stopService", "restartAll");

    private static final Map<String, Predicate<JsonNode>> BROKEN_IF = Map.ofEntries(
            Map.entry(
                    "an exception leaves a timer or the output",
                    step -> Set.of("advance", "write").contains(operation(step)) && has(step, "raise")),
            Map.entry("a loop is left half way", step -> LOOPS.contains(operation(step)) && has(step, "raise")),
            Map.entry(
                    "a stopped service starts something",
                    step -> operation(step).equals("advance") && !running(step) && has(step, "spawn")),
            Map.entry(
                    "a stopped service has a pending restart",
                    step -> !running(step) && !map(step, "restart").isEmpty()),
            Map.entry("a restart is pending for a removed name", step -> names(map(step, "restart")).stream()
                    .anyMatch(name -> !registered(step).contains(name))),
            Map.entry("a restart is pending for a running name", step -> names(map(step, "restart")).stream()
                    .anyMatch(name -> map(step, "protocols").has(name))),
            Map.entry(
                    "children live that nobody knows",
                    step -> step.get("st").get("live").intValue()
                            != map(step, "protocols").size()),
            Map.entry("a kill is pending for nobody", step -> names(map(step, "murder")).stream()
                    .anyMatch(name -> !map(step, "protocols").has(name))),
            Map.entry(
                    "a name of a running service neither runs nor waits",
                    step -> running(step)
                            && registered(step).stream()
                                    .anyMatch(name -> !map(step, "protocols").has(name)
                                            && !map(step, "restart").has(name))));

    private Invariants() {}

    /** Return which invariants a trace breaks, and where. */
    static List<String> broken(JsonNode trace) {
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < trace.get("steps").size(); i++) {
            JsonNode step = trace.get("steps").get(i);
            String place = trace.get("id").stringValue() + " step " + i + ": ";
            BROKEN_IF.forEach((name, condition) -> {
                if (condition.test(step)) {
                    broken.add(place + name);
                }
            });
        }
        return broken;
    }

    private static String operation(JsonNode step) {
        return step.get("op").get("op").stringValue();
    }

    private static boolean has(JsonNode step, String event) {
        return StreamSupport.stream(step.get("ev").spliterator(), false)
                .anyMatch(one -> one.get("e").stringValue().equals(event));
    }

    private static boolean running(JsonNode step) {
        return step.get("st").get("running").booleanValue();
    }

    private static JsonNode map(JsonNode step, String name) {
        return step.get("st").get(name);
    }

    private static List<String> names(JsonNode map) {
        return List.copyOf(map.propertyNames());
    }

    private static List<String> registered(JsonNode step) {
        return StreamSupport.stream(step.get("st").get("names").spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }
}
