// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.SignalOutcome;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How processes end, and are made to. */
class ExitTest {

    private final PosixWorld world = new PosixWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anExitIsToldApartFromADeathBySignal() {
        assertThat(world.run(PosixWorld.shell("exit 137")).ending()).isEqualTo(ExitStatus.exited(137));
        assertThat(world.run(PosixWorld.shell("kill -9 $$")).ending()).isEqualTo(ExitStatus.signaled(Signal.KILL));
        assertThat(world.run(PosixWorld.shell("kill -TERM $$")).ending()).isEqualTo(ExitStatus.signaled(Signal.TERM));
    }

    @Test
    void aCoreDumpIsADeathBySignalToo() {
        assertThat(world.run(PosixWorld.shell("ulimit -c unlimited; cd /; kill -QUIT $$"))
                        .ending())
                .isEqualTo(ExitStatus.signaled(Signal.QUIT));
    }

    @Test
    void aSignalReachesTheProcess() {
        Observed process = world.spawn(Program.of("p", "sleep", "1000"));
        process.pid();

        assertThat(world.signal(process, Signal.TERM)).isEqualTo(new SignalOutcome.Sent());
        assertThat(process.ending()).isEqualTo(ExitStatus.signaled(Signal.TERM));
    }

    @Test
    void aSignalReachesGrandchildren() {
        Observed process = world.spawn(PosixWorld.shell("sleep 1000 & sleep 1000 & echo ready; wait"));
        Awaitility.await().until(() -> process.text(StdStream.STDOUT).equals("ready\n"));

        world.signal(process, Signal.KILL);

        assertThat(process.ending()).isEqualTo(ExitStatus.signaled(Signal.KILL));
        // Both hold the pipes open: that these end shows that they are dead.
        process.output();
    }

    @Test
    void aStoppedProcessCanBeKilled() {
        Observed process = world.spawn(Program.of("p", "sleep", "1000"));
        process.pid();

        world.signal(process, Signal.STOP);
        world.signal(process, Signal.KILL);

        assertThat(process.ending()).isEqualTo(ExitStatus.signaled(Signal.KILL));
    }

    @Test
    void afterTheExitNobodyIsSignalled() {
        Observed process = world.run(Program.of("p", "true"));

        assertThat(world.signal(process, Signal.KILL)).isEqualTo(new SignalOutcome.AlreadyGone());
    }

    @Test
    void afterAFailedSpawnNobodyIsSignalled() {
        Observed process = world.spawn(Program.of("p", "/nope"));
        process.ending();

        assertThat(world.signal(process, Signal.KILL)).isEqualTo(new SignalOutcome.AlreadyGone());
    }

    @Test
    void aSignalBeforeTheSpawnIsAMistake() {
        Observed process = new Observed();

        assertThatThrownBy(() -> world.call(() -> world.reactor()
                        .spawn(Program.of("p", "true"), process, process)
                        .signal(Signal.TERM, Reach.TREE)))
                .hasRootCauseInstanceOf(IllegalStateException.class);
        process.output();
    }

    @Test
    void childrenOfTheApplicationAreLeftToIt() throws Exception {
        Process foreign = new ProcessBuilder("sh", "-c", "exit 7").start();
        List<Observed> ours = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ours.add(world.spawn(PosixWorld.shell("exit 3")));
        }
        for (Observed process : ours) {
            assertThat(process.ending()).isEqualTo(ExitStatus.exited(3));
        }

        assertThat(foreign.waitFor()).isEqualTo(7);
    }

    @Test
    void manyExitsAtOnceAreAllTold() {
        List<Observed> processes = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            processes.add(world.spawn(Program.of("p", "sleep", "1000")));
        }
        processes.forEach(Observed::pid);

        world.call(() -> {
            for (Observed process : processes) {
                Observed.get(process.process).signal(Signal.KILL, Reach.TREE);
            }
            return true;
        });

        for (Observed process : processes) {
            assertThat(process.ending()).isEqualTo(ExitStatus.signaled(Signal.KILL));
        }
    }
}
