// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Subreaper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who gets the orphans, and that they are reaped. */
class OrphanTest {

    private static final long OWN_PID = ProcessHandle.current().pid();

    @Test
    void orphansThatWereAdoptedAreReapedWhenARunEnds() {
        try (PosixWorld world = new PosixWorld(ReactorOptions.SUPERVISOR)) {
            for (int i = 0; i < 3; i++) {
                world.run(PosixWorld.shell("(sleep 0.01 & sleep 0.02 &) ; sleep 0.05"));
            }

            Awaitility.await().until(() -> adopted().isEmpty());
        }
    }

    @Test
    void anOrphanThatLivesIsAdoptedAndNotTakenForARun() {
        try (PosixWorld world = new PosixWorld(ReactorOptions.SUPERVISOR)) {
            Observed run = world.spawn(PosixWorld.shell("(setsid sleep 1000 &) ; echo ready; exec sleep 1000"));
            Awaitility.await().until(() -> run.text(StdStream.STDOUT).equals("ready\n"));
            assertThat(adopted()).isNotEmpty();

            world.signal(run, Signal.KILL);
            run.output();

            world.run(Program.of("true", "true"));
            Awaitility.await().until(() -> adopted().isEmpty());
        }
    }

    @Test
    void aReactorWithinAnApplicationAdoptsNobody() {
        try (PosixWorld world = new PosixWorld(ReactorOptions.EMBEDDED)) {
            world.run(Program.of("true", "true"));

            assertThat(isSubreaper()).isFalse();
        }
    }

    @Test
    void aSupervisorAdoptsForAsLongAsItIsOpen() {
        try (PosixWorld world = new PosixWorld(ReactorOptions.SUPERVISOR)) {
            world.run(Program.of("true", "true"));
            assertThat(isSubreaper()).isTrue();
        }
        assertThat(isSubreaper()).isFalse();
    }

    @Test
    void childrenThatTheApplicationHasByOtherMeansKeepTheirStatus() throws Exception {
        try (PosixWorld world = new PosixWorld(ReactorOptions.SUPERVISOR)) {
            for (int i = 0; i < 20; i++) {
                Process foreign = new ProcessBuilder("sh", "-c", "exit 7").start();
                world.run(Program.of("true", "true"));
                assertThat(foreign.waitFor()).isEqualTo(7);
            }
        }
    }

    private static String adopted() {
        try {
            return Files.readString(Path.of("/proc/self/task/" + OWN_PID + "/children"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isSubreaper() {
        try (Caller caller = Caller.ofThisThread()) {
            return new Subreaper(caller).isOn();
        }
    }
}
