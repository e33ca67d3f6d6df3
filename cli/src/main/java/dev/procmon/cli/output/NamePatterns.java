// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.output;

import dev.procmon.config.Nearest;
import dev.procmon.control.client.ClientException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds the programs that are meant as a supervisor does: a name, the name of a program with replicas for all of them, or a pattern with
 * {@code *} and {@code ?}. What a group is, only a supervisor knows.
 */
final class NamePatterns {

    private static final int KNOWN_SHOWN = 8;

    private NamePatterns() {}

    /**
     * Return those that match any of the patterns, in their order; all where there are no patterns.
     *
     * @throws ClientException where one means nobody
     */
    static List<String> find(Collection<String> names, List<String> patterns) {
        if (patterns.isEmpty()) {
            return List.copyOf(names);
        }
        for (String pattern : patterns) {
            check(pattern, names);
        }
        List<String> found = new ArrayList<>();
        for (String name : names) {
            if (isMeant(name, patterns)) {
                found.add(name);
            }
        }
        return found;
    }

    private static boolean isMeant(String name, List<String> patterns) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String name) {
        return name.equals(pattern)
                || family(name).equals(pattern)
                || (isGlob(pattern) && (Glob.matches(pattern, name) || Glob.matches(pattern, family(name))));
    }

    private static boolean isGlob(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Return {@code web} for the replica {@code web:0}, and all other names as they are. */
    private static String family(String name) {
        int colon = name.lastIndexOf(':');
        if (colon < 1 || colon == name.length() - 1) {
            return name;
        }
        for (int i = colon + 1; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return name;
            }
        }
        return name.substring(0, colon);
    }

    private static void check(String pattern, Collection<String> names) {
        if (pattern.startsWith("@")) {
            throw refusal("no procmon is running there, and without it nobody knows what the group " + pattern
                    + " is: name its programs");
        }
        if (isAnybody(pattern, names)) {
            return;
        }
        Optional<String> near = Nearest.to(pattern, List.copyOf(names));
        String what = isGlob(pattern) ? "no program with output matches \"" : "there is no output of a program \"";
        throw refusal(what + pattern + "\""
                + (near.isPresent() ? ", did you mean " + near.get() + "?" : ", there is of: " + known(names)));
    }

    private static boolean isAnybody(String pattern, Collection<String> names) {
        for (String name : names) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    private static String known(Collection<String> names) {
        List<String> all = List.copyOf(names);
        String shown = String.join(", ", all.subList(0, Math.min(KNOWN_SHOWN, all.size())));
        return all.size() > KNOWN_SHOWN ? shown + " and " + (all.size() - KNOWN_SHOWN) + " more" : shown;
    }

    private static ClientException refusal(String message) {
        return new ClientException(ClientException.Cause.REFUSED, message, Optional.empty());
    }
}
