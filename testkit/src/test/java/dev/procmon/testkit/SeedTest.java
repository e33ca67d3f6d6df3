// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.monitor.DuplicateNameException;
import dev.procmon.core.monitor.MonitorSnapshot;
import dev.procmon.core.monitor.ProcessMonitor;
import dev.procmon.core.monitor.Registration;
import dev.procmon.core.monitor.UnknownNameException;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The tests of {@code twisted.runner.procmon}, each with the same meaning and under the same name, with the same settings:
 * delays from 2 to 10 s, a threshold of 10 s, and children that take 1 s to die of TERM.
 */
class SeedTest {

    private static final Duration TERMINATION_DELAY = Duration.ofSeconds(1);

    private final VirtualReactor reactor = new VirtualReactor();
    private final ProcessMonitor monitor = new ProcessMonitor(reactor);
    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void configure() {
        monitor.minRestartDelay(Duration.ofSeconds(2));
        monitor.maxRestartDelay(Duration.ofSeconds(10));
        monitor.threshold(Duration.ofSeconds(10));
        monitor.subscribeToOutput(line -> log.add(line.tagged()));
        reactor.scriptForAllOthers(ChildScript.runsForever().thatExitsOn(Signal.TERM, TERMINATION_DELAY, 0));
    }

    @Test
    @DisplayName("test_getStateIncludesProcesses: the snapshot holds the registered processes, written and read back")
    void snapshotHoldsTheRegisteredProcesses() throws IOException {
        monitor.addProcess(registration("foo", "arg1", "arg2"));
        monitor.startService();
        reactor.advance(Duration.ofSeconds(3));

        ByteArrayOutputStream written = new ByteArrayOutputStream();
        monitor.snapshot().writeTo(written);
        MonitorSnapshot read = MonitorSnapshot.readFrom(new ByteArrayInputStream(written.toByteArray()));

        assertThat(read.processes()).containsExactly(registration("foo", "arg1", "arg2"));
    }

    @Test
    @DisplayName("test_getStateExcludesReactor: the snapshot holds no reactor and nothing of what runs")
    void snapshotHoldsNoRuntimeState() {
        monitor.addProcess(registration("foo", "arg1", "arg2"));
        MonitorSnapshot before = monitor.snapshot();
        monitor.startService();
        reactor.advance(Duration.ofSeconds(3));

        assertThat(monitor.snapshot()).isEqualTo(before);
        ProcessMonitor other = new ProcessMonitor(new VirtualReactor());
        other.restore(before);
        assertThat(other.processes()).isEqualTo(monitor.processes());
        assertThat(other.runs()).isEmpty();
    }

    @Test
    @DisplayName("test_addProcess: a process is only started once the service is")
    void addProcessStartsOnlyOnceTheServiceIsUp() {
        monitor.addProcess(registration("foo", "arg1", "arg2"));

        assertThat(monitor.runs()).isEmpty();
        assertThat(monitor.processes()).isEqualTo(Map.of("foo", registration("foo", "arg1", "arg2")));

        monitor.startService();
        reactor.advance(Duration.ZERO);
        assertThat(monitor.runs()).containsOnlyKeys("foo");
        assertThat(reactor.living()).hasSize(1);
    }

    @Test
    @DisplayName("test_addProcessDuplicateKeyError: a name that is taken is refused")
    void addProcessRefusesANameThatIsTaken() {
        monitor.addProcess(registration("foo", "arg1", "arg2"));

        assertThatThrownBy(() -> monitor.addProcess(registration("foo", "arg1", "arg2")))
                .isInstanceOf(DuplicateNameException.class)
                .hasMessageContaining("foo");
    }

    @Test
    @DisplayName("test_addProcessEnv: the environment is passed to the spawn, and so are uid and gid")
    void addProcessPassesTheEnvironment() {
        monitor.startService();
        monitor.addProcess(new Registration(
                "foo",
                List.of("foo"),
                OptionalLong.of(1),
                OptionalLong.of(2),
                Environment.of(Map.of("KEY", "value")),
                Optional.of("/srv")));
        reactor.advance(Duration.ZERO);

        Program spawned = reactor.lastProcess().program();
        assertThat(spawned.environment()).isEqualTo(Environment.of(Map.of("KEY", "value")));
        assertThat(spawned.identity().user()).contains(new Account.Id(1));
        assertThat(spawned.identity().group()).contains(new Account.Id(2));
        assertThat(spawned.directory()).contains("/srv");
    }

    @Test
    @DisplayName("test_removeProcess: a removed process is no longer registered")
    void removeProcessUnregisters() {
        monitor.startService();
        addFoo();
        assertThat(monitor.processes()).hasSize(1);

        monitor.removeProcess("foo");

        assertThat(monitor.processes()).isEmpty();
    }

    @Test
    @DisplayName("test_removeProcessUnknownKeyError: a name that nobody has cannot be removed")
    void removeProcessRefusesAnUnknownName() {
        monitor.startService();

        assertThatThrownBy(() -> monitor.removeProcess("foo")).isInstanceOf(UnknownNameException.class);
    }

