// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import java.util.OptionalInt;

/** Who of the host belongs to one run, and who of the run is its main process. On the loop thread. */
public interface Speakers {

    /** What can be said of a process. */
    enum Standing {
        /** It belongs to the run. */
        MEMBER,
        /** It does not. */
        STRANGER,
        /** It has ended, so nothing can be said. */
        GONE
    }

    /** Say whether a process belongs to the run. */
    Standing of(int pid);

    /** Return the process that was spawned. */
    int first();

    /** Return the main process: the one that was spawned, or the one that the run has named since. */
    int main();

    /** Take another process for the main one. Return false where that cannot be, because it does not belong to the run. */
    boolean nameMain(int pid);

    /** Return as which user the main process runs, where that can be seen. */
    OptionalInt user();
}
