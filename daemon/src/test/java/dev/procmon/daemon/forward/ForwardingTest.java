// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.Forward;
import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ForwardingTest {

    @TempDir
    private Path directory;

    private ForwardWorld world;
    private Told output;
    private Forwarding forwarding;
    private LogSource web;
    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<ForwardReport> reports = new LinkedBlockingQueue<>();
    private volatile boolean isDead;
    private volatile CountDownLatch block = new CountDownLatch(0);

    @BeforeEach
    void begin() {
        world = new ForwardWorld(directory);
        output = new Told(world);
        web = world.program("web");
        forwarding = new Forwarding(
                output,
                directory,
                ForwardWorld.BEGIN,
                () -> Instant.parse("2026-12-01T04:00:00Z"),
                this::open,
                reports::add);
    }

    @AfterEach
    void end() {
        forwarding.close();
    }

    @Test
    void whatIsWrittenIsForwardedSoonAfter() throws Exception {
        forwarding.apply(List.of(to("a")), Map.of("web", List.of("a")));

        write("one");
        assertThat(taken.take()).isEqualTo("a: web one");
        write("two");
        assertThat(taken.take()).isEqualTo("a: web two");

        assertThat(forwarding.states()).extracting(ForwardState::name).containsExactly("a");
    }

    @Test
    void whereNobodyIsNamedThereIsNoThread() {
        forwarding.apply(List.of(to("a")), Map.of("web", List.of()));

        assertThat(output.tasks).isEmpty();
        assertThat(forwarding.states()).isEmpty();
    }

    @Test
    void aReceiverThatHangsHoldsUpNeitherOthersNorWhoWrites() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        block = hanging;
        forwarding.apply(List.of(to("blocked"), to("a")), Map.of("web", List.of("blocked", "a")));
        for (int i = 0; i < 1_000; i++) {
            // Here the thread that writes would wait.
            write("line " + i);
        }

        for (int i = 0; i < 1_000; i++) {
            assertThat(taken.take()).isEqualTo("a: web line " + i);
        }
        hanging.countDown();
        assertThat(taken.take()).isEqualTo("blocked: web line 0");
    }

    @Test
    void theEndSendsWhatIsLeftToThoseThatTakeIt() throws Exception {
        isDead = true;
        forwarding.apply(List.of(to("a")), Map.of("web", List.of("a")));
        write("one");
        assertThat(reports.take()).isInstanceOf(ForwardReport.Unreachable.class);

        isDead = false;
        forwarding.close();

        assertThat(taken).containsExactly("a: web one");
        assertThat(reports.take()).isEqualTo(new ForwardReport.ReachableAgain("a"));
    }

    @Test
    void theEndDoesNotWaitForAReceiverThatHangs() throws Exception {
        block = new CountDownLatch(1);
        forwarding.apply(List.of(to("blocked")), Map.of("web", List.of("blocked")));
        write("one");

        forwarding.close();

        assertThat(taken).isEmpty();
    }

    @Test
    void aReceiverThatIsNamedNoLongerIsForgottenAndBeginsAnew() throws Exception {
        forwarding.apply(List.of(to("a")), Map.of("web", List.of("a")));
        write("one");
        assertThat(taken.take()).isEqualTo("a: web one");

        forwarding.apply(List.of(to("a")), Map.of("web", List.of()));
        write("two");
        forwarding.apply(List.of(to("a")), Map.of("web", List.of("a")));
        world.now = Instant.parse("2026-12-01T05:00:00Z");
        write("three");

        assertThat(taken.take()).isEqualTo("a: web three");
    }

    @Test
    void anotherAddressGoesOnWhereTheFormerWas() throws Exception {
        isDead = true;
        forwarding.apply(List.of(to("a")), Map.of("web", List.of("a")));
        write("one");
        assertThat(reports.take()).isInstanceOf(ForwardReport.Unreachable.class);

        isDead = false;
        forwarding.apply(
                List.of(new Forward("a", new Forward.Target.Journal(Path.of("/b")), Forward.QUEUE_BYTES_STANDARD)),
                Map.of("web", List.of("a")));

        assertThat(taken.take()).isEqualTo("b: web one");
    }

    private void write(String text) {
        world.write(web, text);
        output.tasks.forEach(Runnable::run);
    }

    private static Forward to(String name) {
        return new Forward(name, new Forward.Target.Journal(Path.of("/" + name)), Forward.QUEUE_BYTES_STANDARD);
    }

    private Receiver open(Forward.Target target) {
        String name = ((Forward.Target.Journal) target).socket().getFileName().toString();
        return new Receiver() {
            @Override
            public int send(List<LogEntry> lines) throws IOException {
                if (isDead) {
                    throw new IOException("it is dead");
                }
                if (name.equals("blocked")) {
                    await();
                }
                for (LogEntry each : lines) {
                    taken.add(name + ": " + each.program() + " " + new String(each.bytes(), StandardCharsets.UTF_8));
                }
                return lines.size();
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    private void await() throws IOException {
        try {
            block.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Tells those who want to know. */
    private record Told(ForwardWorld world, Set<Runnable> tasks) implements ForwardedOutput {

        Told(ForwardWorld world) {
            this(world, ConcurrentHashMap.newKeySet());
        }

        @Override
        public int sourcesSeen() {
            return world.sourcesSeen();
        }

        @Override
        public List<LogSource> sources(Predicate<String> programs) {
            return world.sources(programs);
        }

        @Override
        public AutoCloseable whenGrown(Runnable task) {
            tasks.add(task);
            return () -> tasks.remove(task);
        }
    }
}
