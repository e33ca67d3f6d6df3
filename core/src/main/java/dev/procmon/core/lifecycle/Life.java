// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.policy.Policy;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that is remembered of a child.
 *
 * @param wanted what the user wants of it
 * @param state what it is doing
 * @param nextDelay the delay that comes next if it dies early
 * @param restarts when it was restarted, where its policy counts that; the latest last
 * @param lastRun its present run, or else the one before
 * @param lastOutcome what came of the run before the present one
 * @param lastNumber the number that was last given to a run of its name
 * @param seed from which the jitter of its delays is drawn
 */
public record Life(
        Wanted wanted,
        ChildState state,
        Duration nextDelay,
        List<MonotonicTime> restarts,
        Optional<Run> lastRun,
        Optional<Outcome> lastOutcome,
        long lastNumber,
        long seed) {

    public Life {
        restarts = List.copyOf(restarts);
    }

    /** Make the life of a child whose runs alone have had its name. */
    public Life(
            Wanted wanted,
            ChildState state,
            Duration nextDelay,
            List<MonotonicTime> restarts,
            Optional<Run> lastRun,
            Optional<Outcome> lastOutcome,
            long seed) {
        this(
                wanted,
                state,
                nextDelay,
                restarts,
                lastRun,
                lastOutcome,
                lastRun.map(Run::number).orElse(0L),
                seed);
    }

    /** Return the life of a child that has never run. */
    public static Life unborn(Policy policy, long seed) {
        return new Life(
                Wanted.DOWN,
                new ChildState.Stopped(),
                policy.backoff().first(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                seed);
    }

    /** Return the life of a child that is to replace this one: it has never run, and goes on counting runs. */
    public Life successor(Policy policy) {
        return new Life(
                Wanted.DOWN,
                new ChildState.Stopped(),
                policy.backoff().first(),
                List.of(),
                lastRun,
                lastOutcome,
                lastNumber,
                seed);
    }

    /** Go on with numbers after this one, for the others were given to another child of the same name. */
    public Life numberedAfter(long number) {
        return new Life(wanted, state, nextDelay, restarts, lastRun, lastOutcome, Math.max(lastNumber, number), seed);
    }

    /**
     * Go on under another policy. A row of delays that has not begun begins as the new one says, and one that has goes on
     * within its cap.
     */
    public Life under(Policy before, Policy after) {
        Duration max = after.backoff().max();
        if (nextDelay.equals(before.backoff().first())) {
            return delayedBy(after.backoff().first());
        }
        return nextDelay.compareTo(max) > 0 ? delayedBy(max) : this;
    }

    Life in(ChildState next) {
        return new Life(wanted, next, nextDelay, restarts, lastRun, lastOutcome, lastNumber, seed);
    }

    Life wanting(Wanted next) {
        return new Life(next, state, nextDelay, restarts, lastRun, lastOutcome, lastNumber, seed);
    }

    Life delayedBy(Duration next) {
        return new Life(wanted, state, next, restarts, lastRun, lastOutcome, lastNumber, seed);
    }

    /** Remember the present run in another form. */
    Life with(Run run) {
        return new Life(
                wanted,
                state,
                nextDelay,
                restarts,
                Optional.of(run),
                lastOutcome,
                Math.max(lastNumber, run.number()),
                seed);
    }

    Life after(Outcome outcome) {
        return new Life(wanted, state, nextDelay, restarts, lastRun, Optional.of(outcome), lastNumber, seed);
    }

    /** Forget what was held against it. */
    Life forgiven(Duration first) {
        return new Life(wanted, state, first, List.of(), lastRun, lastOutcome, lastNumber, seed);
    }

    Life counting(List<MonotonicTime> counted) {
        return new Life(wanted, state, nextDelay, counted, lastRun, lastOutcome, lastNumber, seed);
    }

    /** The number of the next run. */
    long nextRun() {
        return lastNumber + 1;
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
