// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

/** How supervision in the foreground came to its end. */
public enum Outcome {
    /** Everything was stopped because somebody asked for it, or all programs have ended with success. */
    CLEAN,
    /** All programs have ended, and not all of them with success. */
    FAILED,
    /** Somebody asked for the end although there are programs left that cannot be killed. */
    LEFT_BEHIND
}
