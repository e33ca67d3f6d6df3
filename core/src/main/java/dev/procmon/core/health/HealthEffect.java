// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import dev.procmon.core.policy.Fault;

/** What is to be done about the health of a run, and what has been found out. */
public sealed interface HealthEffect {

    /** Begin a look of a probe, and report its answer with its number. */
    record BeginLook(HealthEvent.Which probe, long look) implements HealthEffect {}

    /** End the look of a probe that is under way: nobody waits for its answer any longer. */
    record EndLook(HealthEvent.Which probe) implements HealthEffect {}

    /** Find out how much memory is in use. */
    record Sample() implements HealthEffect {}

    /** It is ready now and was not before. */
    record BecameReady() implements HealthEffect {}

    /**
     * It is no longer ready.
     *
     * @param detail why
     */
    record NoLongerReady(String detail) implements HealthEffect {}

    /**
     * It is not well and must not go on.
     *
     * @param detail what was found
     */
    record FoundUnhealthy(Fault fault, String detail) implements HealthEffect {}
}
