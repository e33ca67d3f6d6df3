// SPDX-License-Identifier: Apache-2.0
package dev.procmon.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.SignalOutcome;
import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.procmon.core.reactor.Reactor} promises. */
public abstract class ReactorContract {

    private World world;
    private final Recorder recorder = new Recorder();

    /** Return a fresh world. */
    protected abstract World open();

    @BeforeEach
    void openWorld() {
        world = open();
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void aSpawnIsAnsweredBeforeTheExitAndNeverWithinTheCall() {
        List<String> toldWithinTheCall = world.call(() -> {
            ChildProcess _ = world.reactor().spawn(world.exitsWith(0), recorder, recorder);
            return recorder.told();
        });
        awaitEnd();

        assertThat(toldWithinTheCall).isEmpty();
        assertThat(recorder.told()).containsExactly("spawned", "exited");
    }

    @Test
    void anExitCodeIsToldAsItIs() {
        var _ = spawn(world.exitsWith(137));
        awaitEnd();

        assertThat(recorder.status()).contains(ExitStatus.exited(137));
    }

    @Test
    void anEndBySignalIsNoExitCode() {
        ChildProcess process = spawn(world.runsForever());
        awaitSpawn();

        assertThat(signal(process, Signal.KILL)).isEqualTo(new SignalOutcome.Sent());
        awaitEnd();

        assertThat(recorder.status()).contains(ExitStatus.signaled(Signal.KILL));
    }

    @Test
    void aSignalToAnEndedProcessReachesNobody() {
        ChildProcess process = spawn(world.exitsWith(0));
        awaitEnd();

        assertThat(signal(process, Signal.TERM)).isEqualTo(new SignalOutcome.AlreadyGone());
    }

    @Test
    void aProcessThatIgnoresTermEndsOfKill() {
        ChildProcess process = spawn(world.ignoresTerm());
        awaitReady();

        assertThat(signal(process, Signal.TERM)).isEqualTo(new SignalOutcome.Sent());
        assertThat(signal(process, Signal.KILL)).isEqualTo(new SignalOutcome.Sent());
        awaitEnd();

        assertThat(recorder.status()).contains(ExitStatus.signaled(Signal.KILL));
    }

    @Test
    void aFailedSpawnIsToldByItsErrorAndNothingElseIs() {
        var _ = spawn(world.doesNotExist());
        world.await("the spawn failed", () -> recorder.failure().isPresent());

        assertThat(recorder.failure().orElseThrow().errno()).isEqualTo("ENOENT");
        assertThat(recorder.told()).containsExactly("spawnFailed");
        assertThat(recorder.endedStreams()).isZero();
    }

    @Test
    void theTwoStreamsArriveApartAndWholeAndEachEndsOnce() {
        var _ = spawn(world.writes("to stdout\nunfinished", "to stderr\n"));
        world.await("both streams have ended", () -> recorder.endedStreams() == 2);
        awaitEnd();

        assertThat(recorder.text(StdStream.STDOUT)).isEqualTo("to stdout\nunfinished");
        assertThat(recorder.text(StdStream.STDERR)).isEqualTo("to stderr\n");
        assertThat(recorder.endedStreams()).isEqualTo(2);
    }

    @Test
    void theOutputOfAnEndedProcessComesBeforeATaskThatWasGivenAtItsExit() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Recorder atExit = new Recorder() {
            @Override
            public synchronized void exited(ExitStatus how) {
                world.reactor().afterOutput(() -> seen.add(text(StdStream.STDOUT)));
                super.exited(how);
            }
        };
        world.call(() -> world.reactor().spawn(world.writes("last words", ""), atExit, atExit));
        world.await("the task has run", () -> !seen.isEmpty());

        assertThat(seen).containsExactly("last words");
    }

    @Test
    void aTaskThatWasGivenAtTheSpawnComesBeforeTheFirstOutput() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Recorder atSpawn = new Recorder() {
            @Override
            public synchronized void spawned(long pid) {
                world.reactor().afterOutput(() -> seen.add("spawned"));
                super.spawned(pid);
            }

            @Override
            public synchronized void output(StdStream stream, ByteBuffer bytes) {
                seen.add("output");
                super.output(stream, bytes);
            }
        };
        world.call(() -> world.reactor().spawn(world.writes("first words", ""), atSpawn, atSpawn));
        world.await("both have come", () -> seen.contains("output") && seen.contains("spawned"));

