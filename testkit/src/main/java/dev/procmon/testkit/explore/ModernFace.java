// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.LineTap;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** {@link Supervisor}. */
final class ModernFace implements Face {

    private final Supervisor supervisor;
    private final World world;
    private final Policy policy;
    private final Map<ProgramName, Wanted> wanted = new HashMap<>();

    ModernFace(World world, Policy policy) {
        this.world = world;
        this.policy = policy;
        LineTap tap = new LineTap();
        tap.subscribe(world::logged);
        supervisor = new Supervisor(world, tap, 1);
        supervisor.subscribe(world::transitioned);
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
                take(supervisor.add(program, policy));
            }
            case REMOVE -> {
                wanted.remove(name);
                take(supervisor.remove(name));
            }
            case START -> {
                wanted.put(name, Wanted.UP);
                take(supervisor.start(name));
            }
            case RESTART -> {
                wanted.put(name, Wanted.UP);
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
            default -> {
                return false;
            }
        }
        return true;
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
        return policy;
    }

    private void take(CompletableFuture<Void> answer) {
        world.runTasks();
        if (answer.isCompletedExceptionally()) {
            answer.join();
        }
    }
}
