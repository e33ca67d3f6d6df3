// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.LineTap;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@link Supervisor}. */
final class ModernFace implements Face {

    private final Supervisor supervisor;
    private final World world;
    private final List<Program> programs;
    private final Setup setup;
    private final Map<ProgramName, Wanted> wanted = new HashMap<>();
    private final Set<ProgramName> updated = new HashSet<>();

    ModernFace(World world, List<Program> programs, Setup setup) {
        this.world = world;
        this.programs = programs;
        this.setup = setup;
        LineTap tap = new LineTap();
        tap.subscribe(world::logged);
        supervisor = new Supervisor(world, tap, 1);
        supervisor.subscribe(world::transitioned);
        setup.group(programs).ifPresent(group -> take(supervisor.add(group)));
    }

    @Override
    public boolean perform(Move.Kind operation, Program program) {
        ProgramName name = program.name();
        if (operation == Move.Kind.SERVICE_DOWN) {
            wanted.replaceAll((_, _) -> Wanted.DOWN);
            take(supervisor.stopAll());
            return true;
        }
        if (wanted.containsKey(name) == (operation == Move.Kind.ADD)) {
            return false;
        }
        switch (operation) {
            case ADD -> {
                wanted.put(name, Wanted.DOWN);
                take(supervisor.add(program, setup.policy(), setup.relations(programs, program)));
            }
            case REMOVE -> {
                wanted.remove(name);
                updated.remove(name);
                take(supervisor.remove(name));
            }
            case START -> {
                wantUp(program);
                take(supervisor.start(name));
            }
            case RESTART -> {
                wantUp(program);
                take(supervisor.restart(name));
            }
            case STOP -> {
                wanted.put(name, Wanted.DOWN);
                take(supervisor.stop(name));
            }
            case KILL -> {
                wanted.put(name, Wanted.DOWN);
                take(supervisor.kill(name));
            }
            case UPDATE -> update(program);
            case REPLACE -> {
                wantUp(program);
                var _ = supervisor.replace(name);
                world.runTasks();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What was updated is updated back. */
    private void update(Program program) {
        boolean back = updated.remove(program.name());
        if (!back) {
            updated.add(program.name());
        }
        take(supervisor.update(
                registered(program), back ? setup.policy() : setup.policyOfUpdated(), relations(program)));
    }

    private Relations relations(Program program) {
        return updated.contains(program.name()) ? Relations.NONE : setup.relations(programs, program);
    }

    @Override
    public Program registered(Program program) {
        return updated.contains(program.name()) ? Setup.updated(program) : program;
    }

    /** Those that it needs are wanted up with it, unless they are as they must be. */
    private void wantUp(Program program) {
        wanted.put(program.name(), Wanted.UP);
        for (Need need : relations(program).needs()) {
            Program other = programs.get(programs.indexOf(program) - 1);
            if (need.on().equals(other.name()) && wanted.containsKey(other.name()) && !isReady(other)) {
                wantUp(other);
            }
        }
    }

    private boolean isReady(Program program) {
        return children().stream()
                .filter(child -> child.registered() && child.program().name().equals(program.name()))
                .anyMatch(child -> child.ready() && !child.toEnd());
    }

    @Override
    public List<ChildView> children() {
        CompletableFuture<List<ChildView>> answer = supervisor.children();
        world.runTasks();
        return answer.join();
    }

    @Override
    public Wanted wanted(Program program) {
        return wanted.getOrDefault(program.name(), Wanted.DOWN);
    }

    @Override
    public Policy policy() {
        return setup.policy();
    }

    private void take(CompletableFuture<Void> answer) {
        world.runTasks();
        if (answer.isCompletedExceptionally()) {
            answer.join();
        }
    }
}
