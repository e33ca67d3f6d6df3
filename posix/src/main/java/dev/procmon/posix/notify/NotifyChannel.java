// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import dev.procmon.posix.spawn.Extras;

/** The way in which one run can say something. On the loop thread. */
public sealed interface NotifyChannel permits Silence, SdSocket, ReadyPipe {

    /** That of a program that says nothing. */
    NotifyChannel NONE = new Silence();

    /** Return what the run has to be given so that it can use this. */
    Extras extras();

    /** Listen from now on. The process was spawned, and its listener was told. */
    void spawned(Speakers run);

    /** Hear what was said up to now, before something else is told that has happened after it. */
    void hear();

    /** Close all that is open. Without effect where that was done. */
    void close();
}
