// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all programs are doing at the moment. On the reactor thread only. */
final class Roster {

    private final Map<ProgramName, Entry> entries = new LinkedHashMap<>();
    private int ended;

    private record Entry(Policy policy, ChildState state) {

        boolean isActive() {
            return !(state instanceof ChildState.Stopped || isOver(state));
        }

        boolean waitsInVain() {
            return state instanceof ChildState.Waiting && policy.job().isEmpty();
        }

        boolean hasFailed() {
            return switch (state.phase()) {
                case FAILED, WAITING -> true;
                case EXITED ->
                    state instanceof ChildState.Exited exited
                            && !policy.restart().isSuccess(exited.ending());
                case STOPPED, STARTING, RUNNING, BACKING_OFF, STOPPING -> false;
            };
        }
    }

    Roster(List<Supervised> all) {
        for (Supervised each : all) {
            entries.put(each.program().name(), new Entry(each.policy(), new ChildState.Stopped()));
        }
    }

    void transitioned(ChildTransition transition) {
        Entry before = entries.get(transition.program());
        if (before != null && transition.role() == Role.HOLDER) {
            ended += count(transition.to()) - count(before.state());
            entries.put(transition.program(), new Entry(before.policy(), transition.to()));
        }
    }

    /** Return how a program is treated. */
    Policy policy(ProgramName program) {
        Entry entry = entries.get(program);
        return entry == null ? Policy.STANDARD : entry.policy();
    }

    /** Tell whether each program has ended for good. */
    boolean allEnded() {
        return ended == entries.size();
    }

    /** Tell whether each program has ended for good or waits, so that nothing will happen by itself. */
    boolean noneWillMove() {
        for (Entry entry : entries.values()) {
            if (!isOver(entry.state()) && !entry.waitsInVain()) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return entries.size();
    }

    /** Return how many programs run or are about to. */
    int active() {
        int active = 0;
        for (Entry entry : entries.values()) {
            active += entry.isActive() ? 1 : 0;
        }
        return active;
    }

    /** Return the programs that have ended without success. */
    List<ProgramName> failed() {
        List<ProgramName> failed = new ArrayList<>();
        entries.forEach((name, entry) -> {
            if (entry.hasFailed()) {
                failed.add(name);
            }
        });
        return failed;
    }

    /** Return the programs that have a process, each with its pid. */
    List<String> living() {
        List<String> living = new ArrayList<>();
        entries.forEach(
                (name, entry) -> entry.state().livePid().ifPresent(pid -> living.add(name + " (pid " + pid + ")")));
        return living;
    }

    private static int count(ChildState state) {
        return isOver(state) ? 1 : 0;
    }

    private static boolean isOver(ChildState state) {
        return state instanceof ChildState.Exited || state instanceof ChildState.Failed;
    }
}
