// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.FakeClient;
import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.fake.Shell;
import dev.procmon.cli.top.Key;
import dev.procmon.cli.top.Screen;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.event.Tone;
import dev.procmon.control.status.ProgramStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StatusWatchTest {

    @TempDir
    private Path directory;

    private final FakeClient client = new FakeClient().with(Samples.ready("web", 12));
    private final Glass glass = new Glass();
    private Shell shell;

    /** A screen that a test looks at. */
    private static final class Glass implements Screen {

        private final BlockingQueue<List<String>> frames = new LinkedBlockingQueue<>();
        private final BlockingQueue<Key> keys = new LinkedBlockingQueue<>();
        private volatile int columns = 80;
        private volatile Runnable resized = () -> {};
        private volatile boolean closed;

        @Override
        public int columns() {
            return columns;
        }

        @Override
        public int rows() {
            return 10;
        }

        @Override
        public void draw(List<String> lines) {
            frames.add(List.copyOf(lines));
        }

        @Override
        public Key read() {
            return taken(keys);
        }

        @Override
        public void onResize(Runnable then) {
            resized = then;
        }

        @Override
        public void close() {
            closed = true;
        }

        List<String> frame() {
            return taken(frames);
        }

        private static <T> T taken(BlockingQueue<T> queue) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void sitDown() {
        shell = new Shell(directory).running("shop", client);
    }

    @Test
    void aTerminalIsDrawnAnewWhenSomethingHappens() throws Exception {
        CompletableFuture<Integer> ended = watch();
        assertThat(glass.frame()).hasSize(3).last().isEqualTo("1 program: 1 ready");
        client.with(Samples.ready("web", 12), Samples.backingOff("db"));
        client.eventStream().put(Samples.event(42, "db", Tone.BAD, "exited with 1"));
        assertThat(glass.frame()).last().isEqualTo("2 programs: 1 ready, 1 backing off");
        glass.keys.add(Key.of('z'));
        glass.keys.add(Key.of('q'));
        assertThat(ended.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(glass.closed).isTrue();
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void whatIsHigherThanTheTerminalIsCutAndANewSizeIsDrawnAtOnce() throws Exception {
        client.with(
                IntStream.range(0, 50).mapToObj(i -> Samples.ready("p" + i, i)).toArray(ProgramStatus[]::new));
        CompletableFuture<Integer> ended = watch();
        assertThat(glass.frame()).hasSize(10).contains("... 43 more").last().isEqualTo("50 programs: 50 ready");
        glass.columns = 19;
        glass.resized.run();
        assertThat(glass.frame().getFirst()).isEqualTo("NAME  STATE");
        glass.keys.add(Key.END);
        assertThat(ended.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void aSupervisorThatGoesIsSaidBelowWhatWasSeenLast() throws Exception {
        CompletableFuture<Integer> ended = watch();
        assertThat(glass.frame()).hasSize(3);
        client.answeringPrograms(() -> {
            throw FakeClient.refusal(ClientException.Cause.NOT_RUNNING, "nobody listens");
        });
        client.eventStream().put(Samples.event(42, "web", Tone.QUIET, "stopped"));
        assertThat(glass.frame()).hasSize(4).last().isEqualTo("procmon does not answer, trying again: nobody listens");
        glass.keys.add(Key.of('q'));
        assertThat(ended.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void elsewhereOneIsPrintedBelowTheOtherUntilTheSupervisorGoes() throws Exception {
        CompletableFuture<Integer> ended = CompletableFuture.supplyAsync(
                () -> shell.run("status", "--watch=1", "--json", "-i", "shop"), Thread.ofPlatform()::start);
        shell.paper().await("\"programs\"");
        client.answeringPrograms(() -> {
            throw FakeClient.refusal(ClientException.Cause.NOT_RUNNING, "nobody listens");
        });
        client.eventStream().put(Samples.event(42, "web", Tone.QUIET, "stopped"));
        assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(shell.err()).isEqualTo("procmon: nobody listens\n");
    }

    @Test
    void whereTheReaderGoesItEndsQuietly() {
        assertThat(shell.withoutReader().run("status", "--watch", "-i", "shop")).isZero();
        assertThat(shell.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            --watch --check ; --watch and --check do not go together
            --watch=soon    ; --watch: "soon" is not what was expected: a duration such as 30s or 2m
            """)
    void whatMakesNoSenseIsSaid(String options, String message) {
        assertThat(shell.run(("status -i shop " + options).split(" ", -1))).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("procmon: " + message + "\n");
    }

    private CompletableFuture<Integer> watch() {
        shell.atTerminal(80).with(() -> glass);
        return CompletableFuture.supplyAsync(
                () -> shell.run("status", "--watch", "--no-color", "-i", "shop"), Thread.ofPlatform()::start);
    }
}
