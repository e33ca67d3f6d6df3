// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.app.console.Console;
import dev.procmon.app.console.JsonConsole;
import dev.procmon.app.console.Screen;
import dev.procmon.app.console.TextConsole;
import dev.procmon.core.monitor.LineTap;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.order.Strategy;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.events.Clocks;
import dev.procmon.daemon.events.EventMaker;
import dev.procmon.daemon.logs.LogFiles;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.VirtualReactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The foreground on virtual time: what it shows, and with what it ends. */
class ForegroundTest {

    private static final Duration INSTANT = Duration.ZERO;

    private final VirtualReactor reactor = new VirtualReactor();
    private final Screen screen = new Screen();
    private final Clocks clocks = new Clocks(() -> Instant.parse("2026-01-02T03:04:05Z"), reactor::now);
    private final List<Supervised> programs = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();

    @Test
    void aCrashLoopIsToldWithGrowingDelays() {
        program(
                "web",
                RestartPolicy.Mode.ALWAYS,
                ChildScript.exitsAfter(seconds(1), 3).thatWrites(INSTANT, "hi\n"));
        Foreground foreground = start();
        reactor.advance(seconds(6));
        assertThat(screen.text()).isEqualTo("""
                web     * started, pid 1
                web     | hi
                web     * exited with 3 after 1s; restarting in 1s
                web     * started, pid 2
                web     | hi
                web     * exited with 3 after 1s; restarting in 2s
                web     * started, pid 3
                web     | hi
                web     * exited with 3 after 1s; restarting in 4s
                """);
        assertThat(foreground.gone()).isNotDone();
    }

    @Test
    void theLastWordsOfARunComeBeforeItsEnd() {
        program(
                "web",
                RestartPolicy.Mode.NEVER,
                ChildScript.exitsAfter(seconds(1), 0).thatWrites(seconds(1), "last words"));
        Foreground foreground = start();
        reactor.advance(seconds(2));
        assertThat(screen.text()).isEqualTo("""
                web     * started, pid 1
                web     | last words
                web     * exited with 0 after 1s; not restarted, as its policy says
                procmon * the program has ended with success
                """);
        assertThat(foreground.shown()).isCompletedWithValue(new Outcome.Clean());
    }

    @Test
    void whereAllHaveEndedAndOneFailedItHasFailed() {
        program("good", RestartPolicy.Mode.ON_FAILURE, ChildScript.exitsAfter(seconds(2), 0));
        program("bad", RestartPolicy.Mode.NEVER, ChildScript.exitsAfter(seconds(1), 1));
        Foreground foreground = start();
        reactor.advance(seconds(1));
        assertThat(foreground.gone()).isNotDone();
        reactor.advance(seconds(1));
        assertThat(foreground.gone()).isCompletedWithValue(new Outcome.Failed());
        assertThat(screen.text()).endsWith("procmon * all programs have ended, without success: bad\n");
    }

    @Test
    void whatCannotBeSpawnedIsToldByNameAndWhatHappensNext() {
        program("nope", RestartPolicy.Mode.ALWAYS, ChildScript.failsToSpawn("ENOENT"));
        start();
        reactor.advance(seconds(1));
        assertThat(screen.text().lines())
                .allSatisfy(line ->
                        assertThat(line).contains("cannot be spawned: ENOENT (").contains("; restarting in "));
    }

    @Test
    void aSignalStopsAllAndTheOneThatRefusesIsKilled() {
        program("polite", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever());
        program("rude", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever().thatIgnores(Signal.TERM));
        Foreground foreground = start();
        reactor.advance(seconds(1));
        screen.text();
        foreground.signalled(Signal.INT);
        reactor.advance(seconds(4));
        assertThat(screen.text()).isEqualTo("""
                procmon * stopping 2 programs, Ctrl-C again to kill
                polite  * stopping, TERM sent (KILL follows in 5s)
                rude    * stopping, TERM sent (KILL follows in 5s)
                polite  * stopped: killed by TERM after 1s
                """);
        assertThat(foreground.gone()).isNotDone();
        reactor.advance(seconds(1));
        assertThat(screen.text()).isEqualTo("""
                rude    * did not end within 5s of TERM, killing
                rude    * stopped: killed by KILL after 6s
                procmon * all programs have stopped
                """);
        assertThat(foreground.shown()).isCompletedWithValue(new Outcome.Clean());
        assertThat(reactor.living()).isEmpty();
        assertThat(reactor.pendingTimers()).isZero();
    }

