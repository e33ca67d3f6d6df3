// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

/** What a child is to its name. */
public enum Role {
    /** It is registered under it. */
    HOLDER,
    /** It is started to replace the holder once it is ready. */
    SUCCESSOR,
    /** It was removed or replaced, and its last run is not over yet. */
    DEPARTING
}
