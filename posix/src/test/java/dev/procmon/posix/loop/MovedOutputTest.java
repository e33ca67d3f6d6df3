// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.Stdio;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.posix.output.MovedOutput;
import dev.procmon.posix.output.OutputFile;
import dev.procmon.posix.output.OutputFiles;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output that the kernel moves into a file. */
class MovedOutputTest {

    @TempDir
    private Path directory;

    private final PosixWorld world = new PosixWorld();
    private OutputFiles files;
    private OutputFile file;
    private Path path;

    @BeforeEach
    void open() {
        path = directory.resolve("file");
        files = new OutputFiles();
        file = files.open(path);
    }

    @AfterEach
    void close() {
        world.close();
        file.close();
        files.close();
    }

    @Test
    void everyByteIsInTheFileInOrderAndNoneIsDelivered() {
        Mover mover = new Mover(Optional.of(file));
        run(PosixWorld.shell("seq 1 300000"), mover);

        StringBuilder expected = new StringBuilder();
        for (int i = 1; i <= 300_000; i++) {
            expected.append(i).append('\n');
        }
        assertThat(path).hasContent(expected.toString());
        assertThat(mover.moved).isEqualTo(expected.length());
        assertThat(file.size()).isEqualTo(expected.length());
        assertThat(mover.delivered.size()).isZero();
    }

    @Test
    void nobodyIsAskedForATargetForWhatIsNotThere() {
        Mover mover = new Mover(Optional.of(file));
        run(PosixWorld.shell("for i in 1 2 3 4 5; do echo err >&2; sleep 0.05; done"), mover);

        assertThat(mover.moved).isEqualTo(20);
        // Once for each line, and once for each stream's end.
        assertThat(mover.asked.get(StdStream.STDERR)).isBetween(2, 7);
        assertThat(mover.asked.getOrDefault(StdStream.STDOUT, 0)).isLessThanOrEqualTo(2);
    }

    @Test
    void bothStreamsAreMovedBehindWhatIsThere() {
        file.write(ByteBuffer.allocateDirect(6)
                .put("first\n".getBytes(StandardCharsets.US_ASCII))
                .flip());
        run(PosixWorld.shell("echo out; echo err >&2"), new Mover(Optional.of(file)));

        assertThat(path)
                .content()
                .startsWith("first\n")
                .contains("out\n", "err\n")
                .hasSize(14);
    }

    @Test
    void whatIsWrittenJustBeforeTheExitIsMovedBeforeTasksAfterTheExit() {
        Mover mover = new Mover(Optional.of(file));
        CompletableFuture<Long> atExit = new CompletableFuture<>();
        mover.whenExited = () -> world.reactor().afterOutput(() -> atExit.complete(mover.moved));
        run(PosixWorld.shell("head -c 50000 /dev/zero"), mover);

        assertThat(Observed.get(atExit)).isEqualTo(50_000);
    }

    @Test
    void withoutATargetBytesAreDelivered() {
        Mover mover = new Mover(Optional.empty());
        run(Program.of("p", "echo", "delivered"), mover);

        assertThat(mover.delivered).hasToString("delivered\n");
        assertThat(mover.moved).isZero();
        assertThat(path).isEmptyFile();
    }

    @Test
    void fromATerminalBytesAreDelivered() {
        Mover mover = new Mover(Optional.of(file));
        run(Program.of("p", "echo", "delivered").withStdio(Stdio.TERMINAL), mover);

        assertThat(mover.delivered).hasToString("delivered\n");
        assertThat(mover.notMoved).isEmpty();
    }

    @Test
    void whereTheTargetTakesNothingTheReasonIsToldAndBytesAreDelivered() {
        file.close();
        Mover mover = new Mover(Optional.of(file));
        run(Program.of("p", "echo", "delivered"), mover);

        // EBADF.
        assertThat(mover.notMoved).containsOnly(9);
        assertThat(mover.delivered).hasToString("delivered\n");
    }

    @Test
    void whoIsNotReadyAfterAFailureKeepsTheBytesInThePipe() {
        file.close();
        Mover mover = new Mover(Optional.of(file)) {
            @Override
            public void notMoved(StdStream stream, int errno) {
                super.notMoved(stream, errno);
                ready = false;
                target = Optional.empty();
            }
        };
        spawn(Program.of("p", "echo", "kept"), mover);
        Observed.get(mover.exited);
        CompletableFuture<Integer> before = new CompletableFuture<>();
        world.reactor().afterOutput(() -> before.complete(mover.delivered.size()));
        assertThat(Observed.get(before)).isZero();

        world.reactor().afterOutput(() -> mover.ready = true);
        Observed.get(mover.ended);

        assertThat(mover.delivered).hasToString("kept\n");
    }

    private void run(Program program, Mover mover) {
        spawn(program, mover);
        Observed.get(mover.exited);
        Observed.get(mover.ended);
    }

    private void spawn(Program program, Mover mover) {
        world.reactor().execute(() -> world.reactor().spawn(program, mover, mover));
    }

    private static class Mover implements ProcessListener, MovedOutput {

        final CompletableFuture<ExitStatus> exited = new CompletableFuture<>();
        final CompletableFuture<Void> ended = new CompletableFuture<>();
        final ByteArrayOutputStream delivered = new ByteArrayOutputStream();
        final List<Integer> notMoved = new ArrayList<>();
        final Map<StdStream, Integer> asked = new ConcurrentHashMap<>();
        Runnable whenExited = () -> {};
        Optional<OutputFile> target;
        boolean ready = true;
        long moved;
        private int open = 2;

        Mover(Optional<OutputFile> target) {
            this.target = target;
        }

        @Override
        public void spawned(long pid) {}

        @Override
        public void spawnFailed(SpawnFailure failure) {
            exited.completeExceptionally(new AssertionError(failure.describe()));
        }

        @Override
        public void exited(ExitStatus status) {
            whenExited.run();
            exited.complete(status);
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public Optional<OutputFile> target(StdStream stream) {
            asked.merge(stream, 1, Integer::sum);
            return target;
        }

        @Override
        public void moved(StdStream stream, int bytes) {
            moved += bytes;
        }

        @Override
        public void notMoved(StdStream stream, int errno) {
            notMoved.add(errno);
        }

        @Override
        public void output(StdStream stream, ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                delivered.write(bytes.get());
            }
        }

        @Override
        public void ended(StdStream stream) {
            if (--open == 0) {
                ended.complete(null);
            }
        }
    }
}
