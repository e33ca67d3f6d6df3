// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import dev.procmon.control.api.Endpoint;
import dev.procmon.control.json.Json;
import dev.procmon.control.status.InstanceStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a supervisor and waits until it has gone: until nobody listens any more, and on this host until its process is over. */
final class Departure {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration AFTER_THE_SOCKET = Duration.ofSeconds(10);
    /** The kernel counts the start of a process in ticks since boot; both clocks agree to about this. */
    private static final Duration SAME_START = Duration.ofSeconds(10);

    private final Server server;
    private final Optional<ProcessHandle> process;

    private Departure(Server server, Optional<ProcessHandle> process) {
        this.server = server;
        this.process = process;
    }

    /** Ask for it. */
    static Departure of(Server server, boolean kill) {
        Exchange ask = new Exchange(server, Endpoint.INSTANCE, Endpoint.INSTANCE.path(), Query.none());
        InstanceStatus status = Answers.read(ask.json(PATIENCE), InstanceStatus::of);
        new Exchange(server, Endpoint.SHUTDOWN, Endpoint.SHUTDOWN.path(), Query.none())
                .with(Json.bytes(out -> out.truth("kill", kill)))
                .json(PATIENCE);
        return new Departure(server, processOf(server, status));
    }

    /** Wait for the end of it. */
    void await() {
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (somebodyListens()) {
                // There is nothing to be told by: it is looked at until it is so.
                var _ = never.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (process.isPresent()) {
                var _ = process.get().onExit().get(AFTER_THE_SOCKET.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost("interrupted while procmon was stopping");
        } catch (ExecutionException e) {
            throw lost("it cannot be seen whether procmon has ended: " + e.getMessage());
        } catch (TimeoutException e) {
            throw lost("procmon has closed its socket, but process "
                    + process.map(ProcessHandle::pid).orElse(0L) + " is still there");
        }
    }

    private boolean somebodyListens() {
        try {
            server.place().connect().close();
            return true;
        } catch (Wire.WireTimeoutException e) {
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** A pid means something only on the host of the supervisor, and in its container: it must have been started when that was. */
    private static Optional<ProcessHandle> processOf(Server server, InstanceStatus status) {
        if (!(server.place() instanceof Server.Place.Socket)
                || status.pid() == ProcessHandle.current().pid()) {
            return Optional.empty();
        }
        return ProcessHandle.of(status.pid()).filter(handle -> handle.info()
                .startInstant()
                .map(start -> Duration.between(start, status.startedAt()).abs().compareTo(SAME_START) < 0)
                .orElse(false));
    }

    private static ClientException lost(String message) {
        return new ClientException(ClientException.Cause.FAILED, message, Optional.empty());
    }
}
