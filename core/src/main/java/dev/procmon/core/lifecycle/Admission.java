// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

/** Whether a child that is wanted up may be started now, as its owner sees it. */
public enum Admission {
    /** Nothing is in the way. */
    MAY_START,
    /** Something must come first, such as its turn, the time of day, or the end of the former holder of its name. */
    MUST_WAIT,
    /** A program that it needs is not as it must be. What happens to it meanwhile is not its own fault. */
    DEPENDENCY_DOWN
}
