// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.time.Duration;
import java.time.Instant;

/** What there is to say of a receiver: told once when it fails, and once when it is well again. */
public sealed interface ForwardReport {

    /** Return the name of the receiver, that of its table in the configuration. */
    String name();

    /**
     * Nothing can be sent. Output waits where it is kept; it is tried again and again.
     *
     * @param cause why, for a person: {@code ECONNREFUSED (connection refused)}
     * @param nextIn when it is tried again; later ever more rarely, up to once a minute
     */
    record Unreachable(String name, String cause, Duration nextIn) implements ForwardReport {}

    /** It takes output again, and is being sent all that has waited. */
    record ReachableAgain(String name) implements ForwardReport {}

    /**
     * What it has taken last is of a time that has not come yet, because the clock was set back since. What stands behind that is sent, and where
     * that is not found any longer, all that is kept: some of it may come twice.
     *
     * @param last the latest such time
     */
    record AheadOfClock(String name, Instant last) implements ForwardReport {}

    /**
     * Output will never be sent: it was deleted before, because the receiver was gone or slow for longer than it is kept; or the receiver
     * refuses it for what is in it.
     *
     * @param bytes how many bytes that is, since the last such report for the same reason
     * @param cause why, for a person
     */
    record Lost(String name, long bytes, String cause) implements ForwardReport {

        /** The cause where it was deleted. */
        public static final String DELETED = "they were deleted before it could take them";
    }
}
