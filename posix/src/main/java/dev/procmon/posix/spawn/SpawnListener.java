// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.process.SpawnFailure;

/** Is told what became of an order, on the loop thread: one of the two, once. */
public interface SpawnListener {

    /**
     * There is a child, which was not reaped. The descriptors are the listener's from now on.
     *
     * @param pid the process
     * @param output where to read its standard output, or all that it writes where nothing else follows, and where to read its
     *     standard error; they do not block. None where nothing is to be read
     */
    void spawned(int pid, int[] output);

    /** There is no child. */
    void refused(SpawnFailure failure);
}
