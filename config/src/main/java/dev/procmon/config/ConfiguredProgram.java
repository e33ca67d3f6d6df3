// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.order.Relations;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * One program of a configuration: what its children are made of, one or, with replicas, any number, which may be changed at run
 * time; and how it depends on other programs. Immutable.
 */
public final class ConfiguredProgram {

    private final ProgramTemplate template;
    private final Relations relations;
    private final List<ProgramInstance> instances;

    ConfiguredProgram(ProgramTemplate template, Relations relations) {
        this.template = template;
        this.relations = relations;
        int count = template.replicas().orElse(1);
        List<ProgramInstance> made = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            made.add(template.instance(index).get());
        }
        instances = List.copyOf(made);
    }

    /** Return its name in the file, which with replicas is the first part of the names of all of them. */
    public ProgramName name() {
        return template.name();
    }

    /** Return how many replicas the file asks for, {@code web:0} and so on; one child with the plain name where empty. */
    public OptionalInt replicas() {
        return template.replicas();
    }

    /** Return its port, or that of its first replica, if it has one. */
    public OptionalInt port() {
        return template.port();
    }

    /** Return what becomes of its children when the configuration is loaded again. */
    public Reloading reload() {
        return template.reload();
    }

    /** Return where its variables come from, beside the supervisor's own environment. */
    public VariableSources variables() {
        return template.variables();
    }

    /** Return how it depends on other programs. */
    public Relations relations() {
        return relations;
    }

    /** Return what the file asks for: all replicas in order, which may be none, or the program itself. */
    public List<ProgramInstance> instances() {
        return instances;
    }

    /** Return how many replicas there can be at the most: 1,000, or as many as have a port; 1 without replicas. */
    public int replicasMax() {
        return template.replicasMax();
    }

    /**
     * Return any replica, those beyond the number in the file too: what to start when the program is scaled up.
     *
     * @param index 0 to {@link #replicasMax} - 1
     * @throws IllegalArgumentException if the index is none of these, or a text such as a URL makes no sense with it
     */
    public ProgramInstance replica(int index) {
        if (index < 0 || index >= replicasMax()) {
            throw new IllegalArgumentException(name() + " has no replica " + index);
        }
        if (index < instances.size()) {
            return instances.get(index);
        }
        Parsed<ProgramInstance> made = template.instance(index);
        if (made instanceof Parsed.Refused<ProgramInstance>(String message)) {
            throw new IllegalArgumentException(name() + ", replica " + index + ": " + message);
        }
        return made.get();
    }

    ProgramTemplate template() {
        return template;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfiguredProgram program
                && template.equals(program.template)
                && relations.equals(program.relations);
    }

    @Override
    public int hashCode() {
        return Objects.hash(template, relations);
    }

    /** Return the name alone: the environment may hold secrets, and this text may end up in a log. */
    @Override
    public String toString() {
        return "ConfiguredProgram[" + name() + "]";
    }
}