    @Test
    @DisplayName("test_startProcess: a started process is among those that run, and its start time is known")
    void startProcessRecordsTheRunAndItsStart() {
        addFoo();
        monitor.startProcess("foo");
        reactor.runTasks();

        assertThat(monitor.runs()).containsKey("foo");
        assertThat(monitor.timeStarted()).containsEntry("foo", reactor.now());
        assertThat(monitor.pids()).containsEntry("foo", 1L);
    }

    @Test
    @DisplayName("test_startProcessAlreadyStarted: starting a process that runs does nothing")
    void startProcessThatRunsDoesNothing() {
        addFoo();
        monitor.startProcess("foo");
        monitor.startProcess("foo");
        reactor.advance(Duration.ZERO);

        assertThat(reactor.processes()).hasSize(1);
    }

    @Test
    @DisplayName("test_startProcessUnknownKeyError: a name that nobody has cannot be started")
    void startProcessRefusesAnUnknownName() {
        assertThatThrownBy(() -> monitor.startProcess("foo")).isInstanceOf(UnknownNameException.class);
    }

    @Test
    @DisplayName("test_stopProcessNaturalTermination: a process that ends of TERM is restarted at once")
    void stopProcessThatEndsByItselfRestarts() {
        monitor.startService();
        addFoo();
        reactor.advance(monitor.threshold());

        monitor.stopProcess("foo");
        assertThat(reactor.lastProcess().signals()).containsExactly(Signal.TERM);
        reactor.advance(TERMINATION_DELAY);

        assertThat(monitor.timeStarted()).containsEntry("foo", reactor.now());
        assertThat(reactor.living()).hasSize(1);
    }

    @Test
    @DisplayName("test_stopProcessForcedKill: a process that does not end within killTime is killed, then restarted")
    void stopProcessKillsAfterKillTime() {
        reactor.scriptForAllOthers(ChildScript.runsForever()
                .thatExitsOn(Signal.TERM, monitor.killTime().plusSeconds(1), 0));
        monitor.startService();
        addFoo();
        reactor.advance(monitor.threshold());
        var started = monitor.timeStarted().get("foo");

        monitor.stopProcess("foo");
        reactor.advance(monitor.killTime().minusSeconds(1));
        assertThat(monitor.timeStarted()).containsEntry("foo", started);
        reactor.advance(Duration.ofSeconds(1));

        assertThat(reactor.processes().getFirst().signals()).containsExactly(Signal.TERM, Signal.KILL);
        assertThat(monitor.timeStarted()).containsEntry("foo", reactor.now());
    }

    @Test
    @DisplayName("test_stopProcessUnknownKeyError: a name that nobody has cannot be stopped")
    void stopProcessRefusesAnUnknownName() {
        assertThatThrownBy(() -> monitor.stopProcess("foo")).isInstanceOf(UnknownNameException.class);
    }

    @Test
    @DisplayName("test_stopProcessAlreadyStopped: stopping a process that does not run does nothing")
    void stopProcessThatDoesNotRunDoesNothing() {
        addFoo();
        monitor.stopProcess("foo");
        reactor.advance(Duration.ofSeconds(60));

        assertThat(reactor.processes()).isEmpty();
        assertThat(reactor.pendingTimers()).isZero();
    }

    @Test
    @DisplayName("test_outputReceivedCompleteLine: a complete line is logged once, with its name")
    void completeLineIsLogged() {
        startFooAndWait();

        reactor.lastProcess().write("hello world!\n");

        assertThat(log).containsExactly("[foo] hello world!");
    }

