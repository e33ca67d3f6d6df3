// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.order;

/** What the fate of a program means for one that needs it and runs already. */
public enum Bond {
    /** Nothing: it goes on, and waits through a restart of the other. */
    NONE,
    /** Once a new run of the other meets the condition, it is restarted. */
    RESTARTS_WITH,
    /** When the other no longer runs, it is ended, and started again when the condition is met again. */
    GOES_DOWN_WITH
}
