// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.posix.inbox.Bell;
import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Epoll;
import dev.procmon.posix.libc.PidFds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The spawner without a reactor around it: what happens when its thread dies. */
class SpawnerTest implements SpawnListener {

    private final TaskInbox inbox = new TaskInbox();
    private final List<Integer> spawned = new ArrayList<>();
    private final List<SpawnFailure> refused = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();
    private Caller caller;
    private Descriptors descriptors;
    private Epoll epoll;
    private Bell bell;
    private Spawner spawner;
    private Thread.UncaughtExceptionHandler before;

    @BeforeEach
    void open() {
        caller = Caller.ofThisThread();
        descriptors = new Descriptors(caller);
        epoll = Epoll.create(caller);
        bell = new Bell();
        epoll.addEdgeTriggered(bell.descriptor());
        spawner = new Spawner(caller, inbox, bell.descriptor());
        before = Thread.currentThread().getUncaughtExceptionHandler();
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> reported.add(failure));
    }

    @AfterEach
    void close() {
        Thread.currentThread().setUncaughtExceptionHandler(before);
        spawner.close();
        bell.close();
        descriptors.close(epoll.descriptor());
        caller.close();
    }

    @Test
    void whenItsThreadDiesThoseThatWaitAreRefusedAndTheNextGetsANewThread() {
        spawner.spawn(broken(), this);
        spawner.spawn(order("/bin/true"), this);
        turnUntil(2);

        assertThat(spawned).isEmpty();
        assertThat(refused)
                .containsOnly(new SpawnFailure("EIO", "the spawner thread has ended before the turn of this program"));

        turnUntilReported();
        spawner.spawn(order("/bin/true"), this);
        turnUntil(3);

        assertThat(spawned).hasSize(1);
        assertThat(new PidFds(caller).awaitAndReap(spawned.getFirst())).isEqualTo(spawned.getFirst());
        assertThat(reported)
                .singleElement()
                .hasToString(
                        "dev.procmon.posix.PosixException: the spawner thread has ended, starting another when it is"
                                + " needed");
    }

    @Override
    public void spawned(int pid, int[] output) {
        spawned.add(pid);
        for (int descriptor : output) {
            descriptors.close(descriptor);
        }
    }

    @Override
    public void refused(SpawnFailure failure) {
        refused.add(failure);
    }

    private void turnUntil(int answers) {
        while (spawned.size() + refused.size() < answers) {
            turn();
        }
    }

    private void turnUntilReported() {
        while (reported.isEmpty()) {
            turn();
        }
    }

    private void turn() {
        epoll.await(inbox.fallAsleep() ? -1 : 0);
        inbox.wake();
        inbox.run(100);
    }

    /** Return an order that no thread survives: it does not say what to execute. */
    private static SpawnOrder broken() {
        return SpawnOrder.plain(List.of(), List.of(), List.of(), Optional.empty());
    }

    private static SpawnOrder order(String executable) {
        List<byte[]> arguments = List.of(executable.getBytes(StandardCharsets.UTF_8));
        return SpawnOrder.plain(arguments, List.of(), List.of(), Optional.empty());
    }
}
