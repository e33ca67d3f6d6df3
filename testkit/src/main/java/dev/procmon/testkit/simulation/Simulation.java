// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A random world out of a seed: up to hundreds of programs that crash, hang, cannot be spawned, ignore signals and hold
 * their output, and a user who starts, stops, restarts, removes and adds them, over virtual days. In every other world they need
 * each other, are groups, say when they are ready, are probed, have hooks and times, leave others behind, are replaced and updated; the
 * host sleeps and its clock is set. What must never be is
 * checked all the time. Then faults and user rest, and the world must settle as the user wanted it last. The same seed
 * gives the same events, to the byte.
 */
public final class Simulation {

    private Simulation() {}

    /**
     * What came of a seed.
     *
     * @param seed the seed
     * @param children with how many programs the world began
     * @param related whether the programs have to do with each other
     * @param events how many transitions, lines and requests there were
     * @param time how long it was, in virtual time
     * @param problem what was wrong, if anything was
     */
    public record Outcome(
            long seed, int children, boolean related, long events, Duration time, Optional<String> problem) {}

    /** Simulate the world of a seed. */
    public static Outcome run(long seed) {
        return new SimulatedWorld(seed, Optional.empty()).run();
    }

    /** Simulate the world of a seed, and tell each event as a line of text. */
    public static Outcome run(long seed, Consumer<String> log) {
        return new SimulatedWorld(seed, Optional.of(log)).run();
    }
}