    @Test
    void theSecondSignalKills() {
        program("rude", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever().thatIgnores(Signal.TERM));
        Foreground foreground = start();
        reactor.advance(seconds(1));
        foreground.signalled(Signal.INT);
        reactor.advance(seconds(1));
        screen.text();
        foreground.signalled(Signal.INT);
        reactor.advance(INSTANT);
        assertThat(screen.text()).isEqualTo("""
                procmon * killing 1 program
                rude    * killing
                rude    * stopped: killed by KILL after 2s
                procmon * all programs have stopped
                """);
        assertThat(foreground.gone()).isCompletedWithValue(new Outcome.Clean());
    }

    @Test
    void aTerminalThatHangsUpTwiceKillsNobody() {
        program("slow", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever().thatExitsOn(Signal.TERM, seconds(2), 0));
        Foreground foreground = start();
        reactor.runTasks();
        foreground.signalled(Signal.HUP);
        foreground.signalled(Signal.HUP);
        reactor.advance(seconds(2));
        assertThat(screen.text()).contains("stopping 1 program on HUP").doesNotContain("kill ");
        assertThat(reactor.lastProcess().signals()).containsExactly(Signal.TERM);
        assertThat(foreground.gone()).isCompletedWithValue(new Outcome.Clean());
    }

    @Test
    void aSignalBeforeTheFirstSpawnHasAnsweredStopsIt() {
        program("slow", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever().thatIsSpawnedAfter(seconds(1)));
        Foreground foreground = start();
        foreground.signalled(Signal.TERM);
        reactor.advance(seconds(1));
        assertThat(foreground.gone()).isCompletedWithValue(new Outcome.Clean());
        assertThat(reactor.living()).isEmpty();
    }

    @Test
    void aProgramThatWaitsForItsRestartIsNotStartedAgain() {
        program("web", RestartPolicy.Mode.ALWAYS, ChildScript.exitsAfter(INSTANT, 1));
        Foreground foreground = start();
        reactor.advance(Duration.ofMillis(500));
        foreground.signalled(Signal.INT);
        reactor.advance(seconds(10));
        assertThat(screen.text()).endsWith("""
                web     * stopped: not to be restarted any more
                procmon * all programs have stopped
                """);
        assertThat(reactor.processes()).hasSize(1);
        assertThat(foreground.gone()).isCompletedWithValue(new Outcome.Clean());
    }

    @Test
    void theThirdSignalLeavesBehindWhatNobodyCanKill() {
        program(
                "alien",
                RestartPolicy.Mode.ALWAYS,
                ChildScript.runsForever().thatIgnores(Signal.TERM).thatMayNotBeSent(Signal.KILL, "EPERM"));
        Foreground foreground = start();
        reactor.runTasks();
        foreground.signalled(Signal.INT);
        foreground.signalled(Signal.INT);
        foreground.signalled(Signal.INT);
        reactor.runTasks();
        assertThat(foreground.gone()).isNotDone();
        assertThat(screen.text()).contains("alien   * cannot be killed: EPERM, pid 1; trying again in 5s");
        reactor.advance(seconds(3));
        foreground.signalled(Signal.INT);
        reactor.runTasks();
        assertThat(screen.text()).endsWith("procmon * giving up, left behind: alien (pid 1)\n");
        assertThat(foreground.gone()).isCompletedWithValue(new Outcome.LeftBehind());
    }

    @Test
    void whereNobodyReadsAnyLongerAllIsStopped() {
        program("web", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever());
        Foreground foreground = start();
        reactor.runTasks();
        foreground.outputClosed();
        foreground.outputClosed();
        reactor.advance(INSTANT);
        assertThat(foreground.gone()).isCompletedWithValue(new Outcome.Clean());
        assertThat(reactor.living()).isEmpty();
    }

