// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.ProcessMonitor;
import dev.procmon.core.monitor.Registration;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.Reactor;
import java.util.List;

/** {@link ProcessMonitor}. */
final class SeedFace implements Face {

    private final ProcessMonitor monitor;
    private final Policy policy;

    SeedFace(Reactor reactor, Policy policy, World world) {
        this.policy = policy;
        monitor = new ProcessMonitor(reactor);
        monitor.threshold(policy.backoff().threshold());
        monitor.minRestartDelay(policy.backoff().min());
        monitor.maxRestartDelay(policy.backoff().max());
        monitor.killTime(policy.stop().grace());
        monitor.subscribeToOutput(world::logged);
        monitor.subscribe(world::transitioned);
    }

    @Override
    public boolean perform(Move.Kind operation, Program program) {
        String name = program.name().value();
        boolean registered = monitor.processes().containsKey(name);
        switch (operation) {
            case ADD -> {
                if (registered) {
                    return false;
                }
                monitor.addProcess(Registration.of(name, program.command().arguments()));
            }
            case REMOVE, START, STOP -> {
                if (!registered) {
                    return false;
                }
                return one(operation, name);
            }
            case SERVICE_UP -> monitor.startService();
            case SERVICE_DOWN -> {
                var _ = monitor.stopService();
            }
            case RESTART_ALL -> monitor.restartAll();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean one(Move.Kind operation, String name) {
        switch (operation) {
            case REMOVE -> monitor.removeProcess(name);
            case START -> {
                try {
                    monitor.startProcess(name);
                } catch (IllegalStateException formerHolderStillRuns) {
                    return false;
                }
            }
            default -> monitor.stopProcess(name);
        }
        return true;
    }

    @Override
    public List<ChildView> children() {
        return monitor.children();
    }

    @Override
    public Wanted wanted(Program program) {
        return monitor.isRunning()
                        && monitor.processes().containsKey(program.name().value())
                ? Wanted.UP
                : Wanted.DOWN;
    }

    @Override
    public Policy policy() {
        return policy;
    }
}
