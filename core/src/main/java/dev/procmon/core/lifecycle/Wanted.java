// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

/** What the user wants of a child, whatever it is doing at the moment. */
public enum Wanted {
    /** It is to run. */
    UP,
    /** It is to be gone. */
    DOWN
}
