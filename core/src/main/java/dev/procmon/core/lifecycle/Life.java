// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.policy.Policy;
import java.time.Duration;
import java.util.Optional;

/**
 * All that is remembered of a child.
 *
 * @param wanted what the user wants of it
 * @param state what it is doing
 * @param nextDelay the delay that comes next if it dies early
 * @param lastRun its present run, or else the one before
 * @param seed from which the jitter of its delays is drawn
 */
public record Life(Wanted wanted, ChildState state, Duration nextDelay, Optional<Run> lastRun, long seed) {

    /** Return the life of a child that has never run. */
    public static Life unborn(Policy policy, long seed) {
        return new Life(Wanted.DOWN, new ChildState.Stopped(), policy.backoff().min(), Optional.empty(), seed);
    }

    Life in(ChildState next) {
        return new Life(wanted, next, nextDelay, lastRun, seed);
    }

    Life wanting(Wanted next) {
        return new Life(next, state, nextDelay, lastRun, seed);
    }

    Life delayedBy(Duration next) {
        return new Life(wanted, state, next, lastRun, seed);
    }

    Life running(Run run) {
        return new Life(wanted, new ChildState.Starting(run), nextDelay, Optional.of(run), seed);
    }

    /** The number of the next run. */
    long nextRun() {
        return lastRun.map(run -> run.number() + 1).orElse(1L);
    }

    /**
     * A number in [0, 1) for this run: the same seed and run always give the same one, so that a step needs no source of
     * randomness (the mixing function of SplitMix64, Steele, Lea and Flood 2014).
     */
    double chance(Run run) {
        long z = seed + run.number() * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
