// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.process.SpawnFailure;

/** Is told what became of an order, on the loop thread: one of the two, once. */
public interface SpawnListener {

    /**
     * There is a child, which was not reaped. The two descriptors are the listener's from now on.
     *
     * @param pid the process
     * @param output where to read its standard output; does not block
     * @param error where to read its standard error; does not block
     */
    void spawned(int pid, int output, int error);

    /** There is no child. */
    void refused(SpawnFailure failure);
}
