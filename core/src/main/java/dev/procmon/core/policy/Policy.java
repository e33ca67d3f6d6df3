// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

/**
 * How to treat a program.
 *
 * @param restart after which endings it is started again
 * @param backoff how long to wait before that
 * @param stop how a run is ended
 * @param requests what an ending that was asked for does to the back-off
 */
public record Policy(RestartPolicy restart, Backoff backoff, StopPlan stop, Requests requests) {

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
}
