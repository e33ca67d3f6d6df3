// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names of all programs and groups of a file, those whose tables are wrong too, and what to say of any other name. */
final class KnownNames {

    /** For how many unknown names of a file a similar one is sought: each is compared with all known ones. */
    private static final int SUGGESTIONS_MAX = 50;

    private final Set<String> programs = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();
    /** Names that nobody can have, of which that is noted already. */
    private final Set<String> impossible = new HashSet<>();

    /** Programs that are not to be, and groups of none but these. */
    private final Set<String> leftOut = new HashSet<>();

    private final Problems problems;
    private int unknown;

    KnownNames(Problems problems) {
        this.problems = problems;
    }

    /** Note that there is a program that is left out, so that nobody can depend on it. */
    void addLeftOut(String name) {
        leftOut.add(name);
    }

    boolean isLeftOut(String name) {
        return leftOut.contains(name);
    }

    void addProgram(String name) {
        programs.add(name);
    }

    void addGroup(String name) {
        groups.add(name);
    }

    void addImpossible(String name) {
        impossible.add(name);
    }

    boolean isProgram(String name) {
        return programs.contains(name);
    }

    boolean isGroup(String name) {
        return groups.contains(name);
    }

    /** Tell whether a name is that of a program, and note it where it is not. */
    boolean hasProgram(Key key, Reference reference) {
        if (isProgram(reference.name())) {
            return true;
        }
        if (isLeftOut(reference.name())) {
            problems.error(
                    reference.offset(),
                    key.path() + ": program " + Shown.text(reference.name()) + " is left out (enabled = false)");
            return false;
        }
        if (isGroup(reference.name())) {
            problems.error(
                    reference.offset(),
                    key.path() + ": " + Shown.text(reference.name()) + " is a group; expected the name of a program");
            return false;
        }
        int colon = reference.name().indexOf(':');
        if (colon > 0 && isProgram(reference.name().substring(0, colon))) {
            problems.error(
                    reference.offset(),
                    key.path() + ": a program with replicas is named as a whole: "
                            + Shown.text(reference.name().substring(0, colon)));
            return false;
        }
        noteUnknown(key, reference, "program", List.copyOf(programs));
        return false;
    }

    /** Tell whether a name is that of a program or a group, and note it where it is not. */
    boolean hasAny(Key key, Reference reference) {
        boolean known = isProgram(reference.name()) || isGroup(reference.name());
        if (!known) {
            List<String> all = new ArrayList<>(programs);
            all.addAll(groups);
            noteUnknown(key, reference, "program or group", all);
        }
        return known;
    }

    private void noteUnknown(Key key, Reference reference, String kind, List<String> candidates) {
        if (impossible.contains(reference.name())) {
            return;
        }
        unknown++;
        Optional<String> near =
                unknown <= SUGGESTIONS_MAX ? Nearest.to(reference.name(), candidates) : Optional.empty();
        problems.errorUnlessTorn(
                reference.offset(),
                key.path() + ": there is no " + kind + " " + Shown.text(reference.name())
                        + (near.isPresent() ? "; did you mean " + Shown.text(near.get()) + "?" : ""));
    }
}
