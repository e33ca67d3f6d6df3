// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.SignalOutcome;
import dev.procmon.posix.libc.ThreadIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stop means gone, whatever the processes of a run have done to get away from it. They hold its output open, so that the end
 * of the output shows that they are dead.
 */
@ParameterizedClass
@EnumSource(Mode.class)
class TreeTest {

    /** Forks, leads a session, forks again and ignores TERM, as a daemon does; then says so. */
    private static final String DAEMON = "use POSIX; $| = 1; if (fork == 0) { POSIX::setsid(); exit 0 if fork != 0;"
            + " $SIG{TERM} = 'IGNORE'; print \"$$\\n\"; sleep 1000; exit 0; } wait; ";

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
    void aChildThatLeadsASessionOfItsOwnGetsTheSignalToo() {
        Observed run = world.spawn(PosixWorld.shell("setsid sh -c 'echo ready; exec sleep 1000' & wait"));
        awaitReady(run);

        assertThat(world.signal(run, Signal.TERM)).isEqualTo(new SignalOutcome.Sent());

        run.output();
        assertThat(run.ending()).isEqualTo(ExitStatus.signaled(Signal.TERM));
    }

    @Test
    void aChildWithAnEmptyEnvironmentInAnotherSessionIsFoundByItsParent() {
        Observed run = world.spawn(PosixWorld.shell("setsid env -i sh -c 'echo ready; sleep 1000; :' & wait"));
        awaitReady(run);

        // Not to the leader first: it is its children that lead to the others.
        world.signal(run, Signal.STOP);
        world.signal(run, Signal.TERM);

        run.output();
    }

    @Test
    void whoWasFoundByItsParentIsNotLostWhenThatEndsFirst() {
        Observed run = world.spawn(PosixWorld.shell(
                "setsid env -i sh -c 'trap \"\" TERM; echo ready; while :; do sleep 1000; done' & wait"));
        awaitReady(run);

        world.signal(run, Signal.TERM);
        assertThat(Observed.get(run.leaderEnded)).isEqualTo(ExitStatus.signaled(Signal.TERM));
        assertThat(run.ended).isNotDone();

        world.signal(run, Signal.KILL);
        run.output();
    }

    @Test
    void aGrandchildWhoseParentHasEndedGetsTheSignalToo() {
        Observed run = world.spawn(PosixWorld.shell("(sleep 1000 & echo ready); exec sleep 1000"));
        awaitReady(run);

        world.signal(run, Signal.TERM);

        run.output();
    }

    @Test
    void aDaemonThatIgnoresTermOutlivesItsLeaderAndEndsOfKill() {
        Observed run = world.spawn(perl(DAEMON + "sleep 1000"));
        awaitLine(run);

        world.signal(run, Signal.TERM);
        assertThat(Observed.get(run.leaderEnded)).isEqualTo(ExitStatus.signaled(Signal.TERM));
        assertThat(run.ended).isNotDone();
        List<Remnant> remnants = world.call(() -> process(run).remnants());
        assertThat(remnants).extracting(Remnant::pid).containsExactly(pidIn(run));
        assertThat(remnants.getFirst().command()).startsWith("perl");

        assertThat(world.signal(run, Signal.KILL)).isEqualTo(new SignalOutcome.Sent());
        run.output();
        assertThat(run.ending()).isEqualTo(ExitStatus.signaled(Signal.TERM));
    }

    @Test
    void killReachesADaemonInOneGo() {
        Observed run = world.spawn(perl(DAEMON + "sleep 1000"));
        awaitLine(run);

        world.signal(run, Signal.KILL);

        run.output();
    }

    @Test
    void thoseWhoForkFasterThanTheyAreFoundAreKilledAll() {
        // Each of them forks as long as there is a byte in the pipe, of which there are 600.
        Observed run = world.spawn(
                perl("$| = 1; $SIG{TERM} = 'IGNORE'; pipe(R, W); syswrite(W, 'x' x 600); print \"ready\\n\";"
                        + " while (sysread(R, $_, 1)) { fork; select(undef, undef, undef, 0.001); } "));
        awaitReady(run);

        world.signal(run, Signal.KILL);

        run.output();
        assertThat(run.ending()).isEqualTo(ExitStatus.signaled(Signal.KILL));
    }

    @Test
    void aStoppedChildTakesTermWhenItIsWokenForThat() {
        Observed run = world.spawn(PosixWorld.shell("sleep 1000 & kill -STOP $!; echo ready; wait"));
        awaitReady(run);

        world.signal(run, Signal.TERM);

        run.output();
    }

    @Test
    void aStoppedDaemonIsKilled() {
        Observed run = world.spawn(perl(DAEMON + "sleep 1000"));
        awaitLine(run);
        world.run(Program.of("kill", "kill", "-STOP", Long.toString(pidIn(run))));

        world.signal(run, Signal.KILL);

        run.output();
    }

    @Test
    void theNextRunCanBindThePortThatADaemonOfTheLastHeld() {
        String listen =
                "use IO::Socket::INET; my $s = IO::Socket::INET->new(Listen => 5, LocalAddr => '127.0.0.1', LocalPort =>"
                        + " PORT, Reuse => 1) or exit 9; print $s->sockport . \"\\n\";";
        Observed first = world.spawn(perl("$| = 1; " + listen.replace("PORT", "0") + DAEMON + "sleep 1000"));
        Awaitility.await().until(() -> first.text(StdStream.STDOUT).lines().count() == 2);
        String port = first.text(StdStream.STDOUT).lines().findFirst().orElseThrow();

        Observed whileItLives = world.run(perl(listen.replace("PORT", port)));
        world.signal(first, Signal.TERM);
        world.signal(first, Signal.KILL);
        first.ending();
        Observed next = world.run(perl(listen.replace("PORT", port)));

        assertThat(whileItLives.ending()).isEqualTo(ExitStatus.exited(9));
        assertThat(next.ending()).isEqualTo(ExitStatus.exited(0));
    }

