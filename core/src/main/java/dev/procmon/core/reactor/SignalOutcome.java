// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.reactor;

/** What became of a signal. */
public sealed interface SignalOutcome {

    /** It was delivered. */
    record Sent() implements SignalOutcome {}

    /** The process has ended; its exit is reported, or is about to be. */
    record AlreadyGone() implements SignalOutcome {}

    /**
     * The kernel refused it.
     *
     * @param errno the name of the error, such as {@code EPERM}
     */
    record Refused(String errno) implements SignalOutcome {}
}
