// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.monitor.ProcessMonitor;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Notice;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.Probe;
import dev.procmon.core.reactor.ProbeResult;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.SignalOutcome;
import dev.procmon.core.time.MonotonicTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class VirtualReactorTest {

    private final VirtualReactor reactor = new VirtualReactor();
    private final ProcessMonitor monitor = new ProcessMonitor(reactor);

    @Test
    void theExampleOfItsDocumentationIsTrue() {
        reactor.script("web", ChildScript.exitsAfter(Duration.ofMillis(500), 1));
        monitor.addProcess("web", List.of("web"));
        monitor.startService();

        reactor.advance(Duration.ofSeconds(60));

        assertThat(reactor.processes()).hasSize(6);
    }

    @Test
    void advanceShowsEachTimerItsOwnDeadline() {
        List<MonotonicTime> seen = new ArrayList<>();
        scheduleAt(1, () -> seen.add(reactor.now()));
        scheduleAt(3, () -> seen.add(reactor.now()));

        reactor.advance(Duration.ofSeconds(10));

        assertThat(seen).containsExactly(second(1), second(3));
        assertThat(reactor.now()).isEqualTo(second(10));
    }

    @Test
    void jumpMovesTheClockBeforeAnyTimerRuns() {
        List<MonotonicTime> seen = new ArrayList<>();
        scheduleAt(3, () -> seen.add(reactor.now()));
        scheduleAt(1, () -> seen.add(reactor.now()));

        reactor.jump(Duration.ofSeconds(10));

        assertThat(seen).containsExactly(second(10), second(10));
    }

    @Test
    void aProgramWithoutAScriptCannotBeSpawned() {
        monitor.addProcess("web", List.of("web"));

        assertThatThrownBy(monitor::startService)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no script for web");
    }

    @Test
    void timeThatStandsStillIsReported() {
        reactor.script("web", ChildScript.exitsAfter(Duration.ZERO, 0));
        monitor.threshold(Duration.ZERO);
        monitor.addProcess("web", List.of("web"));
        monitor.startService();

        assertThatThrownBy(() -> reactor.advance(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("starts itself again without delay");
    }

    @Test
    void theClockIsNeverSetBack() {
        assertThatThrownBy(() -> reactor.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reactor.jump(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherThreadIsRefused() {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> reactor.advance(Duration.ZERO));

        assertThatThrownBy(other::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void theScriptsOfAnExecutableAreUsedInTurnAndTheLastGoesOn() {
        reactor.script("web", ChildScript.failsToSpawn("EAGAIN"), ChildScript.runsForever());
        monitor.addProcess("web", List.of("web"));
        monitor.startService();
        reactor.advance(Duration.ofSeconds(10));

        assertThat(reactor.processes()).hasSize(2);
        assertThat(reactor.living()).hasSize(1);
    }

    @Test
    void aSpawnThatTakesTimeCanBeStoppedBeforeItIsAnswered() {
        reactor.script("web", ChildScript.runsForever().thatIsSpawnedAfter(Duration.ofSeconds(2)));
        monitor.addProcess("web", List.of("web"));
        monitor.startService();
        reactor.advance(Duration.ofSeconds(1));

        CompletableFuture<Void> gone = monitor.stopService();
        assertThat(gone).isNotDone();
        reactor.advance(Duration.ofSeconds(1));

        assertThat(reactor.lastProcess().signals()).containsExactly(Signal.TERM);
        assertThat(gone).isCompleted();
    }

    @Test
    void aStoppedProcessIsWokenByASignalThatEndsProcessesAndByNoOther() {
        Signal winch = new Signal(28);
        VirtualProcess process = start(
                ChildScript.runsForever().thatExitsOn(winch, Duration.ZERO, 5).thatIgnores(Signal.TERM));

        assertThat(process.signal(Signal.STOP, Reach.TREE)).isEqualTo(new SignalOutcome.Sent());
        assertThat(process.signal(winch, Reach.TREE)).isEqualTo(new SignalOutcome.Sent());
        reactor.advance(Duration.ofSeconds(1));
        assertThat(process.isAlive()).isTrue();

        assertThat(process.signal(Signal.TERM, Reach.TREE)).isEqualTo(new SignalOutcome.Sent());
        reactor.advance(Duration.ZERO);
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void whoIsLeftBehindEndsWhenItsTimeHasComeOrOfWhatItDoesNotIgnore() {
        List<String> told = new ArrayList<>();
        VirtualProcess process = spawn(
                ChildScript.exitsAfter(Duration.ofSeconds(1), 3)
                        .thatLeavesBehind(Duration.ofSeconds(5), Signal.TERM)
                        .thatLeavesBehind(Duration.ofDays(1)),
                told);
        reactor.advance(Duration.ofSeconds(2));
        assertThat(told).containsExactly("leaderExited exited with 3");
        assertThat(process.remnants()).extracting(Remnant::command).containsExactly("child 1 of web", "child 2 of web");

        assertThat(process.signal(Signal.TERM, Reach.TREE)).isEqualTo(new SignalOutcome.Sent());
        reactor.advance(Duration.ofSeconds(3));
        assertThat(process.remnants()).hasSize(1);
        assertThat(reactor.living()).containsExactly(process);

        reactor.advance(Duration.ofSeconds(1));
        assertThat(told).containsExactly("leaderExited exited with 3", "exited exited with 3");
        assertThat(reactor.living()).isEmpty();
    }

    @Test
    void whatAProcessTellsComesByItsScriptOrByTheTest() {
        List<String> told = new ArrayList<>();
        VirtualProcess process =
                spawn(ChildScript.runsForever().thatTells(Duration.ofSeconds(1), "STATUS=warming up"), told);
        reactor.advance(Duration.ofSeconds(2));
        process.tell("READY=1");
        process.exit(0);

        assertThat(told).containsExactly("STATUS=warming up", "READY=1", "exited exited with 0");
        assertThatThrownBy(() -> process.tell("STOPPING=1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void memoryIsWhatTheScriptAndThenTheTestSays() {
        VirtualProcess process = spawn(ChildScript.runsForever().thatUses(1000), new ArrayList<>());
        reactor.runTasks();
        assertThat(process.residentMemory()).hasValue(1000);

        process.use(2000);
        assertThat(process.residentMemory()).hasValue(2000);

        process.exit(0);
        assertThat(process.residentMemory()).isEmpty();
    }

    @Test
    void probesAreAnsweredInTurnInTheirTimeAndNeverWithinTheCall() {
        ProbeTarget.Outside target = new ProbeTarget.FileExists("/run/ready");
        reactor.probeAnswers(
                target,
                ProbeAnswer.failing("no such file"),
                ProbeAnswer.after(Duration.ofSeconds(2), ProbeResult.PASSED),
                ProbeAnswer.never());
        List<ProbeResult> seen = new ArrayList<>();

        var _ = reactor.probe(target, seen::add);
        assertThat(seen).isEmpty();
        reactor.advance(Duration.ZERO);
        assertThat(seen).containsExactly(new ProbeResult.NotPassed("no such file"));

        var _ = reactor.probe(target, seen::add);
        Probe cancelled = reactor.probe(target, seen::add);
        reactor.advance(Duration.ofDays(1));
        assertThat(seen).endsWith(ProbeResult.PASSED).hasSize(2);
        assertThat(reactor.openProbes()).isEqualTo(1);
        cancelled.cancel();
        assertThat(reactor.openProbes()).isZero();
    }

    @Test
    void aCancelledProbeIsNotAnsweredAndOneWithoutAnAnswerIsRefused() {
        ProbeTarget.Outside target = new ProbeTarget.FileExists("/run/ready");
        assertThatThrownBy(() -> reactor.probe(target, _ -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no answer to a probe of");

        reactor.probeAnswersForAllOthers(ProbeAnswer.passing());
        List<ProbeResult> seen = new ArrayList<>();
        reactor.probe(target, seen::add).cancel();
        reactor.advance(Duration.ofSeconds(1));
        assertThat(seen).isEmpty();
    }

    @Test
    void aHostThatSleepsMovesTheTimeOfDayAndNotTheMonotonicClock() {
        List<Instant> changes = new ArrayList<>();
        reactor.onClockChange(() -> changes.add(reactor.wallTime()));
        reactor.advance(Duration.ofSeconds(1));

        reactor.sleep(Duration.ofHours(8));

        assertThat(reactor.now()).isEqualTo(second(1));
        assertThat(reactor.timeAsleep()).isEqualTo(Duration.ofHours(8));
        assertThat(changes).containsExactly(Instant.EPOCH.plusSeconds(8 * 3600 + 1));
    }

    @Test
    void theTimeOfDayCanBeSetBackAndGoesOnFromThere() {
        List<Instant> changes = new ArrayList<>();
        reactor.onClockChange(() -> changes.add(reactor.wallTime()));
        Instant set = Instant.parse("1969-07-20T20:17:40Z");

        reactor.setWallTime(set);
        reactor.advance(Duration.ofSeconds(5));

        assertThat(changes).containsExactly(set);
        assertThat(reactor.wallTime()).isEqualTo(set.plusSeconds(5));
        assertThat(reactor.timeAsleep()).isZero();
        assertThat(reactor.now()).isEqualTo(second(5));
    }

    @Test
    void aRefusedKillIsTriedAgain() {
        VirtualProcess process =
                start(ChildScript.runsForever().thatIgnores(Signal.TERM).thatMayNotBeSent(Signal.KILL, "EPERM"));
        monitor.stopProcess("web");

        reactor.advance(monitor.killTime());

        assertThat(monitor.pendingKills()).containsEntry("web", reactor.now().plus(monitor.killTime()));
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void outputThatSomebodyHoldsOpenGoesOnAfterTheExit() {
        List<String> lines = new ArrayList<>();
        monitor.subscribeToOutput(line -> lines.add(line.tagged()));
        VirtualProcess process = start(ChildScript.runsForever().whoseOutputIsHeldFor(Duration.ofSeconds(3)));
        process.exit(0);
        process.write("from the grandchild");
        assertThat(process.isOutputOpen()).isTrue();

        reactor.advance(Duration.ofSeconds(3));

        assertThat(process.isOutputOpen()).isFalse();
        assertThat(lines).containsExactly("[web] from the grandchild");
    }

    @Test
    void whatNoProcessCanDoIsRefused() {
        VirtualProcess process = start(ChildScript.runsForever());
        process.exit(ExitStatus.signaled(Signal.KILL));

        assertThatThrownBy(() -> process.exit(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> process.write(StdStream.STDERR, new byte[] {1}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(process::closeOutput).isInstanceOf(IllegalStateException.class);
        assertThat(process.signal(Signal.TERM, Reach.TREE)).isEqualTo(new SignalOutcome.AlreadyGone());
    }

    private VirtualProcess start(ChildScript script) {
        reactor.script("web", script);
        monitor.addProcess("web", List.of("web"));
        monitor.startService();
        reactor.runTasks();
        return reactor.lastProcess();
    }

    /** Spawn without a monitor, and note what is told. */
    private VirtualProcess spawn(ChildScript script, List<String> told) {
        reactor.script("web", script);
        ProcessListener listener = new ProcessListener() {
            @Override
            public void spawned(long pid) {}

            @Override
            public void spawnFailed(SpawnFailure failure) {
                told.add("spawnFailed");
            }

            @Override
            public void leaderExited(ExitStatus status) {
                told.add("leaderExited " + status.describe());
            }

            @Override
            public void exited(ExitStatus status) {
                told.add("exited " + status.describe());
            }

            @Override
            public void notified(Notice notice) {
                told.add(notice.text());
            }
        };
        OutputListener output = new OutputListener() {
            @Override
            public void output(StdStream stream, ByteBuffer bytes) {}

            @Override
            public void ended(StdStream stream) {}
        };
        var _ = reactor.spawn(Program.of("web", "web"), listener, output);
        return reactor.lastProcess();
    }

    private void scheduleAt(int second, Runnable task) {
        var _ = reactor.schedule(second(second), task);
    }

    private static MonotonicTime second(int second) {
        return MonotonicTime.ORIGIN.plus(Duration.ofSeconds(second));
    }
}
