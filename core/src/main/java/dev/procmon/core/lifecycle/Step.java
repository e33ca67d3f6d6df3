// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import java.util.List;

/**
 * What follows from an event.
 *
 * @param next the life after it
 * @param effects what is to be done, in this order
 * @param reason why
 */
public record Step(Life next, List<Effect> effects, Reason reason) {

    public Step {
        effects = List.copyOf(effects);
    }

    static Step ignored(Life life, Reason reason) {
        return new Step(life, List.of(), reason);
    }
}
