// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Program;
import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.OpenFileLimit;
import dev.procmon.posix.sockets.ListeningSockets;
import dev.procmon.posix.sockets.SocketException;
import java.util.Optional;

/** Spawns programs: finds out who they run as, where that is somebody else, and orders them. On the loop thread. */
public final class ProgramSpawner implements AutoCloseable {

    private final Caller caller;
    private final TaskInbox loop;
    private final OrderWriter writer;
    private final Spawner spawner;
    private Optional<ListeningSockets> sockets = Optional.empty();
    private final AccountThread accounts = new AccountThread();

    /**
     * Start the spawner thread.
     *
     * @param caller the loop thread's
     * @param loop the tasks of the loop thread
     * @param bell the event descriptor that wakes the loop thread
     */
    public ProgramSpawner(Caller caller, TaskInbox loop, int bell) {
        this.loop = loop;
        // Before there is a thread that spawns.
        OpenFileLimit.raise(caller);
        this.spawner = new Spawner(caller, loop, bell);
        this.caller = caller;
        this.writer = new OrderWriter(caller);
    }

    /** Spawn a program. The answer never comes within this call. */
    public void spawn(Program program, Extras extras, SpawnListener listener) {
        if (!program.sockets().isEmpty()) {
            spawnWithSockets(program, extras, listener);
        } else {
            spawnWith(program, extras, listener);
        }
    }

    /** Give up what is kept for a program between its runs: its listening sockets. */
    public void release(Program program) {
        if (!program.sockets().isEmpty() && sockets.isPresent()) {
            sockets.get().release(program);
        }
    }

    private void spawnWithSockets(Program program, Extras extras, SpawnListener listener) {
        if (sockets.isEmpty()) {
            sockets = Optional.of(new ListeningSockets(caller));
        }
        int[] bound;
        try {
            bound = sockets.get().acquire(program);
        } catch (SocketException refused) {
            loop.post(() -> listener.refused(refused.failure()));
            return;
        }
        spawnWith(program, SocketExtras.add(extras, program, bound), listener);
    }

    private void spawnWith(Program program, Extras extras, SpawnListener listener) {
        if (program.identity().isOwn()) {
            spawner.spawn(writer.write(program, extras, Credentials.OWN), listener);
        } else {
            accounts.resolve(program.identity(), new Resolved(program, extras, listener));
        }
    }

    /** End the threads; a child that nobody was told of is killed. */
    @Override
    public void close() {
        accounts.close();
        spawner.close();
        if (sockets.isPresent()) {
            sockets.get().close();
        }
    }

    /** Goes on with a program, back on the loop thread, once it is known who it runs as. */
    private final class Resolved implements AccountThread.Answer {

        private final Program program;
        private final Extras extras;
        private final SpawnListener listener;

        Resolved(Program program, Extras extras, SpawnListener listener) {
            this.program = program;
            this.extras = extras;
            this.listener = listener;
        }

        @Override
        public void found(Credentials credentials) {
            loop.post(() -> spawner.spawn(writer.write(program, extras, credentials), listener));
        }

        @Override
        public void failed(SpawnFailure failure) {
            loop.post(() -> listener.refused(failure));
        }
    }
}
