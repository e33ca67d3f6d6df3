// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What all programs are doing at the moment. On the reactor thread only. */
final class Roster {

    private final Map<ProgramName, Entry> entries = new LinkedHashMap<>();
    private int ended;
    private int unsettled;
    private int beingSpawned;

    /**
     * A program.
     *
     * @param rested whether it has come to rest since it was registered: ready, ended, failed
     */
    private record Entry(Policy policy, ChildState state, boolean rested) {

        Entry in(ChildState next) {
            boolean rests =
                    switch (next.phase()) {
                        case RUNNING, BACKING_OFF, EXITED, FAILED -> true;
                        case STOPPED, WAITING, STARTING, STOPPING -> false;
                    };
            return new Entry(policy, next, rested || rests);
        }

        boolean isUnsettled() {
            return !rested && !(state instanceof ChildState.Waiting);
        }

        boolean isAsWanted() {
            return switch (state.phase()) {
                case RUNNING, STOPPED -> true;
                case WAITING -> policy.job().isPresent();
                case EXITED -> !hasFailed();
                case STARTING, BACKING_OFF, STOPPING, FAILED -> false;
            };
        }

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

    /** A program is registered, or treated in another way from now on. */
    void put(ProgramName name, Policy policy) {
        Entry before = entries.get(name);
        Entry now = before == null
                ? new Entry(policy, new ChildState.Stopped(), false)
                : new Entry(policy, before.state(), before.rested());
        entries.put(name, now);
        unsettled += before == null ? count(now.isUnsettled()) : 0;
    }

    /** A program is registered no longer. */
    void remove(ProgramName name) {
        Entry before = entries.remove(name);
        if (before != null) {
            ended -= count(isOver(before.state()));
            unsettled -= count(before.isUnsettled());
            beingSpawned -= count(isBeingSpawned(before.state()));
        }
    }

    void transitioned(ChildTransition transition) {
        Entry before = entries.get(transition.program());
        if (before != null && transition.role() == Role.HOLDER) {
            Entry now = before.in(transition.to());
            ended += count(isOver(now.state())) - count(isOver(before.state()));
            unsettled += count(now.isUnsettled()) - count(before.isUnsettled());
            beingSpawned += count(isBeingSpawned(now.state())) - count(isBeingSpawned(before.state()));
            entries.put(transition.program(), now);
        }
    }

    /** Return how a program is treated; one that is registered no longer, in the standard way. */
    Policy policy(ProgramName name) {
        Entry entry = entries.get(name);
        return entry == null ? Policy.STANDARD : entry.policy();
    }

    /** Return the programs in their order. */
    List<ProgramName> names() {
        return new ArrayList<>(entries.keySet());
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

    /** Tell whether a spawn is under way. */
    boolean isAnyBeingSpawned() {
        return beingSpawned > 0;
    }

    /** Tell whether each program has come to rest once, or waits. */
    boolean allAreStarted() {
        return unsettled == 0;
    }

    /** Return the programs that are not as they were to be, each with what it does instead. */
    List<String> notAsWanted() {
        List<String> others = new ArrayList<>();
        entries.forEach((name, entry) -> {
            if (!entry.isAsWanted()) {
                String phase = entry.state().phase().name();
                others.add(name + " (" + phase.toLowerCase(Locale.ROOT).replace('_', ' ') + ")");
            }
        });
        return others;
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

    static boolean isOver(ChildState state) {
        return state instanceof ChildState.Exited || state instanceof ChildState.Failed;
    }

    private static boolean isBeingSpawned(ChildState state) {
        return state instanceof ChildState.Starting;
    }

    private static int count(boolean so) {
        return so ? 1 : 0;
    }
}