    @Test
    void jsonTellsTheSameAsObjects() {
        program(
                "web",
                RestartPolicy.Mode.ALWAYS,
                ChildScript.exitsAfter(seconds(1), 3).thatWrites(INSTANT, "a \"b\" \u001B[31m\u4e16\n"),
                ChildScript.runsForever());
        Foreground foreground = start(new JsonConsole(screen.sink(), clocks));
        reactor.advance(seconds(2));
        foreground.signalled(Signal.TERM);
        reactor.advance(seconds(1));
        String time = "{\"time\":\"2026-01-02T03:04:05Z\",\"ms\":";
        assertThat(screen.text().lines())
                .containsExactly(
                        time + "0.0,\"event\":\"starting\",\"program\":\"web\",\"run\":1,\"from\":\"stopped\","
                                + "\"to\":\"starting\",\"reason\":\"a start was requested\"}",
                        time + "0.0,\"event\":\"started\",\"program\":\"web\",\"run\":1,\"from\":\"starting\","
                                + "\"to\":\"running\",\"reason\":\"the process was spawned\",\"message\":\"started, pid 1\","
                                + "\"pid\":1}",
                        time + "0.0,\"event\":\"output\",\"program\":\"web\",\"run\":1,\"stream\":\"stdout\","
                                + "\"text\":\"a \\\"b\\\" \\u001B[31m\u4e16\",\"part\":\"whole\"}",
                        time + "1000.0,\"event\":\"exited\",\"program\":\"web\",\"run\":1,\"from\":\"running\","
                                + "\"to\":\"backing-off\",\"reason\":\"it died early, so it is restarted after a delay\","
                                + "\"tone\":\"bad\",\"message\":\"exited with 3 after 1s; restarting in 1s\",\"pid\":1,"
                                + "\"code\":3,\"uptime_ms\":1000.0,\"success\":false,\"delay_ms\":1000.0}",
                        time + "2000.0,\"event\":\"starting\",\"program\":\"web\",\"run\":2,\"from\":\"backing-off\","
                                + "\"to\":\"starting\",\"reason\":\"the back-off is over\"}",
                        time + "2000.0,\"event\":\"started\",\"program\":\"web\",\"run\":2,\"from\":\"starting\","
                                + "\"to\":\"running\",\"reason\":\"the process was spawned\",\"message\":\"started, pid 2\","
                                + "\"pid\":2}",
                        time
                                + "2000.0,\"event\":\"stopping-all\",\"message\":\"stopping 1 program on TERM\",\"programs\":1,"
                                + "\"signal\":\"TERM\"}",
                        time + "2000.0,\"event\":\"stopping\",\"program\":\"web\",\"run\":2,\"from\":\"running\","
                                + "\"to\":\"stopping\",\"reason\":\"a stop was requested\","
                                + "\"message\":\"stopping, TERM sent (KILL follows in 5s)\",\"pid\":2,\"signal\":\"TERM\","
                                + "\"grace_ms\":5000.0}",
                        time + "2000.0,\"event\":\"exited\",\"program\":\"web\",\"run\":2,\"from\":\"stopping\","
                                + "\"to\":\"stopped\",\"reason\":\"it ended as requested\","
                                + "\"message\":\"stopped: killed by TERM after 0s\",\"pid\":2,\"signal\":\"TERM\","
                                + "\"uptime_ms\":0.0}",
                        time + "2000.0,\"event\":\"all-stopped\",\"message\":\"all programs have stopped\"}");
    }

    @Test
    void whoWaitsForWhatWillNeverComeIsNamedAndItEnds() {
        program("migrate", RestartPolicy.Mode.NEVER, ChildScript.exitsAfter(seconds(1), 1));
        program("web", RestartPolicy.Mode.ALWAYS, needing("migrate", Condition.COMPLETED), ChildScript.runsForever());
        Foreground foreground = start();
        reactor.advance(seconds(2));
        assertThat(screen.text()).isEqualTo("""
                web     * waiting: migrate has not completed
                migrate * started, pid 1
                migrate * exited with 1 after 1s; not restarted, as its policy says
                procmon * all programs have ended, without success: migrate, web
                """);
        assertThat(foreground.gone()).isCompletedWithValue(new Outcome.Failed());
    }

