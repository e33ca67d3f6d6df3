// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import java.util.List;

/**
 * What follows from an event.
 *
 * @param next what is known after it
 * @param effects what is to be done, in this order
 */
public record HealthStep(Health next, List<HealthEffect> effects) {

    public HealthStep {
        effects = List.copyOf(effects);
    }
}
