// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.process;

/** Who of a run gets a signal. */
public enum Reach {
    /** The process that was spawned, or the one that it has named as the main one. */
    LEADER,
    /** All processes of the run, those that have left its session too. */
    TREE
}
