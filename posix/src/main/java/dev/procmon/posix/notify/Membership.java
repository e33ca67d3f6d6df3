// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

/** Tells who belongs to the tree of one run. On the loop thread. */
public interface Membership {

    /** What can be said of a process. */
    enum Answer {
        /** It belongs to the run. */
        MEMBER,
        /** It does not. */
        STRANGER,
        /** There is no such process any more, so nothing can be said. */
        GONE
    }

    /** Say whether a process belongs to the run. */
    Answer of(int pid);
}
