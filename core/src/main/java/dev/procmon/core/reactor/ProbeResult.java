// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.reactor;

/** What a probe has found. */
public sealed interface ProbeResult {

    /** It is well. */
    record Passed() implements ProbeResult {}

    /**
     * It is not.
     *
     * @param detail what was expected and what was found, for a person: {@code connection refused}
     */
    record NotPassed(String detail) implements ProbeResult {}

    /** It is well. */
    ProbeResult PASSED = new Passed();
}
