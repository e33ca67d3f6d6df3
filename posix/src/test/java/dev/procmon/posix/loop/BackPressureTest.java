// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.Stdio;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.ProcessListener;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A listener that is not ready makes its own program wait, and nobody else. */
class BackPressureTest {

    private static final int MORE_THAN_A_PIPE = 3_000_000;

    @TempDir
    private Path directory;

    private final PosixWorld world = new PosixWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Stdio.class,
            names = {"CAPTURED", "MERGED", "TERMINAL"})
    void theProgramWaitsAndNobodyIsKeptBusyAndThenAllOfItComes(Stdio stdio) {
        Path written = directory.resolve("written");
        Taker taker = new Taker(false);
        spawn(
                PosixWorld.shell("head -c " + MORE_THAN_A_PIPE + " /dev/zero; echo > " + written)
                        .withStdio(stdio),
                taker);
        Observed.get(taker.spawned);
        Awaitility.await().until(() -> taker.asked.get() > 0);
        long before = world.reactor().captureTurns();
        for (int i = 0; i < 20; i++) {
            world.run(Program.of("p", "echo", "x"));
        }

        assertThat(world.reactor().captureTurns() - before).isLessThan(200);
        assertThat(taker.bytes.get()).isZero();
        assertThat(written).doesNotExist();
        taker.ready = true;
        world.reactor().afterOutput(() -> {});
        Observed.get(taker.ended);
        assertThat(taker.bytes.get()).isEqualTo(MORE_THAN_A_PIPE);
        assertThat(written).exists();
    }

    @Test
    void whoIsReadyForOneChunkOnlyIsGivenOneAtATime() {
        Taker taker = new Taker(true) {
            @Override
            public void output(StdStream stream, ByteBuffer chunk) {
                super.output(stream, chunk);
                ready = false;
                world.reactor().afterOutput(() -> ready = true);
            }
        };
        spawn(PosixWorld.shell("head -c " + MORE_THAN_A_PIPE + " /dev/zero"), taker);
        Observed.get(taker.ended);

        assertThat(taker.bytes.get()).isEqualTo(MORE_THAN_A_PIPE);
        assertThat(taker.unasked.get()).isZero();
    }

    @Test
    void manyWhoseListenersAreNotReadyAreAllKeptWhenTheirRunsAreOver() {
        Taker[] takers = new Taker[100];
        for (int i = 0; i < takers.length; i++) {
            takers[i] = new Taker(false);
            spawn(Program.of("p", "echo", "kept"), takers[i]);
        }
        for (Taker taker : takers) {
            Observed.get(taker.exited);
        }
        for (Taker taker : takers) {
            taker.ready = true;
        }
        world.reactor().afterOutput(() -> {});
        for (Taker taker : takers) {
            Observed.get(taker.ended);
            assertThat(taker.bytes.get()).isEqualTo(5);
        }
    }

    @Test
    void theEndOfTheReactorDeliversWhatWaits() {
        Taker taker = new Taker(false);
        spawn(PosixWorld.shell("head -c 10000 /dev/zero; head -c 5000 /dev/zero >&2"), taker);
        Observed.get(taker.exited);

        world.reactor().close();

        assertThat(taker.ended).isDone();
        assertThat(taker.bytes.get()).isEqualTo(15_000);
    }

    @Test
    void aListenerThatTakesItsTimeDelaysNoRestart() {
        CountDownLatch held = new CountDownLatch(1);
        Taker slow = new Taker(true) {
            @Override
            public void output(StdStream stream, ByteBuffer chunk) {
                try {
                    held.await();
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
            }
        };
        spawn(PosixWorld.shell("while :; do echo flood; done"), slow);
        Observed.get(slow.spawned);
        try {
            for (int i = 0; i < 10; i++) {
                assertThat(world.spawn(Program.of("p", "echo", "x")).ending()).isEqualTo(ExitStatus.exited(0));
            }
        } finally {
            held.countDown();
        }
        world.call(() -> slow.process.join().signal(Signal.KILL, Reach.TREE));
        Observed.get(slow.ended);
    }

    @Test
    void aListenerThatCannotSayWhetherItIsReadyIsGivenEverything() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
        try {
            Taker taker = new Taker(true) {
                @Override
                public boolean isReady() {
                    throw new IllegalStateException("is it?");
                }
            };
            spawn(Program.of("p", "echo", "x"), taker);
            Observed.get(taker.ended);
            assertThat(taker.bytes.get()).isEqualTo(2);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private void spawn(Program program, Taker taker) {
        world.reactor().execute(() -> taker.process.complete(world.reactor().spawn(program, taker, taker)));
    }

    /** Counts what it takes. */
    private static class Taker implements ProcessListener, OutputListener {

        final CompletableFuture<ChildProcess> process = new CompletableFuture<>();
        final CompletableFuture<Long> spawned = new CompletableFuture<>();
        final CompletableFuture<ExitStatus> exited = new CompletableFuture<>();
        final CompletableFuture<Void> ended = new CompletableFuture<>();
        final AtomicLong bytes = new AtomicLong();
        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger unasked = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger(2);
        volatile boolean ready;
        private boolean saidYes;

        Taker(boolean ready) {
            this.ready = ready;
        }

        @Override
        public void spawned(long pid) {
            spawned.complete(pid);
        }

        @Override
        public void spawnFailed(SpawnFailure failure) {
            spawned.completeExceptionally(new AssertionError(failure.describe()));
        }

        @Override
        public void exited(ExitStatus status) {
            exited.complete(status);
        }

        @Override
        public boolean isReady() {
            asked.incrementAndGet();
            saidYes = ready;
            return saidYes;
        }

        @Override
        public void output(StdStream stream, ByteBuffer chunk) {
            if (!saidYes) {
                unasked.incrementAndGet();
            }
            saidYes = false;
            bytes.addAndGet(chunk.remaining());
        }

        @Override
        public void ended(StdStream stream) {
            if (open.decrementAndGet() == 0) {
                ended.complete(null);
            }
        }
    }
}
