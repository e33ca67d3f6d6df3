// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.Probe;
import dev.procmon.core.reactor.ProbeResult;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.posix.PosixException;
import dev.procmon.posix.UnsupportedPlatformException;
import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.inbox.Threads;
import dev.procmon.posix.libc.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A reactor on Linux, with three threads whatever the number of processes: {@code procmon-loop}, which is the reactor
 * thread, {@code procmon-spawner}, and {@code procmon-capture}, which is the output thread. A fourth, {@code
 * procmon-accounts}, looks users up once a program has one; {@code procmon-probes} makes probes once there are any, with up to
 * four {@code procmon-lookup} for names and files; {@code procmon-closer} closes what a program has handed in. All are daemon
 * threads, and none wakes up while nothing happens, but for the loop every 10 s where it has orphans to reap.
 *
 * <p>What a task, timer or listener throws goes to the handler of its thread for uncaught exceptions, and the thread goes on.
 *
 * <p>All processes that come of a spawn are its tree, and a stop ends all of them. They are those of a control group of its own
 * (cgroups(7), version 2) where this process may make one. Otherwise the program finds a variable {@code PROCMON_RUN} in its
 * environment, a thread {@code procmon-walker} looks for those who have left the session of their leader, and one who has lost
 * its parent and emptied its environment too is not found.
 *
 * <p>It does not disturb children that the application has by other means, and does not use SIGCHLD, but sets it back to its
 * default: where it is ignored nobody could learn how a child ends. It raises the limit of open files to the hard limit for
 * itself, and gives its children the one that it found. Java has done the same before, and children inherit what it has left,
 * unless it is started with {@code -XX:-MaxFDLimit}.
 */
public final class PosixReactor implements Reactor, AutoCloseable {

    private final ReactorOptions options;
    private final Clock clock = new Clock();
    private final TaskInbox inbox = new TaskInbox();
    private final TaskInbox captureInbox = new TaskInbox();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<Loop> loop = Optional.empty();
    private volatile Optional<Throwable> failure = Optional.empty();

    private PosixReactor(ReactorOptions options) {
        this.options = options;
        thread = Threads.daemon("procmon-loop", new Work());
    }

    /**
     * Start a reactor within an application and wait until it works.
     *
     * @throws dev.procmon.posix.UnsupportedPlatformException if it cannot work here
     */
    public static PosixReactor open() {
        return open(ReactorOptions.EMBEDDED);
    }

    /**
     * Start a reactor and wait until it works.
     *
     * @throws dev.procmon.posix.UnsupportedPlatformException if it cannot work here
     */
    public static PosixReactor open(ReactorOptions options) {
        PosixReactor reactor = openInBackground(options);
        reactor.awaitOpen();
        return reactor;
    }

    /**
     * Start a reactor and do not wait: making the native functions known takes some 50 ms, in which the caller may have other
     * things to do. Tasks can be given at once; they run as soon as it works. Whether it does, {@link #awaitOpen} tells.
     *
     * @throws dev.procmon.posix.UnsupportedPlatformException if it cannot work on this system or processor
     */
    public static PosixReactor openInBackground(ReactorOptions options) {
        Platform.check();
        PosixReactor reactor = new PosixReactor(options);
        reactor.thread.start();
        return reactor;
    }

    /**
     * Wait until the reactor works. Not on one of its own threads.
     *
     * @throws dev.procmon.posix.UnsupportedPlatformException if it cannot work here
     */
    public void awaitOpen() {
        try {
            opened.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PosixException("interrupted while the reactor was being opened", interrupted);
        }
        if (failure.isPresent()) {
            if (failure.get() instanceof UnsupportedPlatformException unsupported) {
                throw unsupported;
            }
            throw new PosixException("the reactor cannot be opened: " + failure.get(), failure.get());
        }
    }

    /** {@inheritDoc} From any thread. */
    @Override
    public MonotonicTime now() {
        return clock.now();
    }

    @Override
    public Timer schedule(MonotonicTime when, Runnable task) {
        return loopOnItsThread().timers().add(when, task);
    }

    /** {@inheritDoc} A task that is given after {@link #close} is never run. */
    @Override
    public void execute(Runnable task) {
        inbox.post(task);
    }

    /** {@inheritDoc} A task that is given after {@link #close} is never run. */
    @Override
    public void afterOutput(Runnable task) {
        captureInbox.post(task);
    }

    /** {@inheritDoc} From any thread. */
    @Override
    public Instant wallTime() {
        return Instant.now();
    }

    @Override
    public Duration timeAsleep() {
        return loopOnItsThread().sleep().soFar();
    }

    @Override
    public void onClockChange(Runnable task) {
        loopOnItsThread().clockWatch().add(task);
    }

    @Override
    public Probe probe(ProbeTarget.Outside target, Consumer<ProbeResult> answer) {
        return loopOnItsThread().prober().probe(target, answer);
    }

    @Override
    public ChildProcess spawn(Program program, ProcessListener listener, OutputListener output) {
        return loopOnItsThread().spawn(program, listener, output);
    }

    @Override
    public void release(Program program) {
        loopOnItsThread().release(program);
    }

    /**
     * End the threads and close all descriptors. Tasks that were given before are run; timers are not.
     *
     * <p>What processes have written up to now is delivered, and all their streams end. The processes live on, but nobody
     * reads their output, so that the next write of one that does not ignore SIGPIPE kills it, and one with a terminal is hung up
     * (SIGHUP); nobody reaps them before this process ends. Stop them first where that is not wanted. A process that no listener was told of is killed.
     *
     * <p>Waits until all is done, except on a thread of the reactor itself, where that happens later.
     */
    @Override
    public void close() {
        inbox.post(new Stop());
        Thread current = Thread.currentThread();
        if (current == thread || (loop.isPresent() && loop.get().capture().isOutputThread())) {
            return;
        }
        Threads.join(thread);
    }

    /** Return how often the loop thread has woken up. */
    long loopTurns() {
        return loop.map(Loop::turns).orElse(0L);
    }

    /** Return the directory of its control groups, where it has made one. */
    Optional<String> controlGroup() {
        return loop.flatMap(running -> running.trees().controlGroup());
    }

    /** Return how often the output thread has woken up. */
    long captureTurns() {
        return loop.map(running -> running.capture().turns()).orElse(0L);
    }

    private Loop loopOnItsThread() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("only the reactor thread may do that; see Reactor.execute");
        }
        return loop.orElseThrow();
    }

    /** Runs the loop. A class, for a lambda costs milliseconds when the first one is made. */
    private final class Work implements Runnable {
        @Override
        public void run() {
            Loop running;
            try {
                running = new Loop(clock, inbox, captureInbox, options);
            } catch (Throwable unusable) {
                failure = Optional.of(unusable);
                opened.countDown();
                return;
            }
            loop = Optional.of(running);
            opened.countDown();
            try {
                running.run();
            } finally {
                running.close();
            }
        }
    }

    private final class Stop implements Runnable {
        @Override
        public void run() {
            loop.orElseThrow().stop();
        }
    }
}
