// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Notice;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Notification;
import dev.procmon.core.program.Program;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs that say that they are ready by a line on a descriptor, as with s6. */
class ReadyPipeTest {

    private final PosixWorld world = new PosixWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aLineMeansReadyAndTheDescriptorIsClosedThen() {
        Observed run = world.spawn(notifying(3, "echo >&3; exec sleep 1000"));

        world.await("ready", () -> !run.notices.isEmpty());
        assertThat(run.notices).containsExactly(new Notice("READY=1", run.pid()));
        assertThat(run.ended).isNotDone();
    }

    @Test
    void anyNumberWillDoAndNoOtherDescriptorIsThere() {
        Observed run = world.run(notifying(100, "echo ready > /proc/self/fd/100; ls /proc/self/fd; exit 0"));

        assertThat(run.notices).containsExactly(new Notice("READY=1", run.pid()));
        assertThat(run.text(StdStream.STDOUT).lines()).contains("100").doesNotContain("4", "5");
    }

    @Test
    void theEndOfTheDescriptorWithoutALineSaysNothing() {
        Observed closed = world.run(notifying(3, "printf almost >&3; exec 3>&-; exit 0"));
        Observed ended = world.run(notifying(3, "printf almost >&3"));

        assertThat(closed.notices).isEmpty();
        assertThat(ended.notices).isEmpty();
    }

    @Test
    void theEndOfTheDescriptorIsSeenWhileTheProgramLives() {
        world.run(Program.of("p", "true"));
        long before = PosixWorld.descriptors();
        world.spawn(world.runsForever()).pid();
        long each = PosixWorld.descriptors() - before;
        Observed run = world.spawn(notifying(3, "exec 3>&-; exec sleep 1000"));
        run.pid();

        Awaitility.await()
                .untilAsserted(() -> assertThat(PosixWorld.descriptors()).isEqualTo(before + 2 * each));
        assertThat(run.notices).isEmpty();
    }

    @Test
    void aLineRightBeforeTheEndIsToldBeforeIt() {
        for (int i = 0; i < 50; i++) {
            Observed run = world.run(notifying(3, "echo >&3"));
            assertThat(run.notices).hasSize(1);
            assertThat(run.ending()).isEqualTo(ExitStatus.exited(0));
        }
    }

    @Test
    void whatComesBeforeTheLineBreakMayBeLongAndWhatComesAfterItIsNotReadAny() {
        Observed run = world.run(notifying(3, "head -c 100000 /dev/zero >&3; echo >&3; echo >&3; true"));

        assertThat(run.notices).hasSize(1);
    }

    @Test
    void aProgramThatWritesForEverKeepsNobodyFromBeingSeen() {
        Observed noisy = world.spawn(notifying(3, "exec cat /dev/zero >&3"));
        noisy.pid();

        assertThat(world.run(Program.of("p", "true")).ending()).isEqualTo(ExitStatus.exited(0));
        world.signal(noisy, Signal.KILL);
        assertThat(noisy.ending()).isEqualTo(ExitStatus.signaled(Signal.KILL));
        assertThat(noisy.notices).isEmpty();
    }

    @Test
    void nothingIsLeft() {
        world.run(Program.of("p", "true"));
        long before = PosixWorld.descriptors();
        List<Observed> runs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            world.run(notifying(3, "echo >&3"));
            world.run(notifying(3, "exit 0"));
            runs.add(world.spawn(notifying(3, "echo >&3; exec 3>&-; exec sleep 1000")));
            assertThat(world.spawn(Program.of("p", "/nope").withNotification(new Notification.Descriptor(3)))
                            .ending())
                    .isInstanceOf(SpawnFailure.class);
        }
        for (Observed run : runs) {
            world.signal(run, Signal.KILL);
            run.output();
        }

        Awaitility.await()
                .untilAsserted(() -> assertThat(PosixWorld.descriptors()).isEqualTo(before));
    }

    private static Program notifying(int number, String script) {
        return PosixWorld.shell(script).withNotification(new Notification.Descriptor(number));
    }
}