    @Test
    void theGapBetweenARunAndTheNextIsNotTheEnd() {
        program("db", RestartPolicy.Mode.ALWAYS, ChildScript.exitsAfter(seconds(2), 1), ChildScript.runsForever());
        Relations bound = new Relations(
                List.of(new Need(new ProgramName("db"), Condition.STARTED, Bond.GOES_DOWN_WITH)), List.of());
        program("web", RestartPolicy.Mode.ALWAYS, bound, ChildScript.runsForever());
        Foreground foreground = start();
        reactor.advance(seconds(4));
        assertThat(foreground.gone()).isNotDone();
        assertThat(screen.text()).endsWith("""
                web     * killed by TERM after 2s; it will be started again
                web     * waiting: db is not started
                db      * started, pid 3
                web     * started, pid 4
                """);
    }

    @Test
    void aMomentInWhichAllWaitForEachOtherIsNotTheEnd() {
        program("a", RestartPolicy.Mode.ALWAYS, ChildScript.exitsAfter(seconds(20), 1), ChildScript.runsForever());
        program("b", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever().thatExitsOn(Signal.TERM, seconds(1), 0));
        groups.add(new Group("both", List.of("a", "b"), Strategy.ONE_FOR_ALL, Optional.empty()));
        Foreground foreground = start();
        reactor.advance(seconds(30));
        assertThat(foreground.gone()).isNotDone();
        assertThat(reactor.living()).hasSize(2);
        assertThat(reactor.processes()).hasSize(4);
    }

    @Test
    void aProgramThatIsGivenUpCanEndItWithACode() {
        program("web", RestartPolicy.Mode.ALWAYS, ChildScript.exitsAfter(seconds(1), 1));
        program("other", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever());
        Supervised web = programs.getFirst();
        GiveUp giveUp = new GiveUp(new RestartIntensity(1, seconds(60)), new GiveUp.Exit(42));
        programs.set(0, new Supervised(web.program(), web.policy().givingUp(giveUp), web.relations(), web.log()));
        Foreground foreground = start();
        reactor.advance(seconds(10));
        assertThat(foreground.gone()).isCompletedWithValue(new Outcome.GivenUp(42));
        assertThat(reactor.living()).isEmpty();
        assertThat(screen.text())
                .contains("procmon * ending with exit code 42, for web was restarted too often")
                .endsWith("procmon * all programs have stopped\n");
    }

    private static Relations needing(String name, Condition condition) {
        return new Relations(List.of(new Need(new ProgramName(name), condition, Bond.NONE)), List.of());
    }

    private void program(String name, RestartPolicy.Mode mode, ChildScript first, ChildScript... others) {
        program(name, mode, Relations.NONE, first, others);
    }

    private void program(
            String name, RestartPolicy.Mode mode, Relations relations, ChildScript first, ChildScript... others) {
        reactor.script(name, first, others);
        Backoff backoff = new Backoff(seconds(1), seconds(60), 2, 0, seconds(10));
        Policy policy = new Policy(
                RestartPolicy.of(mode), backoff, new StopPlan(Signal.TERM, seconds(5)), Policy.Requests.FREE);
        programs.add(new Supervised(Program.of(name, name), policy, relations, Optional.empty()));
    }

    private Foreground start() {
        return start(new TextConsole(names(), screen.sink(), false));
    }

    private Foreground start(Console console) {
        EventMaker events = new EventMaker(clocks);
        LineTap lines = new LineTap();
        lines.subscribe(console);
        Taps taps = new Taps(programs, lines, new LogFiles(new LogNotices(console, events)));
        Foreground foreground =
                new Foreground(reactor, new Lineup(programs, groups, OptionalInt.empty()), taps, console, events, 0);
        foreground.start();
        return foreground;
    }

    private List<ProgramName> names() {
        List<ProgramName> names = new ArrayList<>();
        for (Supervised each : programs) {
            names.add(each.program().name());
        }
        return names;
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
