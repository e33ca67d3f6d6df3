// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.time.Duration;

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
