// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.order;

/** What must be true of a program before one that needs it is started. */
public enum Condition {
    /** Its process exists, or has existed and ended with success. */
    STARTED,
    /** It runs and is ready. */
    READY,
    /** Its last run has ended with success. */
    COMPLETED
}
