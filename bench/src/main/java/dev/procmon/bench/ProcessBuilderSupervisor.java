// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A baseline: the supervisor that a Java program writes for itself with ProcessBuilder and onExit, one reader thread for each stream
 * and a restart at once. SIGTERM destroys all programs, by force what is left after the grace period.
 */
final class ProcessBuilderSupervisor {
    private static final long GRACE_SECONDS = 5;

    private final String probe;
    private final String socket;
    private final AtomicReferenceArray<Process> processes;
    /** Starts share it, the stop takes it alone: no program can slip through between them. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private boolean stopping;

    private ProcessBuilderSupervisor(int count, String probe, String socket) {
        this.probe = probe;
        this.socket = socket;
        this.processes = new AtomicReferenceArray<>(count);
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("wanted: COUNT PROBE SOCKET");
        }
        var supervisor = new ProcessBuilderSupervisor(Integer.parseInt(arguments[0]), arguments[1], arguments[2]);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop));
        for (int index = 0; index < supervisor.processes.length(); index++) {
            supervisor.start(index);
        }
        Thread.currentThread().join();
    }

    private void start(int index) {
        lock.readLock().lock();
        try {
            if (!stopping) {
                spawn(index);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start program " + index, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void spawn(int index) throws IOException {
        var process = new ProcessBuilder(List.of(probe, socket, Integer.toString(index))).start();
        process.getOutputStream().close();
        processes.set(index, process);
        drain(process.getInputStream());
        drain(process.getErrorStream());
        var _ = process.onExit().thenRun(() -> start(index));
    }

    private static void drain(InputStream output) {
        Thread.ofPlatform().daemon().start(() -> {
            try (output) {
                output.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The stream is closed when its process is reaped: there is nothing more to read.
            }
        });
    }

    private void stop() {
        lock.writeLock().lock();
        try {
            stopping = true;
        } finally {
            lock.writeLock().unlock();
        }
        each(Process::destroy);
        each(process -> {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        });
    }

    private void each(Action action) {
        try {
            for (int index = 0; index < processes.length(); index++) {
                if (processes.get(index) != null) {
                    action.on(Objects.requireNonNull(processes.get(index)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Action {
        void on(Process process) throws InterruptedException;
    }
}