    @Test
    void whoIsLeftByALeaderThatHasEndedByItselfIsWaitedFor() {
        Observed run = world.spawn(PosixWorld.shell("sleep 1000 & exit 4"));

        assertThat(Observed.get(run.leaderEnded)).isEqualTo(ExitStatus.exited(4));
        assertThat(run.ended).isNotDone();
        world.signal(run, Signal.KILL);

        assertThat(run.ending()).isEqualTo(ExitStatus.exited(4));
        run.output();
    }

    @Test
    void theLastOfATreeThatEndsByItselfIsNoticed() {
        Observed run = world.run(PosixWorld.shell("(sleep 0.2 & sleep 0.1; echo last) & exit 5"));

        assertThat(run.ending()).isEqualTo(ExitStatus.exited(5));
        assertThat(run.text(StdStream.STDOUT)).isEqualTo("last\n");
    }

    @Test
    void aLeaderWithoutOthersIsToldAtOnce() {
        Observed run = world.run(PosixWorld.shell("sleep 0.01; exit 6"));

        assertThat(run.ending()).isEqualTo(ExitStatus.exited(6));
        assertThat(run.leaderEnded).isNotDone();
    }

    @Test
    void fiveHundredWhoIgnoreTermAreGone() {
        Observed run =
                world.spawn(perl("$| = 1; $SIG{TERM} = 'IGNORE'; for (1 .. 500) { if (fork == 0) { sleep 1000; exit } }"
                        + " print \"ready\\n\"; sleep 1000"));
        awaitReady(run);

        world.signal(run, Signal.TERM);
        assertThat(world.call(() -> process(run).remnants()).size()).isBetween(1, 20);
        world.signal(run, Signal.KILL);

        run.output();
    }

    @Test
    void aSignalToTheLeaderReachesNobodyElse() {
        Observed run = world.spawn(PosixWorld.shell("sleep 1000 & echo ready; wait"));
        awaitReady(run);

        assertThat(world.signal(run, Signal.KILL, Reach.LEADER)).isEqualTo(new SignalOutcome.Sent());
        assertThat(Observed.get(run.leaderEnded)).isEqualTo(ExitStatus.signaled(Signal.KILL));
        assertThat(run.ended).isNotDone();
        assertThat(world.signal(run, Signal.KILL, Reach.LEADER)).isEqualTo(new SignalOutcome.AlreadyGone());

        assertThat(world.signal(run, Signal.KILL)).isEqualTo(new SignalOutcome.Sent());
        run.output();
    }

    @Test
    void whatTheKernelRefusesIsToldByItsError() {
        assumeTrue(ProcessHandle.current().info().user().filter("root"::equals).isPresent(), "needs root");
        Observed run = world.spawn(Program.of("sleep", "sleep", "1000"));
        run.pid();

        SignalOutcome outcome =
                world.call(() -> ThreadIdentity.asNobody(() -> process(run).signal(Signal.KILL, Reach.TREE)));

        assertThat(outcome).isEqualTo(new SignalOutcome.Refused("EPERM"));
        world.signal(run, Signal.KILL);
        assertThat(run.ending()).isEqualTo(ExitStatus.signaled(Signal.KILL));
    }

    @Test
    void memoryIsThatOfTheWholeTree() {
        Observed run = world.spawn(
                perl(
                        "$| = 1; if (fork == 0) { my $n = $$ > 0 ? 64 << 20 : 0; my $x = 'x' x $n; print \"ready\\n\"; sleep 1000 } wait"));
        awaitReady(run);

        Awaitility.await().until(() -> {
            OptionalLong memory = world.call(() -> process(run).residentMemory());
            return memory.isPresent() && memory.getAsLong() > 64 << 20;
        });
    }

    @Test
    void nothingIsLeftOfARun() throws Exception {
        world.run(Program.of("p", "true"));
        long before = PosixWorld.descriptors();
        for (int i = 0; i < 5; i++) {
            Observed run = world.spawn(perl(DAEMON + "sleep 1000"));
            awaitLine(run);
            world.signal(run, Signal.TERM);
            Observed.get(run.leaderEnded);
            world.signal(run, Signal.KILL);
            run.output();
        }

        assertThat(PosixWorld.descriptors()).isEqualTo(before);
        if (world.reactor().controlGroup().isPresent()) {
            Path group = Path.of(world.reactor().controlGroup().get());
            try (var entries = Files.list(group)) {
                assertThat(entries.filter(Files::isDirectory)).isEmpty();
            }
            world.reactor().close();
            assertThat(group).doesNotExist();
        }
    }

    private static ChildProcess process(Observed run) {
        return Observed.get(run.process);
    }

    private static Program perl(String script) {
        return Program.of("perl", "perl", "-e", script);
    }

    private static void awaitReady(Observed run) {
        Awaitility.await().until(() -> run.text(StdStream.STDOUT).equals("ready\n"));
    }

    private static void awaitLine(Observed run) {
        Awaitility.await().until(() -> run.text(StdStream.STDOUT).endsWith("\n"));
    }

    private static long pidIn(Observed run) {
        return Long.parseLong(run.text(StdStream.STDOUT).strip());
    }
}
