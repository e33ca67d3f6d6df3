// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds after every move, whatever the moves were. */
final class Invariants {

    private Invariants() {}

    /** Add to the problems what does not hold. */
    static void check(World world, List<String> problems) {
        List<ChildView> children = world.face().children();
        Set<ProgramName> programs = new HashSet<>();
        for (ChildView child : children) {
            programs.add(child.program().name());
            checkState(child, world.face(), world.now(), problems);
        }
        for (ProgramName program : programs) {
            checkRuns(program, children, world, problems);
        }
        if (world.processes().stream()
                .anyMatch(process -> process.isLiveRun()
                        && !process.isHook()
                        && !programs.contains(process.program().name()))) {
            problems.add("a run without an owner");
        }
        long deadlines = children.stream()
                .filter(child -> child.life().state().deadline().isPresent())
                .count();
        long hooks = world.processes().stream()
                .filter(process -> process.isHook() && process.isAlive())
                .count();
        if (deadlines + hooks != world.pendingTimers()) {
            problems.add("there are " + world.pendingTimers() + " timers, but " + deadlines
                    + " states that hold one and " + hooks + " hooks");
        }
    }

    private static void checkRuns(ProgramName name, List<ChildView> children, World world, List<String> problems) {
        long live = world.of(name).filter(ExploredProcess::isLiveRun).count();
        long owners = children.stream()
                .filter(child -> child.program().name().equals(name))
                .filter(child -> child.life().state().liveRun().isPresent())
                .count();
        if (live > 1 && !world.replaces()) {
            problems.add(live + " live runs of " + name);
        }
        if (world.hasHooks() ? live > owners : live != owners) {
            problems.add(name + " has " + live + " live runs, but " + owners + " children believe in one");
        }
    }

    private static void checkState(ChildView child, Face face, MonotonicTime now, List<String> problems) {
        Policy policy = face.policy();
        switch (child.life().state()) {
            case ChildState.BackingOff(var until, var _) -> {
                within(until.since(now), policy.backoff().max(), "back-off", problems);
                if (child.life().wanted() == Wanted.DOWN) {
                    problems.add("a restart is pending while it is wanted down");
                }
            }
            case ChildState.Terminating(var _, var _, var killAt, var _) ->
                within(killAt.since(now), policy.stop().grace(), "grace period", problems);
            case ChildState.KillRefused(var _, var _, var retryAt, var _) ->
                within(retryAt.since(now), policy.stop().retry(), "time to the next kill", problems);
            case ChildState.Stopped _ -> {
                if (child.life().wanted() == Wanted.UP) {
                    problems.add("forgotten: wanted up, but stopped");
                }
            }
            case ChildState.Asking asking ->
                within(asking.killAt().since(now), policy.stop().grace(), "grace period", problems);
            case ChildState.Waiting _,
                    ChildState.Preparing _,
                    ChildState.Starting _,
                    ChildState.Launching _,
                    ChildState.Running _,
                    ChildState.Aborting _,
                    ChildState.Killing _,
                    ChildState.Concluding _,
                    ChildState.Exited _,
                    ChildState.Failed _ -> {}
        }
        within(child.life().nextDelay(), policy.backoff().max(), "next delay", problems);
        // One that will be told to end is still treated as wanted up, and is not started again before.
        if (child.registered() && !child.toEnd() && child.life().wanted() != face.wanted(child.program())) {
            problems.add("wanted " + face.wanted(child.program()) + ", but remembered "
                    + child.life().wanted());
        }
    }

    private static void within(Duration time, Duration max, String what, List<String> problems) {
        if (time.isNegative() || time.compareTo(max) > 0) {
            problems.add(what + " of " + time + " is not between 0 and " + max);
        }
    }
}
