// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.sockets;

import dev.procmon.core.process.SpawnFailure;

/** A socket cannot be bound, so that the program that needs it cannot be spawned. */
public final class SocketException extends Exception {

    private final SpawnFailure failure;

    SocketException(SpawnFailure failure) {
        super(failure.describe());
        this.failure = failure;
    }

    /** Return the failure of the spawn. */
    public SpawnFailure failure() {
        return failure;
    }
}
