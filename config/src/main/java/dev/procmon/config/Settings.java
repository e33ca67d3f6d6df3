// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.OptionalInt;

/**
 * What the file says about the supervisor itself.
 *
 * @param startingMax how many programs may be starting at the same time; no limit where empty
 */
public record Settings(OptionalInt startingMax) {

    /** What is in effect where the file says nothing. */
    public static final Settings STANDARD = new Settings(OptionalInt.empty());

    public Settings {
        if (startingMax.orElse(1) < 1) {
            throw new IllegalArgumentException("a limit of less than 1 on simultaneous starts");
        }
    }
}
