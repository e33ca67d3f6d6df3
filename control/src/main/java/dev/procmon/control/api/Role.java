// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.api;

import java.util.Locale;

/** What somebody may do. Each includes those before it. */
public enum Role {
    /** Nothing. */
    NONE,
    /** See states, events and output. */
    VIEW,
    /** Start, stop and signal programs. */
    OPERATE,
    /** See and change the configuration, remove programs, end the supervisor. */
    CONFIGURE;

    /** Tell whether who has this role may do what that one may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** Return it as it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
