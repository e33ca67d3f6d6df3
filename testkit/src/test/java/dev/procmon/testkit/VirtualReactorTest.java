// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.monitor.ProcessMonitor;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.SignalOutcome;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
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
    void aStoppedProcessTakesOtherSignalsOnceItIsContinued() {
        VirtualProcess process = start(ChildScript.runsForever());

        assertThat(process.signal(Signal.STOP, Reach.TREE)).isEqualTo(new SignalOutcome.Sent());
        assertThat(process.signal(Signal.TERM, Reach.TREE)).isEqualTo(new SignalOutcome.Sent());
        reactor.advance(Duration.ofSeconds(1));
        assertThat(process.isAlive()).isTrue();

        assertThat(process.signal(Signal.CONT, Reach.TREE)).isEqualTo(new SignalOutcome.Sent());
        reactor.advance(Duration.ZERO);
        assertThat(process.isAlive()).isFalse();
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

    private void scheduleAt(int second, Runnable task) {
        var _ = reactor.schedule(second(second), task);
    }

    private static MonotonicTime second(int second) {
        return MonotonicTime.ORIGIN.plus(Duration.ofSeconds(second));
    }
}
