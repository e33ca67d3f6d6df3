// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.ProgramInstance;
import dev.procmon.config.Settings;
import dev.procmon.core.program.ProgramName;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The supervisor as a process: what it has to know of and to do beside supervising. On the reactor thread but for {@link #troubles}. */
public interface Host {

    /** Return {@code starting}, {@code running} or {@code stopping}. */
    String phase();

    /** Stop or kill all programs and end. Completes when that has begun. */
    CompletableFuture<Void> end(boolean kill);

    /** Return what does not work at the moment beside the event log, a sentence each. From any thread. */
    List<String> troubles();

    /** A child is about to be added, or to be made of something else: its log file may be another one. */
    void prepare(ProgramInstance instance);

    /** A child was removed. */
    void forget(ProgramName name);

    /** What is said about the supervisor itself has changed; what can be changed at run time is to be so. */
    void change(Settings settings);
}
