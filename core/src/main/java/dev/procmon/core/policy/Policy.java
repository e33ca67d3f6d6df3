// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * How to treat a program.
 *
 * @param restart after which endings it is started again
 * @param backoff how long to wait before that
 * @param giveUp when to stop trying; never where empty
 * @param stop how a run is ended
 * @param hooks what is run at points of its life
 * @param health when it is ready, and when it is no longer well
 * @param job when it runs, where it is not to run all the time
 * @param runTimeMax how long a run may last; then it is ended and has failed
 * @param requests what an ending that was asked for does to the back-off
 */
public record Policy(
        RestartPolicy restart,
        Backoff backoff,
        Optional<GiveUp> giveUp,
        StopPlan stop,
        Hooks hooks,
        HealthPolicy health,
        Optional<JobPolicy> job,
        Optional<Duration> runTimeMax,
        Requests requests) {

    /** What a start or a stop by request does to the back-off. */
    public enum Requests {
        /** Nothing that is asked for is held against the program, and a start by request begins a new row. */
        FREE,
        /** An ending counts the same whether it was asked for or not, as in Twisted's {@code ProcessMonitor}. */
        CHARGED
    }

    /** The profile of the config file. */
    public static final Policy STANDARD =
            new Policy(RestartPolicy.ALWAYS, Backoff.STANDARD, StopPlan.STANDARD, Requests.FREE);

    /** The seed's profile: what Twisted's {@code ProcessMonitor} does, bit for bit. */
    public static final Policy SEED = new Policy(RestartPolicy.ALWAYS, Backoff.SEED, StopPlan.SEED, Requests.CHARGED);

    public Policy {
        if (runTimeMax.isPresent()
                && (runTimeMax.get().isNegative() || runTimeMax.get().isZero())) {
            throw new IllegalArgumentException("a run without time");
        }
    }

    /** Make a policy for a program that runs all the time, is ready at once and is never given up. */
    public Policy(RestartPolicy restart, Backoff backoff, StopPlan stop, Requests requests) {
        this(
                restart,
                backoff,
                Optional.empty(),
                stop,
                Hooks.NONE,
                HealthPolicy.NONE,
                Optional.empty(),
                Optional.empty(),
                requests);
    }

    /** Return the same with another restart policy. */
    public Policy restarting(RestartPolicy other) {
        return new Policy(other, backoff, giveUp, stop, hooks, health, job, runTimeMax, requests);
    }

    /** Return the same with another back-off. */
    public Policy backingOff(Backoff other) {
        return new Policy(restart, other, giveUp, stop, hooks, health, job, runTimeMax, requests);
    }

    /** Return the same that gives up. */
    public Policy givingUp(GiveUp other) {
        return new Policy(restart, backoff, Optional.of(other), stop, hooks, health, job, runTimeMax, requests);
    }

    /** Return the same with another way to end a run. */
    public Policy stopping(StopPlan other) {
        return new Policy(restart, backoff, giveUp, other, hooks, health, job, runTimeMax, requests);
    }

    /** Return the same with hooks. */
    public Policy hooked(Hooks other) {
        return new Policy(restart, backoff, giveUp, stop, other, health, job, runTimeMax, requests);
    }

    /** Return the same with another view of health. */
    public Policy healthy(HealthPolicy other) {
        return new Policy(restart, backoff, giveUp, stop, hooks, other, job, runTimeMax, requests);
    }

    /** Return the same that runs at times. */
    public Policy scheduled(JobPolicy other) {
        return new Policy(restart, backoff, giveUp, stop, hooks, health, Optional.of(other), runTimeMax, requests);
    }

    /** Return the same whose runs may last so long at the most. */
    public Policy runningAtMost(Duration time) {
        return new Policy(restart, backoff, giveUp, stop, hooks, health, job, Optional.of(time), requests);
    }
}
