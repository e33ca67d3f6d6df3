// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.posix.inbox.Guard;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.ClockChange;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Epoll;
import dev.procmon.posix.libc.LibcException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs tasks when the time of day was set or the host has slept. Opens nothing before there is one. On the loop thread. */
final class ClockWatch {

    private final Caller caller;
    private final Epoll epoll;
    private final List<Runnable> tasks = new ArrayList<>();
    private Optional<Watched> watched = Optional.empty();

    private record Watched(ClockChange changes, int descriptor) {}

    ClockWatch(Caller caller, Epoll epoll) {
        this.caller = caller;
        this.epoll = epoll;
    }

    void add(Runnable task) {
        if (watched.isEmpty()) {
            ClockChange changes = new ClockChange(caller);
            watched = Optional.of(new Watched(changes, changes.open()));
            LibcException.check(epoll.add(watched.get().descriptor()), "epoll_ctl");
        }
        tasks.add(task);
    }

    /** Take note of an event on a descriptor. Return false where it belongs to somebody else. */
    boolean ready(int descriptor) {
        if (watched.isEmpty() || watched.get().descriptor() != descriptor) {
            return false;
        }
        if (watched.get().changes().hasChanged(descriptor)) {
            List.copyOf(tasks).forEach(Guard::run);
        }
        return true;
    }

    void close() {
        if (watched.isPresent()) {
            epoll.remove(watched.get().descriptor());
            new Descriptors(caller).close(watched.get().descriptor());
            watched = Optional.empty();
        }
    }
}
