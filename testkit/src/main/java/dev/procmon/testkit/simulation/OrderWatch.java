// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.program.ProgramName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at every transition for what related programs must never do: start on one that is not as it must be, be told to end in a
 * stop of all while somebody needs them, or start before those have ended that end with them. It knows the states by the
 * transitions alone.
 */
final class OrderWatch {

    private final Map<ProgramName, Relations> relations = new HashMap<>();
    private final Map<ProgramName, ChildState> holders = new HashMap<>();
    private final Map<ProgramName, Set<ProgramName>> endFirst = new HashMap<>();
    private final Set<ProgramName> inOrder = new HashSet<>();
    private final Set<ProgramName> refuseToDie = new HashSet<>();

    void added(ProgramName name, Relations how) {
        relations.put(name, how);
    }

    void updated(ProgramName name, Relations how) {
        relations.put(name, how);
    }

    void removed(ProgramName name) {
        relations.remove(name);
        holders.remove(name);
        endFirst.remove(name);
        inOrder.remove(name);
        endFirst.values().forEach(those -> those.remove(name));
    }

    /** All are stopped, and nothing else is asked for before {@link #allStopped}. */
    void stopsAll() {
        holders.forEach((name, state) -> {
            if (isUp(state)) {
                inOrder.add(name);
            }
        });
    }

    void allStopped() {
        inOrder.clear();
    }

    void told(News news) {
        switch (news) {
            case News.GroupRestarts(var _, var died, var restarted, var _) -> {
                Set<ProgramName> those = new HashSet<>();
                for (ProgramName each : restarted) {
                    if (!each.equals(died) && holders.get(each) instanceof ChildState.Live) {
                        those.add(each);
                    }
                }
                endFirst.put(died, those);
            }
            // The name has another holder, of which no transition was told before.
            case News.Replaced(var name, var _, var _) -> holders.remove(name);
            case News.OfProgram _, News.GroupGivenUp _, News.ExitWanted _ -> {}
        }
    }

    /** Return what is wrong with a transition. */
    Optional<String> look(ChildTransition transition) {
        ProgramName name = transition.program();
        if (transition.role() != Role.HOLDER) {
            return Optional.empty();
        }
        ChildState from = transition.from();
        ChildState to = transition.to();
        Optional<String> wrong = Optional.empty();
        if (begins(from, to)) {
            wrong = wrongStart(name);
        } else if (isUp(from) && to.phase() == ChildState.Phase.STOPPING) {
            wrong = wrongEnd(name, transition.reason());
        }
        note(name, transition);
        return wrong;
    }

    private void note(ProgramName name, ChildTransition transition) {
        holders.put(name, transition.to());
        if (transition.reason() == Reason.OUTLIVED_KILL || transition.reason() == Reason.KILL_REFUSED) {
            refuseToDie.add(name);
            endFirst.values().forEach(those -> those.remove(name));
        }
        if (begins(transition.from(), transition.to())
                || transition.to().liveRun().isEmpty()) {
            refuseToDie.remove(name);
            endFirst.values().forEach(those -> those.remove(name));
        }
    }

    private Optional<String> wrongStart(ProgramName name) {
        for (Need need : relations.getOrDefault(name, Relations.NONE).needs()) {
            ChildState state = holders.get(need.on());
            if (state != null && !mayMeet(state, need.condition())) {
                return Optional.of("a start while " + need.on() + " is " + state);
            }
        }
        Set<ProgramName> before = endFirst.getOrDefault(name, Set.of());
        if (!before.isEmpty()) {
            return Optional.of("a start before " + before + " have ended");
        }
        endFirst.remove(name);
        return Optional.empty();
    }

    private Optional<String> wrongEnd(ProgramName name, Reason reason) {
        if (!inOrder.remove(name) || reason != Reason.STOP_REQUESTED) {
            return Optional.empty();
        }
        for (Map.Entry<ProgramName, Relations> other : relations.entrySet()) {
            boolean alive = holders.get(other.getKey()) instanceof ChildState.Live;
            if (alive
                    && !refuseToDie.contains(other.getKey())
                    && other.getValue().names().contains(name)) {
                return Optional.of("an end before that of " + other.getKey());
            }
        }
        return Optional.empty();
    }

    /** Whether a condition may be met in a state: what the state alone does not say is believed. */
    private static boolean mayMeet(ChildState state, Condition condition) {
        return switch (condition) {
            case READY -> state instanceof ChildState.Running;
            case STARTED ->
                state instanceof ChildState.Launching
                        || state instanceof ChildState.Running
                        || state instanceof ChildState.Exited;
            case COMPLETED -> state.liveRun().isEmpty();
        };
    }

    private static boolean isUp(ChildState state) {
        return state.phase() == ChildState.Phase.STARTING || state.phase() == ChildState.Phase.RUNNING;
    }

    private static boolean begins(ChildState from, ChildState to) {
        long before = from.liveRun().map(run -> run.number()).orElse(0L);
        long after = to.liveRun().map(run -> run.number()).orElse(0L);
        return after != 0 && after != before;
    }
}
