// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who there is: the children by name and family, those that depart, and who names whom. */
final class Registry {

    private final Map<ProgramName, Child> children = new LinkedHashMap<>();
    private final Set<Child> departing = new LinkedHashSet<>();
    private final Map<ProgramName, Set<Child>> families = new HashMap<>();
    private final Map<ProgramName, Set<Child>> namers = new HashMap<>();

    void add(Child child) {
        if (children.containsKey(child.name())) {
            throw new DuplicateNameException(child.name());
        }
        children.put(child.name(), child);
        index(child);
    }

    void remove(Child child) {
        children.remove(child.name(), child);
        unindex(child);
    }

    /** Let a child depend on others in another way than before. */
    void relate(Child child, Relations relations) {
        unindex(child);
        child.relations = relations;
        index(child);
    }

    /** Let one take the place of another of the same name, in the same place of the order. */
    void replace(Child child, Child by) {
        children.put(child.name(), by);
        unindex(child);
        index(by);
    }

    void depart(Child child) {
        child.role = Role.DEPARTING;
        departing.add(child);
    }

    /** Forget one that departed. Return whether it did. */
    boolean forget(Child child) {
        return departing.remove(child);
    }

    Child get(ProgramName name) {
        Child child = children.get(name);
        if (child == null) {
            throw new UnknownNameException(name);
        }
        return child;
    }

    Optional<Child> find(ProgramName name) {
        return Optional.ofNullable(children.get(name));
    }

    Collection<Child> children() {
        return Collections.unmodifiableCollection(children.values());
    }

    Collection<Child> departing() {
        return Collections.unmodifiableCollection(departing);
    }

    /** Tell whether a former holder of a name is not gone yet. */
    boolean isTaken(ProgramName name) {
        for (Child each : departing) {
            if (each.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Return the program of a name, or all replicas of the program of that name. */
    Collection<Child> named(ProgramName name) {
        Child child = children.get(name);
        if (child != null) {
            return List.of(child);
        }
        return Collections.unmodifiableCollection(families.getOrDefault(name, Set.of()));
    }

    /** Return those who name a program among those that they need or want, by its name or that of its family. */
    List<Child> namersOf(Child child) {
        if (namers.isEmpty()) {
            return List.of();
        }
        List<Child> all = new ArrayList<>(namers.getOrDefault(child.name(), Set.of()));
        ProgramName family = child.name().family();
        if (!family.equals(child.name())) {
            all.addAll(namers.getOrDefault(family, Set.of()));
        }
        return all;
    }

    private void index(Child child) {
        ProgramName family = child.name().family();
        if (!family.equals(child.name())) {
            families.computeIfAbsent(family, _ -> new LinkedHashSet<>()).add(child);
        }
        for (Need need : child.relations.needs()) {
            namers.computeIfAbsent(need.on(), _ -> new LinkedHashSet<>()).add(child);
        }
        for (ProgramName want : child.relations.wants()) {
            namers.computeIfAbsent(want, _ -> new LinkedHashSet<>()).add(child);
        }
    }

    private void unindex(Child child) {
        families.values().forEach(those -> those.remove(child));
        namers.values().forEach(those -> those.remove(child));
    }
}
