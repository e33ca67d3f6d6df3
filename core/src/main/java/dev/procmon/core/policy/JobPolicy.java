// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

/**
 * When a program is run that is not to run all the time.
 *
 * @param schedule when
 * @param overlap what to do when the time has come and its last run is not over
 * @param missed what to do when the time has passed while nobody could act, as while the host slept
 */
public record JobPolicy(Schedule schedule, Overlap overlap, Missed missed) {

    /** What to do when the time has come and the last run is not over. */
    public enum Overlap {
        /** Leave this time out. */
        SKIP,
        /** Run once more when it is over; at most one run is kept waiting. */
        QUEUE,
        /** End the present run by its stop plan and start the next. */
        REPLACE
    }

    /** What to do when the time has passed. */
    public enum Missed {
        /** Leave it out. */
        SKIP,
        /** Run once, however many times were missed. */
        RUN_ONCE
    }
}
