// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.Stdio;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.ProcessListener;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What processes write arrives, whole and in time. */
class OutputTest {

    private final PosixWorld world = new PosixWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aMegabyteWithoutANewlineArrivesWhole() {
        Observed process = world.run(PosixWorld.shell("head -c 1048576 /dev/zero | tr '\\0' x"));

        assertThat(process.output()).hasSize(1 << 20).matches("x+");
    }

    @Test
    void bytesThatAreNoTextArriveAsTheyAre() {
        Observed process = world.run(PosixWorld.shell("printf '\\377\\000\\200'"));

        assertThat(process.bytes(StdStream.STDOUT)).containsExactly(0xFF, 0, 0x80);
    }

    @Test
    void aProcessOutsideOfTheTreeThatKeepsThePipeDoesNotHoldUpTheExit() {
        Observed process = world.spawn(Program.of("p", "sleep", "1000"));
        Observed holder = holderOf(List.of(process));

        world.signal(process, Signal.KILL);

        assertThat(process.ending()).isEqualTo(ExitStatus.signaled(Signal.KILL));
        assertThat(process.isOpen(StdStream.STDOUT)).isTrue();
        world.signal(holder, Signal.USR1);
        Awaitility.await().until(() -> process.text(StdStream.STDOUT).equals("late\n"));
        world.signal(holder, Signal.KILL);
        process.output();
    }

    @Test
    void onlySoManyPipesOfEndedProcessesAreKept() {
        List<Observed> processes = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            processes.add(world.spawn(Program.of("p", "sleep", "1000")));
        }
        Observed holder = holderOf(processes);
        for (Observed process : processes) {
            world.signal(process, Signal.KILL);
            process.ending();
        }
        CompletableFuture<Void> drained = new CompletableFuture<>();
        world.reactor().afterOutput(() -> drained.complete(null));
        Observed.get(drained);

