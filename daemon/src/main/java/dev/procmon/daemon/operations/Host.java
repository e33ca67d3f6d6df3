// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.Configuration;
import dev.procmon.config.Settings;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.order.Group;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.events.Notice;
import dev.procmon.daemon.forward.ForwardState;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The supervision of one supervisor: it registers programs, for it has to know how each is treated and where its output goes, and it
 * ends. From any thread.
 */
public interface Host {

    /** Return {@code starting}, {@code running} or {@code stopping}. */
    String phase();

    /** Stop or kill all programs, and end. */
    void end(boolean kill, String caller);

    /** Return what does not work at the moment beside the event log, a sentence each. */
    List<String> troubles();

    /** Return how it stands with each receiver that gets output. */
    List<ForwardState> forwards();

    /** Take something down in the event log, and show it. */
    void tell(Notice notice);

    /** Register a program, not started yet. Fails as {@link Supervisor#add} does. */
    CompletableFuture<Void> register(Registered added);

    /** Change programs and all groups in one. Fails as {@link Supervisor#update} does; then nothing is changed. */
    CompletableFuture<Void> change(List<Registered> changed, List<Group> groups);

    /** Unregister a program. Completes when its run is over. */
    CompletableFuture<Void> unregister(ProgramName name);

    /** What is said about the supervisor itself has changed: what can be changed while it runs is to be so. */
    void change(Settings settings);

    /** A configuration is in effect: its receivers of output are, and those that are not in it are not. */
    void forward(Configuration configuration);
}