    @Test
    @DisplayName("test_outputReceivedCompleteLineInvalidUTF8: invalid UTF-8 is logged as the repr of the bytes")
    void invalidUtf8IsLoggedAsItsRepr() {
        startFooAndWait();

        reactor.lastProcess().write(StdStream.STDOUT, "\u00ffhello world!\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(log).containsExactly("[foo] b'\\xffhello world!'");
    }

    @Test
    @DisplayName("test_outputReceivedPartialLine: an unfinished line is logged when the process ends")
    void unfinishedLineIsLoggedAtTheEnd() {
        startFooAndWait();

        reactor.lastProcess().write("hello world!");
        assertThat(log).isEmpty();
        reactor.lastProcess().exit(0);

        assertThat(log).containsExactly("[foo] hello world!");
    }

    @Test
    @DisplayName("test_connectionLostLongLivedProcess: a process that lived for the threshold is restarted at once")
    void longLivedProcessIsRestartedAtOnce() {
        startFooAndWait();

        reactor.lastProcess().exit(0);
        assertThat(monitor.runs()).isEmpty();
        reactor.advance(Duration.ZERO);

        assertThat(monitor.runs()).containsKey("foo");
        assertThat(reactor.processes()).hasSize(2);
    }

    @Test
    @DisplayName("test_connectionLostMurderCancel: the end of a process cancels its pending kill")
    void endOfAProcessCancelsItsPendingKill() {
        addFoo();
        monitor.startService();
        reactor.advance(Duration.ofSeconds(1));
        monitor.stopProcess("foo");
        assertThat(monitor.pendingKills()).containsEntry("foo", reactor.now().plus(monitor.killTime()));

        reactor.advance(TERMINATION_DELAY);

        assertThat(monitor.pendingKills()).isEmpty();
        assertThat(reactor.pendingTimers()).as("the pending restart alone").isEqualTo(1);
        reactor.advance(Duration.ofMinutes(1));
        assertThat(reactor.processes().getFirst().signals()).containsExactly(Signal.TERM);
    }

    @Test
    @DisplayName("test_connectionLostProtocolDeletion: a process that has ended no longer runs")
    void endedProcessNoLongerRuns() {
        monitor.startService();
        addFoo();
        reactor.runTasks();
        assertThat(monitor.runs()).containsKey("foo");

        reactor.lastProcess().signal(Signal.KILL, Reach.TREE);
        reactor.advance(TERMINATION_DELAY);

        assertThat(monitor.runs()).isEmpty();
    }

    @Test
    @DisplayName("test_connectionLostMinMaxRestartDelay: the delay is at least the minimum and at most the maximum")
    void delayStaysBetweenMinimumAndMaximum() {
        monitor.minRestartDelay(Duration.ofSeconds(2));
        monitor.maxRestartDelay(Duration.ofSeconds(3));
        monitor.startService();
        addFoo();
        assertThat(monitor.nextDelays()).containsEntry("foo", Duration.ofSeconds(2));
        reactor.advance(monitor.threshold().minusSeconds(1));

        reactor.lastProcess().exit(0);

        assertThat(monitor.pendingRestarts()).containsEntry("foo", reactor.now().plus(Duration.ofSeconds(2)));
        assertThat(monitor.nextDelays()).containsEntry("foo", Duration.ofSeconds(3));
    }

    @Test
    @DisplayName("test_connectionLostBackoffDelayDoubles: an early death doubles the delay")
    void earlyDeathDoublesTheDelay() {
        monitor.startService();
        addFoo();
        reactor.advance(monitor.threshold().minusSeconds(1));
        assertThat(monitor.nextDelays()).containsEntry("foo", Duration.ofSeconds(2));

        reactor.lastProcess().exit(0);

        assertThat(monitor.nextDelays()).containsEntry("foo", Duration.ofSeconds(4));
    }

    @Test
    @DisplayName("test_startService: the service starts all registered processes")
    void startServiceStartsAllProcesses() {
        addFoo();
        monitor.addProcess("bar", List.of("bar"));
        monitor.startService();
        reactor.advance(Duration.ZERO);

        assertThat(monitor.runs()).containsOnlyKeys("foo", "bar");
        assertThat(reactor.living()).hasSize(2);
    }

    @Test
    @DisplayName("test_stopService: the end of the service ends all processes, and none comes back")
    void stopServiceEndsAllProcesses() {
        addFoo();
        monitor.addProcess("bar", List.of("bar"));
        monitor.startService();
        reactor.advance(monitor.threshold().plusSeconds(1));
        assertThat(monitor.runs()).containsOnlyKeys("foo", "bar");

        var gone = monitor.stopService();
        assertThat(gone).isNotDone();
        reactor.advance(monitor.killTime().plusSeconds(1));

        assertThat(gone).isCompleted();
        assertThat(monitor.runs()).isEmpty();
        assertThat(reactor.living()).isEmpty();
        assertThat(reactor.pendingTimers()).isZero();
    }

    @Test
    @DisplayName("test_stopServiceCancelRestarts: the end of the service cancels a pending restart")
    void stopServiceCancelsAPendingRestart() {
        startFooAndWait();
        monitor.threshold(Duration.ofMinutes(1));
        reactor.lastProcess().exit(ExitStatus.exited(0));
        assertThat(monitor.pendingRestarts()).containsKey("foo");

        assertThat(monitor.stopService()).isCompleted();

        assertThat(monitor.pendingRestarts()).isEmpty();
        assertThat(reactor.pendingTimers()).isZero();
    }

    @Test
    @DisplayName("test_stopServiceCleanupScheduledRestarts: nothing is restarted after the end of the service")
    void nothingIsRestartedAfterTheEndOfTheService() {
        monitor.threshold(Duration.ofSeconds(5));
        monitor.minRestartDelay(Duration.ofSeconds(5));
        monitor.startService();
        addFoo();
        reactor.advance(Duration.ofSeconds(1));
        monitor.stopProcess("foo");
        reactor.advance(Duration.ofSeconds(1));
        assertThat(monitor.pendingRestarts()).containsKey("foo");

        assertThat(monitor.stopService()).isCompleted();
        reactor.advance(Duration.ofSeconds(6));

        assertThat(monitor.runs()).isEmpty();
        assertThat(reactor.processes()).hasSize(1);
    }

    private void addFoo() {
        monitor.addProcess("foo", List.of("foo"));
    }

    private void startFooAndWait() {
        addFoo();
        monitor.startService();
        reactor.advance(monitor.threshold());
        assertThat(monitor.runs()).containsKey("foo");
    }

    private static Registration registration(String name, String... args) {
        return new Registration(
                name, List.of(args), OptionalLong.of(1), OptionalLong.of(2), Environment.empty(), Optional.empty());
    }
}