        assertThat(processes)
                .filteredOn(process -> !process.isOpen(StdStream.STDOUT))
                .hasSize(6);
        assertThat(processes.subList(0, 6)).noneMatch(process -> process.isOpen(StdStream.STDERR));
        world.signal(holder, Signal.KILL);
        processes.forEach(Observed::output);
    }

    /** Return a process that has opened both pipes of others. It writes a line to each on USR1. */
    private Observed holderOf(List<Observed> processes) {
        List<String> command = new ArrayList<>(
                List.of(
                        "perl",
                        "-e",
                        "$| = 1; for my $p (@ARGV) { for my $n (1, 2) { open(my $f, '>', \"/proc/$p/fd/$n\") or die; push @{$h[$n]}, $f } }"
                                + " $SIG{USR1} = sub { syswrite($_, \"late\\n\") for @{$h[1]} }; print \"ready\\n\"; sleep 1000 while 1"));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        Observed holder = world.spawn(Program.of("holder", command.toArray(String[]::new)));
        Awaitility.await().until(() -> holder.text(StdStream.STDOUT).equals("ready\n"));
        return holder;
    }

    @ParameterizedTest
    @EnumSource(
            value = Stdio.class,
            names = {"CAPTURED", "MERGED", "TERMINAL"})
    void aProcessThatClosesItsOutputAndLivesOnKeepsNobodyBusy(Stdio stdio) {
        Observed closed = world.spawn(
                PosixWorld.shell("exec <&- >&- 2>&-; exec sleep 1000").withStdio(stdio));
        Observed.get(closed.outputEnded);
        long before = world.reactor().captureTurns();

        for (int i = 0; i < 20; i++) {
            world.run(Program.of("p", "echo", "x"));
        }

        // A few for each of the twenty; a loop that spins makes thousands in that time.
        assertThat(world.reactor().captureTurns() - before).isLessThan(200);
        assertThat(closed.ended).isNotDone();
    }

    @Test
    void descriptorsWhoseNumbersAreUsedAgainAtOnceKeepNobodyBusyAndMixNothingUp() {
        Observed flood = world.spawn(PosixWorld.shell("while :; do echo flood; done"));
        List<Observed> processes = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 20; i++) {
                processes.add(world.spawn(PosixWorld.shell("echo out $0; echo err $0 >&2")));
            }
            processes.forEach(Observed::output);
        }
        for (Observed process : processes) {
            assertThat(process.text(StdStream.STDOUT)).isEqualTo("out sh\n");
            assertThat(process.text(StdStream.STDERR)).isEqualTo("err sh\n");
        }
        world.signal(flood, Signal.KILL);
        flood.output();
        long before = world.reactor().captureTurns();

        world.run(Program.of("p", "true"));

        assertThat(world.reactor().captureTurns() - before).isLessThan(20);
    }

    @Test
    void aSilentProcessWakesNobody() {
        world.run(Program.of("p", "true"));
        long loop = world.reactor().loopTurns();
        long capture = world.reactor().captureTurns();

        Observed silent = world.spawn(Program.of("p", "sleep", "1000"));
        silent.pid();

        // The order, its result, and at most one stale ring of the bell.
        assertThat(world.reactor().loopTurns() - loop).isLessThanOrEqualTo(3);
        assertThat(world.reactor().captureTurns() - capture).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stdio.class,
            names = {"CAPTURED", "MERGED", "TERMINAL"})
    void whatWasWrittenBeforeTheExitComesBeforeTasksAfterTheExit(Stdio stdio) {
        int count = 200;
        AtomicLong late = new AtomicLong();
        AtomicLong left = new AtomicLong(count);
        CompletableFuture<Void> all = new CompletableFuture<>();
        for (int i = 0; i < count; i++) {
            Counting counting = new Counting(20_000, late, left, all);
            world.reactor().execute(() -> world.reactor()
                    .spawn(
                            PosixWorld.shell("head -c 15000 /dev/zero; head -c 5000 /dev/zero >&2")
                                    .withStdio(stdio),
                            counting,
                            counting));
        }
        Observed.get(all);

        assertThat(late.get()).isZero();
    }

    @Test
    void aListenerThatThrowsLosesNothingElse() {
        List<Throwable> reported = new ArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            synchronized (reported) {
                reported.add(failure);
            }
        });
        try {
            Thrower thrower = new Thrower();
            world.reactor().execute(() -> world.reactor().spawn(Program.of("p", "echo", "x"), thrower, thrower));
            Observed.get(thrower.done);
            assertThat(world.run(Program.of("p", "echo", "fine")).output()).isEqualTo("fine\n");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        synchronized (reported) {
            assertThat(reported).extracting(Throwable::getMessage).contains("spawned", "exited", "output", "ended");
        }
    }

    /** Counts bytes, and whether all were there when a task ran that was given at the exit. */
    private final class Counting implements ProcessListener, OutputListener {

        private final long expected;
        private final AtomicLong late;
        private final AtomicLong left;
        private final CompletableFuture<Void> all;
        private long bytes;

        Counting(long expected, AtomicLong late, AtomicLong left, CompletableFuture<Void> all) {
            this.expected = expected;
            this.late = late;
            this.left = left;
            this.all = all;
        }

        @Override
        public void spawned(long pid) {}

        @Override
        public void spawnFailed(SpawnFailure failure) {
            all.completeExceptionally(new AssertionError(failure.describe()));
        }

        @Override
        public void exited(ExitStatus status) {
            world.reactor().afterOutput(() -> {
                if (bytes != expected) {
                    late.incrementAndGet();
                }
                if (left.decrementAndGet() == 0) {
                    all.complete(null);
                }
            });
        }

        @Override
        public void output(StdStream stream, ByteBuffer chunk) {
            bytes += chunk.remaining();
        }

        @Override
        public void ended(StdStream stream) {}
    }

    private static final class Thrower implements ProcessListener, OutputListener {

        final CompletableFuture<Void> done = new CompletableFuture<>();
        private final CompletableFuture<Void> exited = new CompletableFuture<>();
        private int streams = 2;

        @Override
        public void spawned(long pid) {
            throw new IllegalStateException("spawned");
        }

        @Override
        public void spawnFailed(SpawnFailure failure) {
            done.completeExceptionally(new AssertionError(failure.describe()));
        }

        @Override
        public void exited(ExitStatus status) {
            exited.complete(null);
            throw new IllegalStateException("exited");
        }

        @Override
        public void output(StdStream stream, ByteBuffer chunk) {
            throw new IllegalStateException("output");
        }

        @Override
        public void ended(StdStream stream) {
            streams--;
            if (streams == 0) {
                Observed.get(exited);
                done.complete(null);
            }
            throw new IllegalStateException("ended");
        }
    }
}
