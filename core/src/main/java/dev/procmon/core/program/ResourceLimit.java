// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import java.util.OptionalLong;

/**
 * How much of a resource a program may use.
 *
 * @param soft what is in force, in the unit of the resource; unlimited where empty
 * @param hard up to where the program may raise it; unlimited where empty
 */
public record ResourceLimit(OptionalLong soft, OptionalLong hard) {

    public ResourceLimit {
        if (soft.orElse(0) < 0 || hard.orElse(0) < 0) {
            throw new IllegalArgumentException("negative limit");
        }
        if (hard.isPresent() && (soft.isEmpty() || soft.getAsLong() > hard.getAsLong())) {
            throw new IllegalArgumentException("the soft limit is above the hard one");
        }
    }
}
