// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildView;
import java.util.List;
import java.util.Optional;

/** Lets nothing go wrong in a world any more, and looks whether it comes to rest as it was asked to. */
final class Settling {

    private static final int ROUNDS_MAX = 60;

    private Settling() {}

    /** What is asked for before. */
    enum Way {
        /** A stop of all. */
        STOP,
        /** A start of each, and then a stop of all. */
        START_AND_STOP
    }

    /** Let a world settle, and return what is wrong with how it did. */
    static Optional<String> problem(World world, Way way) {
        Optional<String> problem =
                switch (way) {
                    case STOP -> Optional.empty();
                    case START_AND_STOP -> startAll(world);
                };
        return problem.or(() -> stopAll(world));
    }

    private static Optional<String> startAll(World world) {
        for (Move start : world.starts()) {
            world.make(start);
        }
        settle(world);
        for (ChildView child : world.face().children()) {
            boolean up = child.registered() && child.life().wanted() == Wanted.UP;
            if (up && child.life().state().phase() != Phase.RUNNING) {
                return Optional.of(child.program().name() + " was started and is "
                        + child.life().state() + ", held by " + child.holds());
            }
        }
        if (world.processes().stream().anyMatch(ExploredProcess::isSpared)) {
            return Optional.of("one goes on that was to be restarted with another");
        }
        return firstOf(world.problems());
    }

    private static Optional<String> stopAll(World world) {
        world.make(new Move(Move.Kind.SERVICE_DOWN, 0));
        settle(world);
        if (world.processes().stream().anyMatch(ExploredProcess::isLiveRun)) {
            return Optional.of("after a stop of all there is " + world.face().children());
        }
        if (world.pendingTimers() != 0) {
            return Optional.of("after a stop of all there are timers");
        }
        for (ChildView child : world.face().children()) {
            if (!child.registered()) {
                return Optional.of(child.program().name() + " was removed and is "
                        + child.life().state());
            }
        }
        return firstOf(world.problems());
    }

    /** Let spawns, hooks and ends succeed, and then time pass, until nothing happens any longer. */
    private static void settle(World world) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            if (!world.letAllSucceed() && !world.letTimePass()) {
                return;
            }
        }
    }

    private static Optional<String> firstOf(List<String> problems) {
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems.getFirst());
    }
}
