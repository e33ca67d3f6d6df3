// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.posix.inbox.Guard;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.ClockChange;
import dev.procmon.posix.libc.LibcException;
import dev.procmon.posix.reap.Watches;
import java.util.ArrayList;
import java.util.List;

/** Runs tasks when the time of day was set or the host has slept. Opens nothing before there is one. On the loop thread. */
final class ClockWatch {

    private final Caller caller;
    private final Watches watches;
    private final List<Runnable> tasks = new ArrayList<>();
    private boolean watching;

    ClockWatch(Caller caller, Watches watches) {
        this.caller = caller;
        this.watches = watches;
    }

    void add(Runnable task) {
        if (!watching) {
            ClockChange changes = new ClockChange(caller);
            int timer = changes.open();
            LibcException.check(watches.addLevel(timer, () -> look(changes, timer)), "epoll_ctl");
            watching = true;
        }
        tasks.add(task);
    }

    private void look(ClockChange changes, int timer) {
        if (changes.hasChanged(timer)) {
            List.copyOf(tasks).forEach(Guard::run);
        }
    }
}
