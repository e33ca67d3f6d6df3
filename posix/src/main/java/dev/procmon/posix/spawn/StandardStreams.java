// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Descriptors;
import java.util.Arrays;

/**
 * What becomes the standard output and error of a child, and our ends of it, in the descriptor table of the process.
 *
 * <p>Once the child's ends are sent, one of them stays open nevertheless, until the result is known: it keeps a place in the
 * table for the process descriptor. Otherwise it might turn out only when the child runs that the table is full.
 */
final class StandardStreams {

    private final Descriptors descriptors;
    private final int[] ours = new int[2];
    private final int[] childs = new int[2];
    private int ourCount;
    private int childCount;

    StandardStreams(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    /** Have an end to read from: first that of standard output, or of all, then that of standard error. */
    void addOurs(int descriptor) {
        ours[ourCount++] = descriptor;
    }

    /** Have an end that the child gets: first as standard output, then as standard error, or as both if it is the only one. */
    void addChilds(int descriptor) {
        childs[childCount++] = descriptor;
    }

    int childOutput() {
        return childs[0];
    }

    int childError() {
        return childs[childCount - 1];
    }

    /** The child's ends are with the spawner thread. */
    void sent() {
        while (childCount > 1) {
            descriptors.close(childs[--childCount]);
        }
    }

    /** Make room for the process descriptor. Return our ends, which are somebody else's from now on. */
    int[] handOver() {
        closeChilds();
        int[] all = Arrays.copyOf(ours, ourCount);
        ourCount = 0;
        return all;
    }

    /** Close all that is open. */
    void close() {
        closeChilds();
        while (ourCount > 0) {
            descriptors.close(ours[--ourCount]);
        }
    }

    private void closeChilds() {
        while (childCount > 0) {
            descriptors.close(childs[--childCount]);
        }
    }
}
