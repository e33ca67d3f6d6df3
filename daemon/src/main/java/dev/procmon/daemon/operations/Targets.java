// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.Nearest;
import dev.procmon.core.order.Group;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.api.RefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the programs that are meant by what a user gives: a name, the name of a family for all of its replicas, {@code @group} for all
 * members of a group, those of groups in it too, or a pattern with {@code *} and {@code ?}.
 */
final class Targets {

    private static final int KNOWN_SHOWN = 8;
    private static final int GIVEN_SHOWN = 64;

    private final List<ProgramName> names;
    private final Set<ProgramName> families;
    private final Map<String, Group> groups = new HashMap<>();

    /**
     * Make it.
     *
     * @param names all programs, in the order in which they are to be found
     * @param families the programs with replicas, those too of which there is none at the moment
     */
    Targets(List<ProgramName> names, Collection<ProgramName> families, List<Group> groups) {
        this.names = names;
        this.families = new LinkedHashSet<>(families);
        for (ProgramName each : names) {
            if (!each.family().equals(each)) {
                this.families.add(each.family());
            }
        }
        for (Group each : groups) {
            this.groups.put(each.name(), each);
        }
    }

    /** Return those who are there at a moment. */
    static Targets of(Scene scene, RunningConfiguration running) {
        return new Targets(names(scene), running.families(), scene.groups());
    }

    /** Return the names of those who are there at a moment. */
    static List<ProgramName> names(Scene scene) {
        List<ProgramName> names = new ArrayList<>();
        for (Subject each : scene.holders()) {
            names.add(each.name());
        }
        return names;
    }

    /** Tell whether a pattern means anybody who is there, or a program or group that has none at the moment. */
    boolean knows(String pattern) {
        return find(pattern, new HashSet<>());
    }

