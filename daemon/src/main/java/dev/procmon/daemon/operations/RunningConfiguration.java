// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.Configuration;
import dev.procmon.config.ConfiguredProgram;
import dev.procmon.config.ProgramInstance;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Of what configuration the children were made that run, each by itself: a reload that stops half way leaves some of the
 * old and some of the new. On the reactor thread.
 */
final class RunningConfiguration {

    private final Configuration started;
    private Configuration whole;
    private final Map<ProgramName, Configuration> sources = new LinkedHashMap<>();
    private final Set<ProgramName> failed = new HashSet<>();
    private final Map<ProgramName, Integer> positions = new HashMap<>();

    /** Make it where all children are made of one configuration. */
    RunningConfiguration(Configuration configuration) {
        this.started = configuration;
        this.whole = configuration;
        takePositions();
    }

    /** Return what holds for the supervisor and the groups, and for all children of which nothing else is known. */
    Configuration whole() {
        return whole;
    }

    /** Return the configuration that a child was made of. */
    Configuration sourceOf(ProgramName child) {
        return sources.getOrDefault(child, whole);
    }

    /**
     * What children were made of at one moment.
     *
     * @param started what held when the supervisor was started
     * @param whole what holds where nothing else is known
     * @param sources what is known of some
     * @param failed those that did not come up at their last reload
     */
    record Snapshot(
            Configuration started,
            Configuration whole,
            Map<ProgramName, Configuration> sources,
            Set<ProgramName> failed) {

        Configuration sourceOf(ProgramName child) {
            return sources.getOrDefault(child, whole);
        }

        /** Tell whether a child stands in the configuration that it is, or would be, made of. */
        boolean isKnown(ProgramName child) {
            Optional<ConfiguredProgram> program = program(sourceOf(child), child.family());
            if (program.isPresent()) {
                for (ProgramInstance each : program.get().instances()) {
                    if (each.program().name().equals(child)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    Snapshot snapshot() {
        return new Snapshot(started, whole, Map.copyOf(sources), Set.copyOf(failed));
    }

    /**
     * Let another configuration hold for the supervisor and the groups. Children stay what they were made of, up to {@link #made}.
     *
     * @param children all there are
     */
    void adopt(Configuration next, Collection<ProgramName> children) {
        Map<ProgramName, Configuration> now = new HashMap<>();
        for (ProgramName each : children) {
            now.put(each, sourceOf(each));
        }
        whole = next;
        takePositions();
        failed.retainAll(children);
        sources.clear();
        now.forEach((child, source) -> {
            if (!source.equals(next)) {
                sources.put(child, source);
            }
        });
    }

    /** A child is made of what holds as a whole, or it is there no longer. */
    void made(ProgramName child) {
        sources.remove(child);
        failed.remove(child);
    }

    /** What a child was made anew of does not hold: it is again what it was made of before. */
    void unmade(ProgramName child, Configuration source) {
        if (!source.equals(whole)) {
            sources.put(child, source);
        }
    }

    /** A child was brought to what holds as a whole, and did not come up. */
    void failed(ProgramName child) {
        failed.add(child);
    }

    /** Return what a child was registered as, where it stands in what it was made of. */
    Optional<Registered> registered(ProgramName child) {
        Optional<ConfiguredProgram> program = program(sourceOf(child), child.family());
        if (program.isPresent()) {
            for (ProgramInstance each : program.get().instances()) {
                if (each.program().name().equals(child)) {
                    return Optional.of(new Registered(each, program.get().relations()));
                }
            }
        }
        return Optional.empty();
    }

    /** Return all of which children are made, as one: that of which the first child of a program is made holds for all. */
    Configuration composed() {
        List<ConfiguredProgram> programs = new ArrayList<>();
        for (ConfiguredProgram each : whole.programs()) {
            programs.add(sourceOfFamily(each.name())
                    .flatMap(source -> program(source, each.name()))
                    .orElse(each));
        }
        for (Map.Entry<ProgramName, Configuration> each : sources.entrySet()) {
            ProgramName family = each.getKey().family();
            Optional<ConfiguredProgram> old = program(each.getValue(), family);
            if (program(whole, family).isEmpty() && old.isPresent() && !programs.contains(old.get())) {
                programs.add(old.get());
            }
        }
        return new Configuration(whole.file(), whole.settings(), programs, whole.groups());
    }

    private Optional<Configuration> sourceOfFamily(ProgramName family) {
        for (Map.Entry<ProgramName, Configuration> each : sources.entrySet()) {
            if (each.getKey().equals(family) || each.getKey().family().equals(family)) {
                return Optional.of(each.getValue());
            }
        }
        return Optional.empty();
    }

    /** Return the program of a name, as the children of it were made. */
    Optional<ConfiguredProgram> program(ProgramName family) {
        Integer position = positions.get(family);
        return position != null ? Optional.of(whole.programs().get(position)) : program(sourceOf(family), family);
    }

    static Optional<ConfiguredProgram> program(Configuration configuration, ProgramName family) {
        for (ConfiguredProgram each : configuration.programs()) {
            if (each.name().equals(family)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Return the programs with replicas. */
    List<ProgramName> families() {
        List<ProgramName> families = new ArrayList<>();
        for (ConfiguredProgram each : whole.programs()) {
            if (each.replicas().isPresent()) {
                families.add(each.name());
            }
        }
        return families;
    }

    /** Return names in the order of the configuration, replicas by their number; those that are not in it last. */
    List<ProgramName> ordered(Collection<ProgramName> names) {
        List<Place> places = new ArrayList<>(names.size());
        for (ProgramName each : names) {
            places.add(place(each));
        }
        places.sort(null);
        List<ProgramName> ordered = new ArrayList<>(names.size());
        for (Place each : places) {
            ordered.add(each.name());
        }
        return ordered;
    }

    /** Bring children into that order. */
    void sort(List<Subject> subjects) {
        // Placed first: making a place costs more than comparing two.
        List<Placed> placed = new ArrayList<>(subjects.size());
        for (Subject each : subjects) {
            placed.add(new Placed(place(each.name()), each));
        }
        placed.sort(Comparator.comparing(Placed::place)
                .thenComparing(each -> each.subject().view().role()));
        subjects.clear();
        for (Placed each : placed) {
            subjects.add(each.subject());
        }
    }

    private record Placed(Place place, Subject subject) {}

    /** Where a name stands. Made once for each and not for each comparison: the family of a name is a text to be made. */
    private record Place(int position, String family, int index, ProgramName name) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int byPosition = Integer.compare(position, other.position);
            int byFamily = byPosition != 0 ? byPosition : family.compareTo(other.family);
            return byFamily != 0 ? byFamily : Integer.compare(index, other.index);
        }
    }

    private Place place(ProgramName name) {
        ProgramName family = name.family();
        Integer own = positions.get(name);
        int position = own != null ? own : positions.getOrDefault(family, Integer.MAX_VALUE);
        int digits = name.value().length() - family.value().length() - 1;
        // No number of a replica is longer than that.
        int index = digits < 1 || digits > 9
                ? 0
                : Integer.parseInt(
                        name.value(), family.value().length() + 1, name.value().length(), 10);
        return new Place(position, family.value(), index, name);
    }

    private void takePositions() {
        positions.clear();
        for (ConfiguredProgram each : whole.programs()) {
            positions.put(each.name(), positions.size());
        }
    }
}
