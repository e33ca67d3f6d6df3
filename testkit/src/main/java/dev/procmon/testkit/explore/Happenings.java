// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What happens to the processes of a world without anybody asking, one thing at a time; and what they have written. */
final class Happenings {

    private static final String LINE = "line";
    private static final String HALF = "half";

    private final World world;
    private final Setup setup;
    private final List<String> expectedLines = new ArrayList<>();

    Happenings(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    /** The lines that must have been logged by now. */
    List<String> expectedLines() {
        return expectedLines;
    }

    /** Let something happen. Return false, with nothing changed, where it cannot happen now. */
    boolean happen(Move.Kind kind, Program program) {
        return switch (kind) {
            case SPAWN_SUCCEEDS ->
                with(
                        program,
                        ExploredProcess::isOrdered,
                        process -> process.spawn(world.processes().size()));
            case SPAWN_FAILS -> with(program, ExploredProcess::isOrdered, ExploredProcess::fail);
            case EXITS_CLEANLY -> exits(program, ExitStatus.exited(0), false);
            case EXITS_WITH_FAILURE -> exits(program, ExitStatus.exited(1), false);
            case ENDS_BY_SIGNAL -> exits(program, ExitStatus.signaled(Signal.KILL), false);
            case EXITS_WHILE_ITS_OUTPUT_IS_HELD ->
                world.of(program).noneMatch(Happenings::isHeld) && exits(program, ExitStatus.exited(0), true);
            case HELD_OUTPUT_ENDS -> with(program, Happenings::isHeld, this::endOutput);
            case WRITES_A_LINE -> with(program, ExploredProcess::isOutputOpen, process -> write(process, true));
            case WRITES_HALF_A_LINE ->
                with(
                        program,
                        process -> process.isOutputOpen() && !process.hasHalfLine(),
                        process -> write(process, false));
            case SIGNALS_ARE_REFUSED_FROM_NOW_ON ->
                with(program, process -> process.isAlive() && !process.isRefusing(), ExploredProcess::refuseSignals);
            case BECOMES_READY ->
                with(program, process -> process.isAlive() && !process.hasBeenReady(), ExploredProcess::becomeReady);
            case LEADER_EXITS ->
                with(program, ExploredProcess::isAlive, process -> process.endLeader(ExitStatus.exited(1)));
            case LEFTOVERS_END ->
                with(program, ExploredProcess::isOutlived, process -> process.exit(ExitStatus.exited(1), false));
            case HOOK_SUCCEEDS -> endHook(program, 0);
            case HOOK_FAILS -> endHook(program, 1);
            case OLD_RUN_IS_REPORTED_AGAIN -> with(program, ExploredProcess::isDead, this::reportAgain);
            default -> throw new IllegalArgumentException(kind + " does not happen, it is done");
        };
    }

    private boolean endHook(Program program, int code) {
        Optional<ExploredProcess> hook = world.hooksOf(program).reduce((_, last) -> last);
        hook.ifPresent(process -> endHook(process, code));
        return hook.isPresent();
    }

    private void endHook(ExploredProcess hook, int code) {
        if (hook.isOrdered()) {
            hook.spawn(world.processes().size());
            world.runTasks();
        }
        hook.exit(ExitStatus.exited(code), false);
    }

    /** Let everything that is under way succeed. Return false where nothing is. */
    boolean letAllSucceed() {
        boolean done = false;
        for (ExploredProcess process : List.copyOf(world.processes())) {
            done |= letSucceed(process);
            world.runTasks();
        }
        return done;
    }

    private boolean letSucceed(ExploredProcess process) {
        if (process.isHook() && process.isLiveRun()) {
            endHook(process, 0);
        } else if (process.isOrdered()) {
            process.spawn(world.processes().size());
        } else if (process.isOutlived() || (process.isAlive() && (process.wasSignalled() || process.isRefusing()))) {
            end(process, ExitStatus.exited(1), false);
        } else if (process.isAlive() && !process.hasBeenReady() && setup.makes(Move.Kind.BECOMES_READY)) {
            process.becomeReady();
        } else {
            return false;
        }
        return true;
    }

    private boolean exits(Program program, ExitStatus status, boolean held) {
        return with(program, ExploredProcess::isAlive, process -> end(process, status, held));
    }

    private void end(ExploredProcess process, ExitStatus status, boolean held) {
        if (!held && process.isOutputOpen() && process.hasHalfLine()) {
            expectedLines.add(HALF);
        }
        process.exit(status, held);
    }

    private void endOutput(ExploredProcess process) {
        if (process.hasHalfLine()) {
            expectedLines.add(HALF);
        }
        process.endOutput();
    }

    private void write(ExploredProcess process, boolean lineEnds) {
        if (lineEnds) {
            expectedLines.add(process.hasHalfLine() ? HALF + LINE : LINE);
            process.write(LINE + "\n", true);
        } else {
            process.write(HALF, false);
        }
    }

    private void reportAgain(ExploredProcess process) {
        String before = world.fingerprint();
        int spawned = world.processes().size();
        process.reportAgain();
        world.runTasks();
        if (!before.equals(world.fingerprint()) || spawned != world.processes().size()) {
            world.wrong("an event of an older run changed something");
        }
    }

    private boolean with(Program program, Predicate<ExploredProcess> which, Consumer<ExploredProcess> action) {
        Optional<ExploredProcess> process = world.of(program).filter(which).reduce((_, last) -> last);
        process.ifPresent(action);
        return process.isPresent();
    }

    private static boolean isHeld(ExploredProcess process) {
        return process.isDead() && process.isOutputOpen();
    }
}
