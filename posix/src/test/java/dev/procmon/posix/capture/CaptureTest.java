// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Stdio;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The output thread with pipes of this test, without processes. */
class CaptureTest {

    private static final long SHORT_SILENCE_NANOS = 200_000_000;

    private final TaskInbox inbox = new TaskInbox();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private Caller caller;
    private Descriptors descriptors;
    private Capture capture;

    @BeforeEach
    void open() {
        caller = Caller.ofAnyThread();
        descriptors = new Descriptors(caller);
        capture = new Capture(caller, inbox, System::nanoTime, new Lingering(SHORT_SILENCE_NANOS));
    }

    @AfterEach
    void close() {
        capture.close();
        caller.close();
    }

    @Test
    void aFloodDelaysTheLineOfAnotherByOneChunkAtMost() throws Exception {
        Pipe flood = new Pipe("flood");
        descriptors.setPipeSize(flood.ours, PipeReader.GROWN_SIZE);
        flood.write("x".repeat(PipeReader.GROWN_SIZE));
        Pipe other = new Pipe("other");
        other.write("line\n");
        CompletableFuture<Void> both = new CompletableFuture<>();
        // Both before the thread looks for the first time.
        inbox.post(() -> {
            try {
                both.get(1, TimeUnit.MINUTES);
            } catch (Exception late) {
                throw new AssertionError(late);
            }
        });
        flood.capture();
        other.capture();
        both.complete(null);
        Awaitility.await().until(() -> flood.bytes.get() == PipeReader.GROWN_SIZE);

        assertThat(order.indexOf("other")).isBetween(0, 1);
        assertThat(Collections.frequency(order, "flood")).isGreaterThan(1);
        flood.closeWriter();
        other.closeWriter();
    }

    @Test
    void whenItsRunIsOverAPipeIsReadForAsLongAsSomebodyWritesAndASilentOneIsGivenUp() throws Exception {
        Pipe silent = new Pipe("silent");
        Pipe written = new Pipe("written");
        silent.capture();
        written.capture();
        silent.write("last words\n");
        capture.exited(silent.captured);
        capture.exited(written.captured);
        int sent = 0;
        while (!silent.ended.isDone()) {
            written.write("x");
            int expected = ++sent;
            Awaitility.await().until(() -> written.bytes.get() == expected);
        }

        assertThat(silent.bytes.get()).isEqualTo(11);
        assertThat(written.ended).isNotDone();
        assertThat(silent.canBeWritten()).isFalse();
        written.ended.get(1, TimeUnit.MINUTES);
        assertThat(written.bytes.get()).isEqualTo(sent);
        silent.closeWriter();
        written.closeWriter();
    }

    @Test
    void afterLinesWithinAMillisecondTheThreadLetsOutputGatherAndLooksAgain() throws Exception {
        capture.close();
        capture = new Capture(caller, new TaskInbox(), () -> 0, new Lingering(SHORT_SILENCE_NANOS));
        Pipe pipe = new Pipe("lines");
        pipe.capture();
        pipe.writeAndAwait("first\n");
        long before = capture.turns();
        pipe.writeAndAwait("second\n");

        // One that has brought the second line, and one more after the moment.
        Awaitility.await().until(() -> capture.turns() >= before + 2);
        pipe.closeWriter();
        pipe.ended.get(1, TimeUnit.MINUTES);
    }

    @Test
    void afterALineNowAndThenTheThreadSleepsAtOnce() throws Exception {
        AtomicLong seconds = new AtomicLong();
        capture.close();
        capture = new Capture(
                caller,
                new TaskInbox(),
                () -> seconds.incrementAndGet() * 1_000_000_000,
                new Lingering(SHORT_SILENCE_NANOS));

        Pipe pipe = new Pipe("lines");
        pipe.capture();
        for (int i = 0; i < 50; i++) {
            pipe.writeAndAwait("line\n");
        }
        pipe.closeWriter();
        pipe.ended.get(1, TimeUnit.MINUTES);

        assertThat(capture.turns()).isLessThan(60);
    }

    @Test
    void thePipeOfOneWhoFloodsGrowsAndOnlySoManyDo() throws Exception {
        Pipe[] pipes = new Pipe[PipeReader.GROWN_MAX + 1];
        for (int i = 0; i < pipes.length; i++) {
            pipes[i] = new Pipe("p" + i);
            pipes[i].capture();
            for (int n = 0; n < 40; n++) {
                pipes[i].write("x".repeat(64 << 10));
            }
        }
        int grown = 0;
        for (Pipe pipe : pipes) {
            Awaitility.await().until(() -> pipe.bytes.get() == 40 << 16);
            grown += descriptors.pipeSize(pipe.ours) == PipeReader.GROWN_SIZE ? 1 : 0;
        }

        assertThat(grown).isBetween(1, PipeReader.GROWN_MAX);
        for (Pipe pipe : pipes) {
            pipe.closeWriter();
        }
    }

    /** A pipe of which we have both ends. */
    private final class Pipe implements OutputListener {

        final String name;
        final int ours;
        final int theirs;
        final FileOutputStream writer;
        final AtomicInteger bytes = new AtomicInteger();
        final Semaphore arrived = new Semaphore(0);
        final CompletableFuture<Void> ended = new CompletableFuture<>();
        CapturedOutput captured = new CapturedOutput(List.of(), this);

        Pipe(String name) throws IOException {
            this.name = name;
            assertThat(descriptors.pipe()).isZero();
            ours = descriptors.readEnd();
            theirs = descriptors.writeEnd();
            writer = new FileOutputStream("/proc/self/fd/" + theirs);
        }

        void capture() {
            captured = capture.add(Stdio.MERGED, new int[] {ours}, this);
        }

        void write(String text) throws IOException {
            writer.write(text.getBytes(StandardCharsets.US_ASCII));
        }

        void writeAndAwait(String text) throws Exception {
            write(text);
            assertThat(arrived.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
        }

        boolean canBeWritten() {
            try {
                write("x");
                return true;
            } catch (IOException brokenPipe) {
                return false;
            }
        }

        void closeWriter() throws IOException {
            writer.close();
            descriptors.close(theirs);
        }

        @Override
        public void output(StdStream stream, ByteBuffer chunk) {
            order.add(name);
            bytes.addAndGet(chunk.remaining());
            arrived.release();
        }

        @Override
        public void ended(StdStream stream) {
            if (stream == StdStream.STDOUT) {
                ended.complete(null);
            }
        }
    }
}
