// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.SignalOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A run names another of its processes as the main one. */
@ParameterizedClass
@EnumSource(Mode.class)
class MainPidTest {

    private static final String EXITS_ON_USR1 = "$SIG{USR1} = sub { exit 7 }; print \"$$\\n\"; sleep 1000; exit 1;";

    /** The spawned process ends once its daemon is there. */
    private static final String DAEMON = "use POSIX; $| = 1; if (fork == 0) { POSIX::setsid(); exit 0 if fork != 0; "
            + EXITS_ON_USR1 + " } wait; <STDIN>; select(undef, undef, undef, 0.2);";

    /** The spawned process stays, and reaps the other. */
    private static final String CHILD =
            "$| = 1; my $child = fork; if ($child == 0) { " + EXITS_ON_USR1 + " } waitpid($child, 0); sleep 1000;";

    @Parameter
    Mode mode;

    private PosixWorld world;

    @BeforeEach
    void open() {
        world = mode.open();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theRunEndsWithTheDaemonThatItHasNamedAndNotWithItsStarter() {
        Observed run = world.spawn(perl(DAEMON));
        long daemon = pidOfTheOther(run);
        name(run, daemon);
        Awaitility.await().until(() -> world.call(() -> child(run).firstHasEnded()));
        assertThat(run.leaderEnded).isNotDone();

        assertThat(world.signal(run, Signal.USR1, Reach.LEADER)).isEqualTo(new SignalOutcome.Sent());

        // Where it is not our child, whoever has it may never reap it, and its status is not known then.
        Ending ending = run.ending();
        if (mode == Mode.GROUPS_OF_A_SUPERVISOR || mode == Mode.WALKS_WITH_ORPHANS_ADOPTED) {
            assertThat(ending).isEqualTo(ExitStatus.exited(7));
        } else {
            assertThat(ending).isIn(ExitStatus.exited(7), ExitStatus.exited(0));
        }
    }

    @Test
    void onceTheSpawnedOneHasEndedASignalToTheTreeReachesThoseOfTheRunAndNobodyElse() {
        Observed run = world.spawn(perl(DAEMON));
        name(run, pidOfTheOther(run));
        Awaitility.await().until(() -> world.call(() -> child(run).firstHasEnded()));
        // These get the descriptors that were closed just now.
        Observed other = world.spawn(Program.of("sleep", "sleep", "1000"));
        other.pid();

        assertThat(world.signal(run, Signal.TERM)).isEqualTo(new SignalOutcome.Sent());

        run.output();
        assertThat(run.ending()).isIn(ExitStatus.signaled(Signal.TERM), ExitStatus.exited(0));
        assertThat(other.ended).isNotDone();
        assertThat(world.call(() -> child(other).remnants())).hasSize(1);
    }

    @Test
    void whenItEndsTheSpawnedOneIsOneOfThoseWhoAreLeft() {
        Observed run = world.spawn(perl(CHILD));
        name(run, pidOfTheOther(run));

        world.signal(run, Signal.USR1, Reach.LEADER);

        assertThat(Observed.get(run.leaderEnded)).isIn(ExitStatus.exited(7), ExitStatus.exited(0));
        assertThat(run.ended).isNotDone();
        world.signal(run, Signal.KILL);
        assertThat(run.ending()).isIn(ExitStatus.exited(7), ExitStatus.exited(0));
    }

    @Test
    void theSpawnedOneCanBeNamedAgain() {
        Observed run = world.spawn(perl(CHILD));
        name(run, pidOfTheOther(run));
        name(run, run.pid());

        world.signal(run, Signal.TERM, Reach.LEADER);

        assertThat(Observed.get(run.leaderEnded)).isEqualTo(ExitStatus.signaled(Signal.TERM));
        world.signal(run, Signal.KILL);
        assertThat(run.ending()).isEqualTo(ExitStatus.signaled(Signal.TERM));
    }

    @Test
    void aProcessThatIsNotOfTheRunIsNotFollowed() {
        Observed other = world.spawn(Program.of("sleep", "sleep", "1000"));
        Observed run = world.spawn(Program.of("sleep", "sleep", "1000"));
        run.pid();

        name(run, other.pid());
        name(run, ProcessHandle.current().pid());
        name(run, 1);
        name(run, -1);
        name(run, (1L << 32) + other.pid());

        assertThat(world.call(() -> child(run).leader())).isEqualTo(run.pid());
        assertThat(world.call(() -> child(run).belongs(other.pid()))).isFalse();
        assertThat(world.call(() -> child(run).belongs(run.pid()))).isTrue();
    }

    @Test
    void noDescriptorIsLeftOfANamedOne() {
        world.run(Program.of("true", "true"));
        long before = PosixWorld.descriptors();
        Observed run = world.spawn(perl(CHILD));
        name(run, pidOfTheOther(run));

        world.signal(run, Signal.KILL);
        run.output();

        assertThat(PosixWorld.descriptors()).isEqualTo(before);
    }

    private void name(Observed run, long pid) {
        world.call(() -> {
            child(run).mainPid(pid);
            return true;
        });
    }

    private static PosixChild child(Observed run) {
        return (PosixChild) Observed.get(run.process);
    }

    private static Program perl(String script) {
        return Program.of("perl", "perl", "-e", script);
    }

    private static long pidOfTheOther(Observed run) {
        Awaitility.await().until(() -> run.text(StdStream.STDOUT).endsWith("\n"));
        return Long.parseLong(run.text(StdStream.STDOUT).strip());
    }
}
