// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nothing is left behind: no descriptor, no thread, no process. */
class ResourceTest {

    @Test
    void threeThreadsWhateverTheNumberOfProcessesAndNoDescriptorIsLeft() {
        try (PosixWorld world = new PosixWorld()) {
            world.run(Program.of("p", "true"));
            long before = PosixWorld.descriptors();
            List<Observed> processes = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                processes.add(world.spawn(Program.of("p", "sleep", "1000")));
            }
            processes.forEach(Observed::pid);

            assertThat(PosixWorld.threads()).containsExactly("procmon-capture", "procmon-loop", "procmon-spawner");
            assertThat(PosixWorld.descriptors() - before).isEqualTo(900);

            processes.forEach(process -> world.signal(process, Signal.KILL));
            processes.forEach(Observed::output);
            assertThat(PosixWorld.descriptors()).isEqualTo(before);
        }
    }

    @Test
    void failedSpawnsLeaveNoDescriptor() {
        try (PosixWorld world = new PosixWorld()) {
            world.run(Program.of("p", "true"));
            long before = PosixWorld.descriptors();
            for (int i = 0; i < 50; i++) {
                world.spawn(Program.of("p", "/nope")).ending();
                world.spawn(Program.of("p", "true").withDirectory("/nope")).ending();
                world.spawn(Program.of("p", "no-such-command")).ending();
            }

            assertThat(PosixWorld.descriptors()).isEqualTo(before);
        }
    }

    @Test
    void closeLeavesNoThreadAndNoDescriptor() {
        long before = PosixWorld.descriptors();
        for (int i = 0; i < 5; i++) {
            PosixWorld world = new PosixWorld();
            world.run(Program.of("p", "echo", "x"));
            world.close();
        }

        assertThat(PosixWorld.threads()).isEmpty();
        assertThat(PosixWorld.descriptors()).isEqualTo(before);
    }

    @Test
    void closeDeliversWhatWasWrittenAndEndsTheStreamsOfTheLiving() {
        PosixReactor reactor = PosixReactor.open();
        Observed process = new Observed();
        long before = PosixWorld.descriptors();
        reactor.execute(() -> process.process.complete(
                reactor.spawn(PosixWorld.shell("echo last words; exec sleep 1000"), process, process)));
        Awaitility.await().until(() -> process.text(StdStream.STDOUT).equals("last words\n"));

        reactor.close();

        assertThat(process.outputEnded).isDone();
        assertThat(process.ended).isNotDone();
        assertThat(PosixWorld.descriptors()).isLessThan(before);
        try (PosixWorld world = new PosixWorld()) {
            world.run(Program.of("p", "kill", "-KILL", Long.toString(process.pid())));
        }
    }

    @Test
    void closeWithOrdersUnderWayLeavesNoProcessThatNobodyWasToldOf() {
        long before = PosixWorld.descriptors();
        PosixReactor reactor = PosixReactor.open();
        List<Observed> ordered = new ArrayList<>();
        CompletableFuture<Void> given = new CompletableFuture<>();
        reactor.execute(() -> {
            for (int i = 0; i < 200; i++) {
                Observed process = new Observed();
                ordered.add(process);
                reactor.spawn(Program.of("p", "sleep", "31415"), process, process);
            }
            given.complete(null);
            reactor.close();
        });
        Observed.get(given);
        Awaitility.await().until(() -> PosixWorld.threads().isEmpty());

        assertThat(PosixWorld.descriptors()).isEqualTo(before);
        try (PosixWorld world = new PosixWorld()) {
            for (Observed process : ordered) {
                if (process.spawned.isDone()) {
                    world.run(Program.of("p", "kill", "-KILL", Long.toString(process.pid())));
                }
            }
            // Those that were just killed may take a moment.
            Awaitility.await().until(() -> world.run(PosixWorld.shell("grep -l -s -a 3141[5] /proc/[0-9]*/cmdline"))
                    .output()
                    .isEmpty());
        }
    }

    @Test
    void closeTwiceAndTasksAfterwardsDoNoHarm() {
        PosixReactor reactor = PosixReactor.open();
        reactor.close();
        reactor.close();

        reactor.execute(() -> {});
        reactor.afterOutput(() -> {});
    }

    @Test
    void whenDescriptorsRunOutTheSpawnFailsAndNothingIsLost() throws Exception {
        try (PosixWorld world = new PosixWorld()) {
            Observed living = world.spawn(world.runsForever());
            living.pid();
            String hard = world.run(PosixWorld.shell("ulimit -Hn")).output().strip();
            List<FileInputStream> held = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                held.add(new FileInputStream("/dev/zero"));
            }
            long before = PosixWorld.descriptors();
            // Two pipes take four.
            limit(world, limitThatLeaves(3), hard);
            SpawnFailure failure;
            try {
                failure = (SpawnFailure) world.spawn(Program.of("p", "true")).ending();
                assertThat(PosixWorld.descriptors()).isEqualTo(before);
            } finally {
                for (FileInputStream each : held) {
                    each.close();
                }
                limit(world, Long.parseLong(hard), hard);
            }

            assertThat(failure.errno()).isEqualTo("EMFILE");
            assertThat(failure.detail()).contains("too many open files");
            assertThat(living.ended).isNotDone();
        }
    }

    static void limit(PosixWorld world, long soft, String hard) {
        String me = Long.toString(ProcessHandle.current().pid());
        world.run(Program.of("p", "prlimit", "--pid", me, "--nofile=" + soft + ":" + hard));
    }

    /** Return the limit of descriptor numbers below which just so many are free. */
    static int limitThatLeaves(int free) {
        int limit = 0;
        int found = 0;
        while (found < free) {
            if (!Files.exists(Path.of("/proc/self/fd/" + limit), LinkOption.NOFOLLOW_LINKS)) {
                found++;
            }
            limit++;
        }
        return limit;
    }
}
