// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds circles among names of which some lead to others. Follows them without recursion: a chain may have any length. */
final class Circles {

    /**
     * That one name leads to another.
     *
     * @param verb what the one does with the other, for a message
     * @param offset where that is written
     */
    record Edge(String from, String verb, String to, int offset) {}

    /** Of a longer circle only the ends are shown. */
    private static final int SHOWN_MAX = 20;

    private final String what;
    private final Problems problems;
    private final Map<String, List<Edge>> edges;
    private final Set<String> done = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private final List<Edge> path = new ArrayList<>();
    private final Deque<Iterator<Edge>> branches = new ArrayDeque<>();
    private boolean found;

    private Circles(String what, Map<String, List<Edge>> edges, Problems problems) {
        this.what = what;
        this.edges = edges;
        this.problems = problems;
    }

    /** Note the circles among names, each where it is closed; return whether there are any. */
    static boolean note(String what, List<Edge> edges, Problems problems) {
        Map<String, List<Edge>> byName = new HashMap<>();
        for (Edge edge : edges) {
            List<Edge> before = byName.get(edge.from());
            if (before == null) {
                byName.put(edge.from(), new ArrayList<>(List.of(edge)));
            } else {
                before.add(edge);
            }
        }
        Circles circles = new Circles(what, byName, problems);
        for (Edge edge : edges) {
            circles.follow(edge.from());
        }
        return circles.found;
    }

    private void follow(String start) {
        if (done.contains(start)) {
            return;
        }
        enter(start);
        while (!branches.isEmpty()) {
            if (!branches.getLast().hasNext()) {
                leave(start);
                continue;
            }
            Edge edge = branches.getLast().next();
            path.add(edge);
            if (open.contains(edge.to())) {
                note(edge);
                path.removeLast();
            } else if (done.contains(edge.to())) {
                path.removeLast();
            } else {
                enter(edge.to());
            }
        }
    }

    private void enter(String name) {
        open.add(name);
        branches.addLast(edges.getOrDefault(name, List.of()).iterator());
    }

    private void leave(String start) {
        branches.removeLast();
        String name = path.isEmpty() ? start : path.removeLast().to();
        open.remove(name);
        done.add(name);
    }

    private void note(Edge last) {
        found = true;
        int first = path.size() - 1;
        while (!path.get(first).from().equals(last.to())) {
            first--;
        }
        List<Edge> circle = path.subList(first, path.size());
        StringBuilder message = new StringBuilder(what).append(" form a circle: ");
        for (int i = 0; i < circle.size(); i++) {
            Edge edge = circle.get(i);
            if (circle.size() <= SHOWN_MAX || i < SHOWN_MAX / 2 || i >= circle.size() - SHOWN_MAX / 2) {
                message.append(i == 0 ? "" : ", ")
                        .append(edge.from())
                        .append(' ')
                        .append(edge.verb());
                message.append(' ').append(edge.to());
            } else if (i == SHOWN_MAX / 2) {
                message.append(", and ").append(circle.size() - SHOWN_MAX).append(" more");
            }
        }
        problems.error(last.offset(), message.toString());
    }
}