        assertThat(seen.getFirst()).isEqualTo("spawned");
    }

    @Test
    void theEndOfALeaderIsToldWhileAnotherProcessHoldsTheOutputAndItsExitAfterwards() {
        ChildProcess process = spawn(world.leavesItsOutputOpen());
        world.await("its leader has ended", () -> recorder.leaderStatus().isPresent());

        assertThat(recorder.told()).containsExactly("spawned", "leaderExited");
        assertThat(recorder.endedStreams()).isZero();

        assertThat(signal(process, Signal.KILL)).isEqualTo(new SignalOutcome.Sent());
        awaitEnd();

        assertThat(recorder.told()).containsExactly("spawned", "leaderExited", "exited");
        assertThat(recorder.status()).contains(ExitStatus.exited(0));
    }

    @Test
    void anExitIsToldOnceNobodyOfTheTreeIsLeftWithTheStatusOfItsLeader() {
        var _ = spawn(world.leavesAnotherForAMoment(3));
        awaitEnd();

        assertThat(recorder.told()).containsExactly("spawned", "leaderExited", "exited");
        assertThat(recorder.leaderStatus()).contains(ExitStatus.exited(3));
        assertThat(recorder.status()).contains(ExitStatus.exited(3));
    }

    @Test
    void aSignalToTheTreeReachesThoseWhoOutliveTheirLeaderAndOneToTheLeaderNobody() {
        ChildProcess process = spawn(world.hasAChildThatIgnoresTerm());
        awaitReady();
        assertThat(signal(process, Signal.TERM)).isEqualTo(new SignalOutcome.Sent());
        world.await("its leader has ended", () -> recorder.leaderStatus().isPresent());

        assertThat(recorder.leaderStatus()).contains(ExitStatus.signaled(Signal.TERM));
        assertThat(recorder.isOver()).isFalse();
        assertThat(signalLeader(process, Signal.KILL)).isEqualTo(new SignalOutcome.AlreadyGone());

        assertThat(signal(process, Signal.KILL)).isEqualTo(new SignalOutcome.Sent());
        awaitEnd();

        assertThat(recorder.status()).contains(ExitStatus.signaled(Signal.TERM));
        assertThat(signal(process, Signal.KILL)).isEqualTo(new SignalOutcome.AlreadyGone());
    }

    @Test
    void aSignalToTheLeaderLeavesTheOthersAlone() {
        ChildProcess process = spawn(world.hasAChildThatIgnoresTerm());
        awaitReady();

        assertThat(signalLeader(process, Signal.KILL)).isEqualTo(new SignalOutcome.Sent());
        world.await("its leader has ended", () -> recorder.leaderStatus().isPresent());

        assertThat(recorder.isOver()).isFalse();
        signal(process, Signal.KILL);
        awaitEnd();
        assertThat(recorder.status()).contains(ExitStatus.signaled(Signal.KILL));
    }

    @Test
    void killEndsALeaderAndAllOthersInOneGo() {
        ChildProcess process = spawn(world.hasAChildThatIgnoresTerm());
        awaitReady();

        assertThat(signal(process, Signal.KILL)).isEqualTo(new SignalOutcome.Sent());
        awaitEnd();

        assertThat(recorder.status()).contains(ExitStatus.signaled(Signal.KILL));
    }

    @Test
    void thoseWhoLiveAreNamedAndNobodyIsAfterTheExit() {
        ChildProcess process = spawn(world.hasAChildThatIgnoresTerm());
        awaitReady();
        signal(process, Signal.TERM);
        world.await("its leader has ended", () -> recorder.leaderStatus().isPresent());

        List<Remnant> remnants = world.call(process::remnants);
        signal(process, Signal.KILL);
        awaitEnd();

        assertThat(remnants).isNotEmpty();
        assertThat(remnants).allSatisfy(remnant -> {
            assertThat(remnant.pid()).isPositive();
            assertThat(remnant.command()).isNotBlank();
            assertThat(remnant.state()).isNotBlank();
        });
        List<Remnant> afterwards = world.call(process::remnants);
        assertThat(afterwards).isEmpty();
    }

    @Test
    void aStoppedProcessEndsOfASignalThatEndsProcesses() {
        ChildProcess process = spawn(world.runsForever());
        awaitSpawn();

        assertThat(signal(process, Signal.STOP)).isEqualTo(new SignalOutcome.Sent());
        assertThat(signal(process, Signal.TERM)).isEqualTo(new SignalOutcome.Sent());
        awaitEnd();

        assertThat(recorder.status()).contains(ExitStatus.signaled(Signal.TERM));
    }

    @Test
    void timersRunInTheOrderOfTheirMomentsAndThoseOfOneMomentInTheOrderOfIssue() {
        List<String> ran = new ArrayList<>();
        world.call(() -> {
            MonotonicTime now = world.reactor().now();
            MonotonicTime soon = now.plus(Duration.ofMillis(20));
            schedule(soon, () -> ran.add("soon, first"));
            schedule(now.plus(Duration.ofMillis(40)), () -> ran.add("later"));
            schedule(soon, () -> ran.add("soon, second"));
            schedule(now.plus(Duration.ofMillis(10)), () -> ran.add("sooner"));
            return now;
        });
        world.await("all have run", () -> ran.size() == 4);

        assertThat(ran).containsExactly("sooner", "soon, first", "soon, second", "later");
    }

    @Test
    void noTimerRunsBeforeItsMoment() {
        List<MonotonicTime> ran = new ArrayList<>();
        MonotonicTime when = world.call(() -> {
            MonotonicTime moment = world.reactor().now().plus(Duration.ofNanos(12_345_678));
            schedule(moment, () -> ran.add(world.reactor().now()));
            return moment;
        });
        world.await("it has run", () -> !ran.isEmpty());

        assertThat(ran.getFirst()).isGreaterThanOrEqualTo(when);
    }

    @Test
    void aCancelledTimerNeverRuns() {
        List<String> ran = new ArrayList<>();
        world.call(() -> {
            MonotonicTime soon = world.reactor().now().plus(Duration.ofMillis(10));
            List<Timer> cancelled = new ArrayList<>();
            schedule(soon, () -> cancelled.forEach(Timer::cancel));
            cancelled.add(world.reactor().schedule(soon, () -> ran.add("cancelled within the same moment")));
            cancelled.add(world.reactor().schedule(soon.plus(Duration.ofMillis(5)), () -> ran.add("cancelled")));
            schedule(soon.plus(Duration.ofMillis(20)), () -> ran.add("kept"));
            return soon;
        });
        world.await("the last has run", () -> ran.contains("kept"));

        assertThat(ran).containsExactly("kept");
    }

    @Test
    void aMomentThatHasPassedIsDueAtOnceButNotWithinTheCall() {
        List<String> ran = new ArrayList<>();
        world.call(() -> {
            schedule(MonotonicTime.ORIGIN, () -> ran.add("timer"));
            ran.add("call");
            return ran;
        });
        world.await("it has run", () -> ran.size() == 2);

        assertThat(ran).containsExactly("call", "timer");
    }

    @Test
    void tasksRunInOrderAndNeverWithinOneAnother() {
        List<String> ran = new ArrayList<>();
        world.call(() -> {
            world.reactor().execute(() -> {
                world.reactor().execute(() -> ran.add("third"));
                ran.add("first");
            });
            world.reactor().execute(() -> ran.add("second"));
            return ran;
        });
        world.await("all have run", () -> ran.size() == 3);

        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void manyProcessesAtOnceAreAllToldOf() {
        List<Recorder> recorders = new ArrayList<>();
        world.call(() -> {
            for (int i = 0; i < 50; i++) {
                Recorder one = new Recorder();
                recorders.add(one);
                ChildProcess _ = world.reactor().spawn(world.exitsWith(i), one, one);
            }
            return recorders;
        });
        world.await("all have ended", () -> recorders.stream().allMatch(Recorder::isOver));

        for (int i = 0; i < recorders.size(); i++) {
            assertThat(recorders.get(i).status()).contains(ExitStatus.exited(i));
        }
    }

    private ChildProcess spawn(Program program) {
        return world.call(() -> world.reactor().spawn(program, recorder, recorder));
    }

    private SignalOutcome signal(ChildProcess process, Signal signal) {
        return world.call(() -> process.signal(signal, Reach.TREE));
    }

    private SignalOutcome signalLeader(ChildProcess process, Signal signal) {
        return world.call(() -> process.signal(signal, Reach.LEADER));
    }

    private void awaitReady() {
        world.await("it is ready", () -> recorder.text(StdStream.STDOUT).equals("ready\n"));
    }

    private void schedule(MonotonicTime when, Runnable task) {
        var _ = world.reactor().schedule(when, task);
    }

    private void awaitSpawn() {
        world.await("it is spawned", recorder::isSpawned);
    }

    private void awaitEnd() {
        world.await("it has ended", recorder::isOver);
    }
}
