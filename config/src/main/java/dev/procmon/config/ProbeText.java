// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import java.time.Duration;

/** A probe, as it is written: the same as {@link ProbePolicy} but for what it looks at. */
record ProbeText(
        TargetText target, Duration period, Duration timeout, int failures, int successes, Duration startPeriod) {

    /** Return the probe of one replica. */
    Parsed<ProbePolicy> policy(Placeholders placeholders) {
        Parsed<ProbeTarget> understood = target.target(placeholders);
        return understood instanceof Parsed.Refused<ProbeTarget> refused
                ? refused.as()
                : new Parsed.Understood<>(
                        new ProbePolicy(understood.get(), period, timeout, failures, successes, startPeriod));
    }
}
