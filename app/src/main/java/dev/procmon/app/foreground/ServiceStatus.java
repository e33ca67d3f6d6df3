// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import dev.procmon.control.event.Event;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.daemon.supervision.Journal;
import dev.procmon.posix.service.NotifySocket;
import java.time.Duration;
import java.util.Map;

/**
 * Tells the supervisor of this process how it is, where it has one (sd_notify(3)): READY=1 once all programs have come to rest for the
 * first time, RELOADING=1 and READY=1 around a reload, STOPPING=1, and WATCHDOG=1 at half the time that is asked for, from the thread
 * that takes all decisions.
 */
public final class ServiceStatus implements Journal {

    private static final String PERIOD = "WATCHDOG_USEC";
    private static final String WATCHED = "WATCHDOG_PID";
    private static final long NANOS_PER_MICRO = 1_000;

    private final NotifySocket manager;
    private final Reactor reactor;
    private final Journal next;

    /**
     * Make it.
     *
     * @param next who takes the events down
     */
    public ServiceStatus(NotifySocket manager, Reactor reactor, Journal next) {
        this.manager = manager;
        this.reactor = reactor;
        this.next = next;
    }

    @Override
    public Event append(Event event) {
        if (manager.isThere()) {
            tell(event);
        }
        return next.append(event);
    }

    /** Begin to show that decisions are taken, if that is asked for. From any thread. */
    public void watch(Map<String, String> environment) {
        String pid = environment.getOrDefault(WATCHED, "");
        boolean meant = pid.isEmpty()
                || pid.equals(Long.toString(ProcessHandle.current().pid()));
        long micros = micros(environment.getOrDefault(PERIOD, ""));
        if (manager.isThere() && meant && micros > 0) {
            Duration half = Duration.ofNanos(micros * NANOS_PER_MICRO / 2);
            reactor.execute(() -> beat(half));
        }
    }

    private void beat(Duration half) {
        manager.tell("WATCHDOG=1");
        reactor.schedule(reactor.now().plus(half), () -> beat(half));
    }

    /** The time of a reload is that of CLOCK_MONOTONIC, which on Linux is what nanoTime tells; that of the reactor begins with this process. */
    private void tell(Event event) {
        switch (event.kind()) {
            case "all-started", "reload-done", "reload-failed" -> manager.tell("READY=1", "STATUS=" + event.message());
            case "reload-begun" -> manager.tell("RELOADING=1", "MONOTONIC_USEC=" + System.nanoTime() / NANOS_PER_MICRO);
            case "stopping-all" -> manager.tell("STOPPING=1", "STATUS=" + event.message());
            default -> {}
        }
    }

    private static long micros(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
