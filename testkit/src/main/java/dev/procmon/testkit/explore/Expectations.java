// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is expected of a monitor whose children are related, found out from the processes and the moves alone: nobody is spawned
 * before those that it needs are ready, nobody gets a signal in a stop of all before those that need it are gone, and a death
 * means the end of those that are restarted with it.
 */
final class Expectations {

    private final World world;
    private final List<Program> programs;
    private final Setup setup;
    private final List<String> problems = new ArrayList<>();
    private final Set<ExploredProcess> inOrder = new HashSet<>();
    private final Set<ProgramName> needy = new HashSet<>();
    private boolean stopsAll;

    Expectations(World world, List<Program> programs, Setup setup) {
        this.world = world;
        this.programs = programs;
        this.setup = setup;
    }

    List<String> problems() {
        return problems;
    }

    /** A move is about to be made. Whatever else is asked for ends the order of a stop of all. */
    void moving(Move move) {
        switch (move.kind()) {
            case SERVICE_DOWN -> {
                stopsAll = true;
                inOrder.clear();
                needy.clear();
                world.face().children().forEach(this::note);
            }
            case ADD, REMOVE, START, STOP, RESTART, KILL, SERVICE_UP, RESTART_ALL, REPLACE, UPDATE -> stopsAll = false;
            case SPAWN_SUCCEEDS,
                    SPAWN_FAILS,
                    EXITS_CLEANLY,
                    EXITS_WITH_FAILURE,
                    ENDS_BY_SIGNAL,
                    EXITS_WHILE_ITS_OUTPUT_IS_HELD,
                    HELD_OUTPUT_ENDS,
                    WRITES_A_LINE,
                    WRITES_HALF_A_LINE,
                    SIGNALS_ARE_REFUSED_FROM_NOW_ON,
                    OLD_RUN_IS_REPORTED_AGAIN,
                    BECOMES_READY,
                    LEADER_EXITS,
                    LEFTOVERS_END,
                    HOOK_SUCCEEDS,
                    HOOK_FAILS,
                    TIME_PASSES -> {}
        }
    }

    /** Whoever is being ended already when all are stopped has had its signal, or gets it as soon as it can. */
    private void note(ChildView child) {
        if (child.life().state().liveRun().isPresent()
                && !child.relations().names().isEmpty()) {
            needy.add(child.program().name());
        }
        ChildState.Phase phase = child.life().state().phase();
        // Where an update has let one start that now needs it, one may still be ended for not being ready in time.
        boolean isStarting = phase == ChildState.Phase.STARTING && !setup.makes(Move.Kind.UPDATE);
        if (child.registered() && (isStarting || phase == ChildState.Phase.RUNNING)) {
            world.of(child.program()).filter(ExploredProcess::isLiveRun).forEach(inOrder::add);
        }
    }

    /** A process is asked for. */
    void spawning(Program program) {
        int index = programs.indexOf(program);
        // One that is to replace another waits for nobody.
        if (index < 1 || world.replaces()) {
            return;
        }
        Program before = programs.get(index - 1);
        switch (setup.related()) {
            case NEEDS, BOUND -> {
                boolean needs = world.face().registered(program).equals(program);
                if (needs && !world.isReady(before)) {
                    problems.add(program.name() + " is spawned, and " + before.name() + " is not ready");
                }
            }
            case ONE_FOR_ALL, REST_FOR_ONE -> {
                boolean wanted = world.face().wanted(before) == Wanted.UP;
                if (wanted && world.of(before).anyMatch(ExploredProcess::isOrdered)) {
                    problems.add(program.name() + " is spawned, and " + before.name() + " is on its way up");
                }
            }
            case ALONE -> {}
        }
    }

    /** A process is about to be signalled. */
    void signalling(ExploredProcess process) {
        int after = indexOf(process.program().name()) + 1;
        boolean first = stopsAll && !world.replaces() && inOrder.remove(process) && process.isAlive();
        if (!first || setup.related() == Setup.Related.ALONE || after == 0 || after == programs.size()) {
            return;
        }
        // Whoever refuses to die holds nobody up.
        Program next = programs.get(after);
        boolean needsNobody = isChain() && !needy.contains(next.name());
        if (!needsNobody && world.of(next).anyMatch(other -> other.isLiveRun() && !other.isRefusing())) {
            problems.add(process.program().name() + " is signalled before " + next.name() + " is gone");
        }
    }

    /** A child goes from one state to another. */
    void transitioned(ChildTransition transition) {
        boolean died = transition.from().liveRun().isPresent()
                && transition.to() instanceof ChildState.BackingOff
                && transition.role() == Role.HOLDER;
        if (!died || stopsAll) {
            return;
        }
        for (int index = 0; index < programs.size(); index++) {
            Program program = programs.get(index);
            boolean itself = program.name().equals(transition.program());
            boolean concerned =
                    switch (setup.related()) {
                        case ONE_FOR_ALL -> !itself;
                        case REST_FOR_ONE -> index > indexOf(transition.program());
                        case ALONE, NEEDS, BOUND -> false;
                    };
            if (concerned) {
                world.of(program).filter(ExploredProcess::isAlive).forEach(ExploredProcess::requireEnd);
            }
        }
    }

    private boolean isChain() {
        return setup.related() == Setup.Related.NEEDS || setup.related() == Setup.Related.BOUND;
    }

    private int indexOf(ProgramName name) {
        for (int index = 0; index < programs.size(); index++) {
            if (programs.get(index).name().equals(name)) {
                return index;
            }
        }
        return -1;
    }
}
