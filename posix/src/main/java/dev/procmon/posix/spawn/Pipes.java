// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Descriptors;

/**
 * The two pipes of a child, in the descriptor table of the process.
 *
 * <p>Once the child's ends are sent, one of them stays open nevertheless, until the result is known: it keeps a place in the
 * table for the process descriptor. Otherwise it might turn out only when the child runs that the table is full.
 */
final class Pipes {

    private final Descriptors descriptors;
    private boolean open;
    private boolean sent;
    private int output;
    private int error;
    private int childOutput;
    private int childError;

    Pipes(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    /** Make both pipes or none. */
    int open() {
        int result = descriptors.pipe();
        if (result < 0) {
            return result;
        }
        output = descriptors.readEnd();
        childOutput = descriptors.writeEnd();
        result = descriptors.pipe();
        if (result < 0) {
            descriptors.close(output);
            descriptors.close(childOutput);
            return result;
        }
        error = descriptors.readEnd();
        childError = descriptors.writeEnd();
        open = true;
        return 0;
    }

    int output() {
        return output;
    }

    int error() {
        return error;
    }

    int childOutput() {
        return childOutput;
    }

    int childError() {
        return childError;
    }

    /** The child's ends are with the spawner thread. */
    void sent() {
        descriptors.close(childOutput);
        sent = true;
    }

    /** Make room for the process descriptor; our ends are somebody else's from now on. */
    void handOver() {
        descriptors.close(childError);
        open = false;
    }

    /** Close all that is open. */
    void close() {
        if (open) {
            open = false;
            descriptors.close(output);
            descriptors.close(error);
            descriptors.close(childError);
            if (!sent) {
                descriptors.close(childOutput);
            }
        }
    }
}
