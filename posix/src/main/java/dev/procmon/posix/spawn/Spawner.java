// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.PosixException;
import dev.procmon.posix.inbox.Guard;
import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.inbox.Threads;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Handover;
import dev.procmon.posix.libc.PidFds;
import dev.procmon.posix.libc.Signals;
import dev.procmon.posix.spawn.Refusal.Step;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * Gives orders to the spawner thread and takes the results, on the loop thread. The loop opens the standard streams and
 * hands the child's ends over; how many it has under way is bounded, beyond which orders wait here without any.
 *
 * <p>They are passed as descriptors, not as {@code /proc/<pid>/fd/<n>} for the child to open: that would need a /proc
 * that shows the supervisor to the child, which being another user, {@code hidepid} or Yama prevent.
 */
final class Spawner implements AutoCloseable {

    /** How many orders are with the spawner thread at a time. Its socket holds some four times as many. */
    static final int IN_FLIGHT_MAX = 64;

    private static final int KILL = 9;

    private final Caller caller;
    private final Descriptors descriptors;
    private final StreamMaker streams;
    private final Handover handover;
    private final TaskInbox loop;
    private final int bell;
    private final ArrayDeque<SpawnJob> waiting = new ArrayDeque<>();
    private final ArrayDeque<SpawnJob> inFlight = new ArrayDeque<>();
    private Optional<Worker> worker;

    /**
     * Make a spawner and start its thread.
     *
     * @param caller the loop thread's
     * @param loop where results are put as tasks
     * @param bell the event descriptor that wakes the loop
     */
    Spawner(Caller caller, TaskInbox loop, int bell) {
        this.caller = caller;
        this.descriptors = new Descriptors(caller);
        this.streams = new StreamMaker(caller, descriptors);
        this.handover = new Handover(caller);
        this.loop = loop;
        this.bell = bell;
        this.worker = Optional.of(startWorker());
    }

    /** Spawn a process. The answer never comes within this call. */
    void spawn(SpawnOrder order, SpawnListener listener) {
        waiting.add(new SpawnJob(this, order, listener, new StandardStreams(descriptors)));
        pump();
    }

    /** Take the result of a job. */
    void finish(SpawnJob job) {
        if (inFlight.remove(job)) {
            settle(job, job.result().orElseThrow());
            pump();
        }
    }

    /** Go on after the thread has ended by itself: those that wait for it are refused, the next gets a new thread. */
    void workerEnded(SpawnerThread ended) {
        if (worker.isEmpty() || !worker.get().job().equals(ended)) {
            return;
        }
        closeSocket(worker.get());
        worker = Optional.empty();
        Throwable why = ended.failure().orElseThrow();
        Guard.report(new PosixException("the spawner thread has ended, starting another when it is needed", why));
        for (SpawnJob job : List.copyOf(inFlight)) {
            if (job.result().isEmpty()) {
                job.done(SpawnResult.refused(Step.STOPPED, Errno.EIO));
                finish(job);
            }
        }
    }

    /**
     * End the thread and wait for that. Orders that nobody was told of are forgotten; a child that has come of one is
     * killed.
     */
    @Override
    public void close() {
        waiting.clear();
        worker.ifPresent(this::stop);
        worker = Optional.empty();
        PidFds processes = new PidFds(caller);
        Signals signals = new Signals(caller);
        for (SpawnJob job : inFlight) {
            job.streams().close();
            if (job.result().isPresent() && job.result().get() instanceof SpawnResult.Spawned spawned) {
                signals.sendToGroup(spawned.pid(), KILL);
                processes.awaitAndReap(spawned.pid());
            }
        }
        inFlight.clear();
    }

    private void pump() {
        while (inFlight.size() < IN_FLIGHT_MAX && !waiting.isEmpty()) {
            SpawnJob job = waiting.remove();
            inFlight.add(job);
            int result = send(job);
            if (result < 0) {
                job.done(SpawnResult.refused(Step.DESCRIPTORS, -result));
                loop.addQuietly(job);
            }
        }
    }

    private int send(SpawnJob job) {
        int result = streams.open(job.order().stdio(), job.streams());
        if (result < 0) {
            return result;
        }
        if (worker.isEmpty()) {
            worker = Optional.of(startWorker());
        }
        Worker to = worker.get();
        to.job().announce(job);
        result = handover.send(to.ourEnd(), descriptorsOf(job));
        if (result < 0) {
            to.job().takeBack(job);
            return result;
        }
        job.streams().sent();
        return result;
    }

    private static int[] descriptorsOf(SpawnJob job) {
        List<Extras.Passed> passed = job.order().passed();
        int[] all = new int[2 + passed.size()];
        all[0] = job.streams().childOutput();
        all[1] = job.streams().childError();
        for (int i = 0; i < passed.size(); i++) {
            all[2 + i] = passed.get(i).descriptor();
        }
        return all;
    }

    private void settle(SpawnJob job, SpawnResult result) {
        if (result instanceof SpawnResult.Spawned spawned) {
            job.listener().spawned(spawned.pid(), job.streams().handOver());
        } else if (result instanceof SpawnResult.Refused refused) {
            job.streams().close();
            job.listener().refused(FailureText.of(job.order(), refused.refusal()));
        }
    }

    private Worker startWorker() {
        long ends = Handover.pair(caller);
        int ourEnd = (int) ends;
        int itsEnd = (int) (ends >>> 32);
        SpawnerThread job = new SpawnerThread(this, loop, bell, itsEnd);
        Thread thread = Threads.start("procmon-spawner", job);
        return new Worker(job, thread, ourEnd, itsEnd);
    }

    private void stop(Worker from) {
        from.job().stop();
        closeSocket(from);
        Threads.join(from.thread());
    }

    private void closeSocket(Worker of) {
        descriptors.close(of.ourEnd());
        descriptors.close(of.itsEnd());
    }

    /** A spawner thread and the numbers of both ends of its socket in the table of the process. */
    private record Worker(SpawnerThread job, Thread thread, int ourEnd, int itsEnd) {}
}
