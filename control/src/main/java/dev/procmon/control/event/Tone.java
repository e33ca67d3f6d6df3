// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.event;

/** How serious a message is. */
public enum Tone {
    /** As it should be. */
    QUIET,
    /** Something went wrong. */
    BAD
}
