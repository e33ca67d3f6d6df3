// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.posix.reap.Reaper;
import java.util.Optional;

/**
 * A process that a run has named as its main one ({@code MAINPID}, sd_notify(3)), instead of the one that was spawned. On the
 * loop thread.
 *
 * <p>How it ends is known where it is or becomes a child of this process, and on Linux 6.15 or newer once its parent has reaped
 * it. Otherwise it is taken for a success a second later: a status that nobody can tell must not count as a failure.
 */
final class MainProcess {

    private static final ExitStatus UNKNOWN = ExitStatus.exited(0);

    private final Loop loop;
    private final PosixChild child;
    private final int pid;
    private int descriptor;
    private boolean gone;
    private boolean hasEnded;

    private MainProcess(Loop loop, PosixChild child, int pid) {
        this.loop = loop;
        this.child = child;
        this.pid = pid;
    }

    /** Watch a process and tell a child of its end; nothing where there is no such process. */
    static Optional<MainProcess> watch(Loop loop, PosixChild child, int pid) {
        MainProcess main = new MainProcess(loop, child, pid);
        main.descriptor = loop.reaper().watch(pid, main::look);
        if (main.descriptor < 0) {
            return Optional.empty();
        }
        loop.orphans().keep(pid);
        return Optional.of(main);
    }

    int pid() {
        return pid;
    }

    int descriptor() {
        return descriptor;
    }

    /** Watch it no longer. */
    void forget() {
        if (!gone) {
            gone = true;
            loop.orphans().release(pid);
            loop.reaper().forget(descriptor);
        }
    }

    private void look() {
        if (gone) {
            return;
        }
        Reaper reaper = loop.reaper();
        Optional<ExitStatus> status = reaper.learn(descriptor);
        if (status.isPresent()) {
            tell(status.get());
        } else if (!hasEnded && loop.hasEnded(pid)) {
            hasEnded = true;
            loop.later(this::giveUp);
        }
    }

    private void giveUp() {
        if (!gone) {
            tell(loop.reaper().learn(descriptor).orElse(UNKNOWN));
        }
    }

    private void tell(ExitStatus status) {
        forget();
        child.mainEnded(status);
    }
}
