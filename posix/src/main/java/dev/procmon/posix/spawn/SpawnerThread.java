// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.DescriptorTable;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.EventFd;
import dev.procmon.posix.libc.Handover;
import dev.procmon.posix.spawn.Refusal.Step;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Takes one job after the other from a socket, which brings the descriptors and wakes the thread, and a queue. Ends when the
 * other end of the socket is closed; its descriptor table ends with it.
 */
final class SpawnerThread implements Runnable {

    private final ConcurrentLinkedQueue<SpawnJob> jobs = new ConcurrentLinkedQueue<>();
    private final TaskInbox loop;
    private final Spawner spawner;
    private final Runnable end = new End();
    private final int socket;
    private final int bell;
    private volatile boolean stopped;
    private volatile Optional<Throwable> failure = Optional.empty();

    /**
     * Make the work of a thread.
     *
     * @param spawner told when the thread ends by itself
     * @param loop where results go
     * @param bell wakes the loop
     * @param socket the end that jobs come from
     */
    SpawnerThread(Spawner spawner, TaskInbox loop, int bell, int socket) {
        this.spawner = spawner;
        this.loop = loop;
        this.bell = bell;
        this.socket = socket;
    }

    /** Announce a job, before its descriptors are sent. */
    void announce(SpawnJob job) {
        jobs.add(job);
    }

    /** Take a job back that was announced last and could not be sent. */
    void takeBack(SpawnJob job) {
        jobs.remove(job);
    }

    /** Refuse all further jobs. The thread ends when the socket is closed. */
    void stop() {
        stopped = true;
    }

    /** Return why the thread has ended before it was told to. */
    Optional<Throwable> failure() {
        return failure;
    }

    @Override
    public void run() {
        try (Caller caller = Caller.ofThisThread()) {
            try (ChildMaker maker = new ChildMaker(caller)) {
                Handover handover = new Handover(caller);
                Descriptors descriptors = new Descriptors(caller);
                maker.rehearse(socket, bell);
                new DescriptorTable(caller).keepOnly(socket, bell);
                int count = handover.receive(socket);
                while (count > 0) {
                    serve(caller, maker, descriptors, taken(handover, count));
                    count = handover.receive(socket);
                }
            } catch (Throwable unexpected) {
                failure = Optional.of(unexpected);
                tellLoop(caller, end);
            }
        }
    }

    private static int[] taken(Handover handover, int count) {
        int[] taken = new int[count];
        for (int i = 0; i < count; i++) {
            taken[i] = handover.descriptor(i);
        }
        return taken;
    }

    private void serve(Caller caller, ChildMaker maker, Descriptors descriptors, int[] given) {
        SpawnJob job = jobs.remove();
        SpawnResult result = SpawnResult.refused(Step.STOPPED, stopped ? Errno.ECANCELED : Errno.EIO);
        try {
            if (!stopped) {
                result = maker.make(job.order(), given);
            }
        } finally {
            job.done(result);
            for (int descriptor : given) {
                descriptors.close(descriptor);
            }
            tellLoop(caller, job);
        }
    }

    private void tellLoop(Caller caller, Runnable task) {
        if (loop.add(task)) {
            EventFd.ring(caller, bell);
        }
    }

    /** Tells the spawner on the loop thread. A class, for a lambda costs milliseconds when the first one is made. */
    private final class End implements Runnable {
        @Override
        public void run() {
            spawner.workerEnded(SpawnerThread.this);
        }
    }
}
