// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import dev.procmon.core.process.SpawnFailure;

/** Whether a run was given a way to say something. */
public sealed interface Opening {

    /** Return its way to say something; that of a program that says nothing where it was given none. */
    NotifyChannel channel();

    /** It was. */
    record Opened(NotifyChannel channel) implements Opening {}

    /** It could not be, so that it cannot be spawned. */
    record Failed(SpawnFailure failure) implements Opening {
        @Override
        public NotifyChannel channel() {
            return NotifyChannel.NONE;
        }
    }
}