    /** Return those that match any of the patterns, each once, in order. */
    List<ProgramName> find(List<String> patterns) {
        Set<ProgramName> found = new HashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String pattern : patterns) {
            if (!find(pattern, found)) {
                unknown.add(pattern);
            }
        }
        refuse(unknown, "program");
        List<ProgramName> ordered = new ArrayList<>(found.size());
        for (ProgramName each : names) {
            if (found.contains(each)) {
                ordered.add(each);
            }
        }
        return ordered;
    }

    /**
     * Return what tells whether a name is meant, of programs that come later too. Refused where a pattern means nobody of those who are
     * there.
     */
    Predicate<String> matcher(List<String> patterns) {
        find(patterns);
        Set<String> plain = new HashSet<>();
        List<String> globs = new ArrayList<>();
        for (String pattern : patterns) {
            if (pattern.startsWith("@")) {
                members(pattern.substring(1), plain);
            } else {
                plain.add(pattern);
                if (Glob.isGlob(pattern)) {
                    globs.add(pattern);
                }
            }
        }
        return name -> isMeant(name, plain, globs);
    }

    private static boolean isMeant(String name, Set<String> plain, List<String> globs) {
        if (plain.contains(name)
                || plain.contains(new ProgramName(name).family().value())) {
            return true;
        }
        for (String glob : globs) {
            if (Glob.matches(glob, name)) {
                return true;
            }
        }
        return false;
    }

    /** Collect the names of programs and families in a group, and in those in it. */
    private void members(String group, Set<String> names) {
        Group found = groups.get(group);
        if (found == null) {
            names.add(group);
        } else {
            found.members().forEach(member -> members(member, names));
        }
    }

    /** Return one program by its name. */
    ProgramName one(String name) {
        List<ProgramName> found = find(List.of(name));
        if (found.size() != 1) {
            throw new RefusedException(
                    RefusedException.Kind.MALFORMED,
                    found.isEmpty()
                            ? "there is no replica of " + name + " at the moment"
                            : name + " means more than one program, expected one of: " + listed(found));
        }
        return found.getFirst();
    }

    /** Return the programs with replicas that match any of the patterns, each once. */
    List<ProgramName> families(List<String> patterns) {
        Set<ProgramName> found = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String pattern : patterns) {
            int before = found.size();
            boolean known = false;
            for (ProgramName family : families) {
                if (matches(pattern, family)) {
                    found.add(family);
                    known = true;
                }
            }
            Set<ProgramName> others = new LinkedHashSet<>();
            if (!known && !Glob.isGlob(pattern) && find(pattern, others)) {
                throw new RefusedException(RefusedException.Kind.CONFLICT, withoutReplicas(pattern, others));
            }
            if (!known && found.size() == before) {
                unknown.add(pattern);
            }
        }
        refuse(unknown, "program with replicas");
        return List.copyOf(found);
    }

    private static String withoutReplicas(String pattern, Set<ProgramName> those) {
        for (ProgramName each : those) {
            if (!each.family().equals(each)) {
                return pattern + " is one replica, expected the program: " + each.family();
            }
        }
        return pattern + " has no replicas: give it the key replicas in the configuration, and reload";
    }

    private boolean find(String pattern, Set<ProgramName> found) {
        if (pattern.startsWith("@")) {
            Group group = groups.get(pattern.substring(1));
            if (group == null) {
                return false;
            }
            Set<String> members = new HashSet<>();
            members(group.name(), members);
            for (ProgramName each : names) {
                if (members.contains(each.value())
                        || members.contains(each.family().value())) {
                    found.add(each);
                }
            }
            return true;
        }
        boolean any = isFamily(pattern);
        for (ProgramName each : names) {
            if (matches(pattern, each) || matches(pattern, each.family())) {
                found.add(each);
                any = true;
            }
        }
        return any;
    }

    private boolean isFamily(String text) {
        for (ProgramName each : families) {
            if (each.value().equals(text)) {
                return true;
            }
        }
        return false;
    }

    /** A name is a name even where it looks like a pattern. */
    private static boolean matches(String pattern, ProgramName name) {
        return name.value().equals(pattern) || (Glob.isGlob(pattern) && Glob.matches(pattern, name.value()));
    }

    private void refuse(List<String> unknown, String what) {
        if (unknown.isEmpty()) {
            return;
        }
        List<String> errors = new ArrayList<>(unknown.size());
        for (String each : unknown) {
            errors.add(unknown(each, what));
        }
        throw new RefusedException(
                RefusedException.Kind.UNKNOWN, String.join("; ", errors), errors.size() == 1 ? List.of() : errors);
    }

    private String unknown(String pattern, String what) {
        if (pattern.startsWith("@")) {
            Optional<String> near = Nearest.to(pattern.substring(1), List.copyOf(groups.keySet()));
            return "there is no group \"" + shown(pattern.substring(1)) + "\""
                    + (near.isPresent()
                            ? ", did you mean @" + near.get() + "?"
                            : groups.isEmpty()
                                    ? ": there are no groups"
                                    : ", expected one of: @" + String.join(", @", sorted(groups.keySet())));
        }
        if (Glob.isGlob(pattern)) {
            return "no " + what + " matches \"" + shown(pattern) + "\""
                    + (names.isEmpty() ? "" : ", there are: " + known());
        }
        Set<String> candidates = new LinkedHashSet<>();
        for (ProgramName each : names) {
            candidates.add(each.value());
        }
        for (ProgramName each : families) {
            candidates.add(each.value());
        }
        Optional<String> near = Nearest.to(pattern, List.copyOf(candidates));
        return "there is no " + what + " \"" + shown(pattern) + "\""
                + (near.isPresent()
                        ? ", did you mean " + near.get() + "?"
                        : names.isEmpty() ? ": there are no programs" : ", there are: " + known());
    }

    /** What was given may be anything, and is shown in one line. */
    private static String shown(String given) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < given.length() && i < GIVEN_SHOWN; i++) {
            text.append(Character.isISOControl(given.charAt(i)) ? '?' : given.charAt(i));
        }
        return given.length() > GIVEN_SHOWN ? text + "..." : text.toString();
    }

    private String known() {
        return listed(names);
    }

    private static List<String> sorted(Collection<String> texts) {
        List<String> sorted = new ArrayList<>(texts);
        sorted.sort(null);
        return sorted;
    }

    private static String listed(List<ProgramName> names) {
        StringBuilder text = new StringBuilder();
        int shown = Math.min(names.size(), KNOWN_SHOWN);
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : ", ").append(names.get(i));
        }
        return names.size() > shown ? text + " and " + (names.size() - shown) + " more" : text.toString();
    }
}
