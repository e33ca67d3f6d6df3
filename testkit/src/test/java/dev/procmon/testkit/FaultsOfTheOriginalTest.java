// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.MonitorSnapshot;
import dev.procmon.core.monitor.OutputLine;
import dev.procmon.core.monitor.ProcessMonitor;
import dev.procmon.core.monitor.Registration;
import dev.procmon.core.monitor.UnknownNameException;
import dev.procmon.core.output.LineSplitter;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * For each fault of Twisted's {@code ProcessMonitor}, the better behaviour; the numbers are those of {@code
 * docs/differences-from-twisted.md}. B22, B24 and B25 need a kernel and the real program: {@code UpTest} has them.
 */
class FaultsOfTheOriginalTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualReactor reactor = new VirtualReactor();
    private final ProcessMonitor monitor = new ProcessMonitor(reactor);
    private final List<OutputLine> lines = new ArrayList<>();
    private final List<ChildTransition> transitions = new ArrayList<>();

    @BeforeEach
    void listen() {
        reactor.scriptForAllOthers(ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        monitor.subscribeToOutput(lines::add);
        monitor.subscribe(transitions::add);
    }

    @Test
    @DisplayName("B01: removing a process during its back-off cancels the restart")
    void removalCancelsThePendingRestart() {
        startFooAndLetItCrash();
        monitor.removeProcess("foo");

        assertThat(reactor.pendingTimers()).isZero();
        reactor.advance(Duration.ofHours(1));
        assertThat(reactor.processes()).hasSize(1);
    }

    @Test
    @DisplayName("B02: a start during back-off replaces the pending restart, and the next back-off is whole")
    void startReplacesThePendingRestart() {
        startFooAndLetItCrash();
        monitor.startProcess("foo");
        reactor.runTasks();
        reactor.lastProcess().exit(1);

        assertThat(reactor.pendingTimers()).isEqualTo(1);
        assertThat(monitor.pendingRestarts()).containsEntry("foo", reactor.now().plus(Duration.ofSeconds(2)));
        reactor.advance(SECOND);
        assertThat(reactor.living()).isEmpty();
    }

    @Test
    @DisplayName("B03: nothing starts in a stopped service")
    void nothingStartsInAStoppedService() {
        startFooAndLetItCrash();
        monitor.startProcess("foo");
        reactor.runTasks();
        reactor.lastProcess().exit(1);
        assertThat(monitor.stopService()).isCompleted();

        reactor.advance(Duration.ofHours(1));

        assertThat(reactor.processes()).hasSize(2);
        assertThat(reactor.pendingTimers()).isZero();
    }

    @Test
    @DisplayName("B04: a second stop neither moves the kill nor sets another")
    void secondStopLeavesTheFirstDeadline() {
        reactor.scriptForAllOthers(ChildScript.runsForever().thatIgnores(Signal.TERM));
        startFoo();
        monitor.stopProcess("foo");
        var due = monitor.pendingKills().get("foo");
        reactor.advance(SECOND);
        monitor.stopProcess("foo");
        assertThat(monitor.stopService()).isNotDone();

        assertThat(monitor.pendingKills()).containsEntry("foo", due);
        assertThat(reactor.pendingTimers()).isEqualTo(1);
        reactor.advance(Duration.ofSeconds(4));
        assertThat(reactor.lastProcess().signals()).containsExactly(Signal.TERM, Signal.KILL);
        assertThat(reactor.pendingTimers()).isZero();
    }

    @Test
    @DisplayName(
            "B05: a process that is added under the name of a dying one waits, then starts with its own arguments and delay")
    void addedProcessWaitsForTheDyingOneOfItsName() {
        startFooAndLetItCrash();
        reactor.advance(SECOND);
        monitor.removeProcess("foo");
        monitor.addProcess("foo", List.of("other"));
        assertThat(reactor.living()).hasSize(1);
        assertThat(monitor.nextDelays()).containsEntry("foo", SECOND);

        reactor.advance(SECOND);

        assertThat(reactor.living()).hasSize(1);
        assertThat(reactor.lastProcess().program().command().executable()).isEqualTo("other");
        assertThat(monitor.timeStarted()).containsEntry("foo", reactor.now());
    }

    @Test
    @DisplayName("B05: a stop of the added process does not reach the dying one")
    void stopOfTheAddedProcessLeavesTheDyingOneAlone() {
        startFoo();
        monitor.removeProcess("foo");
        monitor.addProcess("foo", List.of("other"));
        monitor.stopProcess("foo");

        assertThat(reactor.lastProcess().signals()).containsExactly(Signal.TERM);
    }

    @Test
    @DisplayName("B05: with the service down, a start that would have to wait is refused instead of forgotten")
    void startThatWouldHaveToWaitInAStoppedServiceIsRefused() {
        startFoo();
        monitor.removeProcess("foo");
        assertThat(monitor.stopService()).isNotDone();
        monitor.addProcess("foo", List.of("other"));

        assertThatThrownBy(() -> monitor.startProcess("foo")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("B06: a removed process cannot be started while it dies")
    void removedProcessCannotBeStarted() {
        startFoo();
        monitor.removeProcess("foo");

        assertThatThrownBy(() -> monitor.startProcess("foo")).isInstanceOf(UnknownNameException.class);
    }

    @Test
    @DisplayName("B07: a failed spawn is an instant death: it backs off and tries again")
    void failedSpawnBacksOff() {
        reactor.script("foo", ChildScript.failsToSpawn("EAGAIN"), ChildScript.runsForever());
        monitor.addProcess("foo", List.of("foo"));
        monitor.addProcess("bar", List.of("bar"));
        monitor.startService();
        reactor.runTasks();

        assertThat(monitor.runs()).containsOnlyKeys("bar");
        assertThat(monitor.pendingRestarts()).containsEntry("foo", reactor.now().plus(SECOND));
        reactor.advance(SECOND);
        assertThat(monitor.runs()).containsOnlyKeys("foo", "bar");
    }

    @Test
    @DisplayName("B08: a process without arguments is refused")
    void processWithoutArgumentsIsRefused() {
        assertThatThrownBy(() -> monitor.addProcess("foo", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(monitor.processes()).isEmpty();
    }

    @Test
    @DisplayName("B09: a refused signal holds up nobody else, and the kill is tried again")
    void refusedSignalHoldsUpNobody() {
        reactor.script(
                "foo",
                ChildScript.runsForever()
                        .thatMayNotBeSent(Signal.TERM, "EPERM")
                        .thatMayNotBeSent(Signal.KILL, "EPERM"));
        startFoo();
        monitor.addProcess("bar", List.of("bar"));
        reactor.runTasks();
        assertThat(monitor.stopService()).isNotDone();
        reactor.advance(Duration.ofSeconds(11));

        assertThat(monitor.runs()).containsOnlyKeys("foo");
        assertThat(transitions)
                .extracting(ChildTransition::reason)
                .contains(Reason.KILL_REFUSED, Reason.KILL_TRIED_AGAIN);
        assertThat(monitor.pendingKills()).containsKey("foo");
    }

    @Test
    @DisplayName("B10: a long line is logged in pieces, and what follows it is not lost")
    void longLineIsLoggedInPieces() {
        startFoo();
        reactor.lastProcess().write("x".repeat(3 * LineSplitter.LIMIT + 1) + "\nnext\n");

        assertThat(lines.stream().map(OutputLine::text).collect(Collectors.joining()))
                .isEqualTo("x".repeat(3 * LineSplitter.LIMIT + 1) + "next");
        assertThat(lines).hasSize(5);
    }

    @Test
    @DisplayName("B11: no empty line is logged at the exit of a process that finished its last line")
    void noEmptyLineAtTheExit() {
        startFoo();
        reactor.lastProcess().write("hello\n");
        reactor.lastProcess().exit(0);

        assertThat(lines).extracting(OutputLine::text).containsExactly("hello");
    }

    @Test
    @DisplayName("B12: an empty chunk of output is nothing")
    void emptyChunkIsNothing() {
        startFoo();
        reactor.lastProcess().write(StdStream.STDOUT, new byte[0]);

        assertThat(lines).isEmpty();
    }

    @Test
    @DisplayName("B13: a dead process is restarted while another one holds its output, which is read to its end")
    void deathCountsWhileTheOutputIsHeld() {
        reactor.script("foo", ChildScript.runsForever().whoseOutputIsHeldFor(Duration.ofHours(1)));
        startFoo();
        reactor.advance(SECOND);
        VirtualProcess first = reactor.lastProcess();
        first.exit(0);
        reactor.advance(Duration.ZERO);
        first.write("from the grandchild\n");

        assertThat(reactor.living()).hasSize(1);
        assertThat(lines).extracting(OutputLine::text).containsExactly("from the grandchild");
    }

    @Test
    @DisplayName("B14: what the caller does later to the list and the map that it passed changes nothing")
    void argumentsAndEnvironmentAreCopied() {
        List<String> args = new ArrayList<>(List.of("foo"));
        Map<String, String> env = new HashMap<>(Map.of("KEY", "value"));
        Registration registration = new Registration(
                "foo", args, OptionalLong.empty(), OptionalLong.empty(), Environment.of(env), Optional.empty());
        monitor.addProcess(registration);
        args.add("more");
        env.put("KEY", "other");
        monitor.startService();

        assertThat(reactor.lastProcess().program().command().arguments()).containsExactly("foo");
        assertThat(reactor.lastProcess().program().environment().variables()).containsEntry("KEY", "value");
    }

    @Test
    @DisplayName("B15: the clock is never set back, so a long life stays one")
    void clockIsNeverSetBack() {
        startFoo();
        reactor.advance(Duration.ofSeconds(10));
        assertThatThrownBy(() -> reactor.jump(Duration.ofSeconds(-9))).isInstanceOf(IllegalArgumentException.class);
        reactor.lastProcess().exit(0);

        assertThat(monitor.pendingRestarts()).containsEntry("foo", reactor.now());
    }

    @Test
    @DisplayName("B16: no wait is longer than the maximum, however the settings came about")
    void capHoldsForEveryWait() {
        monitor.minRestartDelay(Duration.ofSeconds(5));
        monitor.maxRestartDelay(SECOND);
        startFooAndLetItCrash();

        assertThat(monitor.pendingRestarts()).containsEntry("foo", reactor.now().plus(SECOND));
    }

    @Test
    @DisplayName("B17: without a minimum an early death still waits")
    void earlyDeathAlwaysWaits() {
        monitor.minRestartDelay(Duration.ZERO);
        startFooAndLetItCrash();

        assertThat(monitor.pendingRestarts().get("foo")).isGreaterThan(reactor.now());
    }

    @Test
    @DisplayName("B18: the end of the service can be waited for")
    void endOfTheServiceCanBeWaitedFor() {
        startFoo();
        var gone = monitor.stopService();

        assertThat(gone).isNotDone();
        reactor.advance(SECOND);
        assertThat(gone).isCompleted();
    }

    @Test
    @DisplayName("B19: nothing is remembered of a removed process")
    void nothingIsRememberedOfARemovedProcess() {
        startFooAndLetItCrash();
        monitor.removeProcess("foo");

        assertThat(monitor.nextDelays()).isEmpty();
        assertThat(monitor.timeStarted()).isEmpty();
        assertThat(monitor.children()).isEmpty();
    }

    @Test
    @DisplayName("B20: without an environment it is empty, and the monitor's own can be asked for")
    void environmentIsEmptyUnlessAskedFor() {
        startFoo();
        assertThat(reactor.lastProcess().program().environment()).isEqualTo(Environment.empty());

        monitor.addProcess(new Registration(
                "bar",
                List.of("bar"),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Environment.inherited(),
                Optional.empty()));
        assertThat(reactor.lastProcess().program().environment()).isEqualTo(Environment.inherited());
    }

    @Test
    @DisplayName("B21: a monitor that is restored from what was written works")
    void restoredMonitorWorks() throws IOException {
        startFoo();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        monitor.snapshot().writeTo(written);

        ProcessMonitor restored = new ProcessMonitor(reactor);
        restored.restore(MonitorSnapshot.readFrom(new ByteArrayInputStream(written.toByteArray())));
        restored.startService();
        reactor.runTasks();

        assertThat(restored.runs()).containsOnlyKeys("foo");
    }

    @Test
    @DisplayName("B23: start, exit, back-off and kill are told, with the exit status and the reason")
    void everyTransitionIsTold() {
        startFooAndLetItCrash();

        assertThat(transitions)
                .extracting(ChildTransition::reason)
                .containsExactly(Reason.START_REQUESTED, Reason.SPAWNED, Reason.DIED_EARLY);
        assertThat(transitions.getLast().event().toString()).contains("code=1");
    }

    private void startFoo() {
        monitor.addProcess("foo", List.of("foo"));
        monitor.startService();
        reactor.runTasks();
    }

    private void startFooAndLetItCrash() {
        startFoo();
        reactor.lastProcess().exit(1);
    }
}
