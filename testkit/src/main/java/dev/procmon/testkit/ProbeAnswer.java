// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import dev.procmon.core.reactor.ProbeResult;
import java.time.Duration;
import java.util.Optional;

/**
 * What a scripted probe answers, and when.
 *
 * @param after how much later; never where empty
 * @param result the answer
 */
public record ProbeAnswer(Optional<Duration> after, ProbeResult result) {

    /** An answer at the same moment. */
    public static ProbeAnswer of(ProbeResult result) {
        return after(Duration.ZERO, result);
    }

    /** An answer that comes so much later. */
    public static ProbeAnswer after(Duration after, ProbeResult result) {
        return new ProbeAnswer(Optional.of(after), result);
    }

    /** No answer, as of a target that hangs. */
    public static ProbeAnswer never() {
        return new ProbeAnswer(Optional.empty(), ProbeResult.PASSED);
    }

    /** It is not well, at the same moment. */
    public static ProbeAnswer failing(String detail) {
        return of(new ProbeResult.NotPassed(detail));
    }

    /** It is well, at the same moment. */
    public static ProbeAnswer passing() {
        return of(ProbeResult.PASSED);
    }
}
