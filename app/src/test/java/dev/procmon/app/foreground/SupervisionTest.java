// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.app.console.Console;
import dev.procmon.app.console.JsonConsole;
import dev.procmon.app.console.Screen;
import dev.procmon.app.console.TextConsole;
import dev.procmon.config.LogPolicy;
import dev.procmon.control.event.Event;
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
import dev.procmon.daemon.supervision.EndRule;
import dev.procmon.daemon.supervision.Journal;
import dev.procmon.daemon.supervision.Lineup;
import dev.procmon.daemon.supervision.Outcome;
import dev.procmon.daemon.supervision.Supervised;
import dev.procmon.daemon.supervision.Supervision;
import dev.procmon.daemon.supervision.Taps;
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
class SupervisionTest {

    private static final Duration INSTANT = Duration.ZERO;

    private final VirtualReactor reactor = new VirtualReactor();
    private final Screen screen = new Screen();
    private final Clocks clocks = new Clocks(() -> Instant.parse("2026-01-02T03:04:05Z"), reactor::now);
    private final List<Supervised> programs = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Event> journalled = new ArrayList<>();
    private final Journal journal = event -> {
        journalled.add(event);
        return event;
    };
    private EndRule rule = EndRule.WITH_THE_LAST;

    @Test
    void aCrashLoopIsToldWithGrowingDelays() {
        program(
                "web",
                RestartPolicy.Mode.ALWAYS,
                ChildScript.exitsAfter(seconds(1), 3).thatWrites(INSTANT, "hi\n"));
        Supervision supervision = start();
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
        assertThat(supervision.gone()).isNotDone();
    }

    @Test
    void theLastWordsOfARunComeBeforeItsEnd() {
        program(
                "web",
                RestartPolicy.Mode.NEVER,
                ChildScript.exitsAfter(seconds(1), 0).thatWrites(seconds(1), "last words"));
        Supervision supervision = start();
        reactor.advance(seconds(2));
        assertThat(screen.text()).isEqualTo("""
                web     * started, pid 1
                web     | last words
                web     * exited with 0 after 1s; not restarted, as its policy says
                procmon * the program has ended with success
                """);
        assertThat(supervision.shown()).isCompletedWithValue(new Outcome.Clean());
    }

    @Test
    void whereAllHaveEndedAndOneFailedItHasFailed() {
        program("good", RestartPolicy.Mode.ON_FAILURE, ChildScript.exitsAfter(seconds(2), 0));
        program("bad", RestartPolicy.Mode.NEVER, ChildScript.exitsAfter(seconds(1), 1));
        Supervision supervision = start();
        reactor.advance(seconds(1));
        assertThat(supervision.gone()).isNotDone();
        reactor.advance(seconds(1));
        assertThat(supervision.gone()).isCompletedWithValue(new Outcome.Failed());
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
        Supervision supervision = start();
        reactor.advance(seconds(1));
        screen.text();
        supervision.signalled(Signal.INT);
        reactor.advance(seconds(4));
        assertThat(screen.text()).isEqualTo("""
                procmon * stopping 2 programs, Ctrl-C again to kill
                polite  * stopping, TERM sent (KILL follows in 5s)
                rude    * stopping, TERM sent (KILL follows in 5s)
                polite  * stopped: killed by TERM after 1s
                """);
        assertThat(supervision.gone()).isNotDone();
        reactor.advance(seconds(1));
        assertThat(screen.text()).isEqualTo("""
                rude    * did not end within 5s of TERM, killing
                rude    * stopped: killed by KILL after 6s
                procmon * all programs have stopped
                """);
        assertThat(supervision.shown()).isCompletedWithValue(new Outcome.Clean());
        assertThat(reactor.living()).isEmpty();
        assertThat(reactor.pendingTimers()).isZero();
    }

    @Test
    void theSecondSignalKills() {
        program("rude", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever().thatIgnores(Signal.TERM));
        Supervision supervision = start();
        reactor.advance(seconds(1));
        supervision.signalled(Signal.INT);
        reactor.advance(seconds(1));
        screen.text();
        supervision.signalled(Signal.INT);
        reactor.advance(INSTANT);
        assertThat(screen.text()).isEqualTo("""
                procmon * killing 1 program
                rude    * killing
                rude    * stopped: killed by KILL after 2s
                procmon * all programs have stopped
                """);
        assertThat(supervision.gone()).isCompletedWithValue(new Outcome.Clean());
    }

    @Test
    void aTerminalThatHangsUpTwiceKillsNobody() {
        program("slow", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever().thatExitsOn(Signal.TERM, seconds(2), 0));
        Supervision supervision = start();
        reactor.runTasks();
        supervision.signalled(Signal.HUP);
        supervision.signalled(Signal.HUP);
        reactor.advance(seconds(2));
        assertThat(screen.text()).contains("stopping 1 program on HUP").doesNotContain("kill ");
        assertThat(reactor.lastProcess().signals()).containsExactly(Signal.TERM);
        assertThat(supervision.gone()).isCompletedWithValue(new Outcome.Clean());
    }

    @Test
    void aSignalBeforeTheFirstSpawnHasAnsweredStopsIt() {
        program("slow", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever().thatIsSpawnedAfter(seconds(1)));
        Supervision supervision = start();
        supervision.signalled(Signal.TERM);
        reactor.advance(seconds(1));
        assertThat(supervision.gone()).isCompletedWithValue(new Outcome.Clean());
        assertThat(reactor.living()).isEmpty();
    }

    @Test
    void aProgramThatWaitsForItsRestartIsNotStartedAgain() {
        program("web", RestartPolicy.Mode.ALWAYS, ChildScript.exitsAfter(INSTANT, 1));
        Supervision supervision = start();
        reactor.advance(Duration.ofMillis(500));
        supervision.signalled(Signal.INT);
        reactor.advance(seconds(10));
        assertThat(screen.text()).endsWith("""
                web     * stopped: not to be restarted any more
                procmon * all programs have stopped
                """);
        assertThat(reactor.processes()).hasSize(1);
        assertThat(supervision.gone()).isCompletedWithValue(new Outcome.Clean());
    }

    @Test
    void theThirdSignalLeavesBehindWhatNobodyCanKill() {
        program(
                "alien",
                RestartPolicy.Mode.ALWAYS,
                ChildScript.runsForever().thatIgnores(Signal.TERM).thatMayNotBeSent(Signal.KILL, "EPERM"));
        Supervision supervision = start();
        reactor.runTasks();
        supervision.signalled(Signal.INT);
        supervision.signalled(Signal.INT);
        supervision.signalled(Signal.INT);
        reactor.runTasks();
        assertThat(supervision.gone()).isNotDone();
        assertThat(screen.text()).contains("alien   * cannot be killed: EPERM, pid 1; trying again in 5s");
        reactor.advance(seconds(3));
        supervision.signalled(Signal.INT);
        reactor.runTasks();
        assertThat(screen.text()).endsWith("procmon * giving up, left behind: alien (pid 1)\n");
        assertThat(supervision.gone()).isCompletedWithValue(new Outcome.LeftBehind());
    }

    @Test
    void whereNobodyReadsAnyLongerAllIsStopped() {
        program("web", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever());
        Supervision supervision = start();
        reactor.runTasks();
        supervision.outputClosed();
        supervision.outputClosed();
        reactor.advance(INSTANT);
        assertThat(supervision.gone()).isCompletedWithValue(new Outcome.Clean());
        assertThat(reactor.living()).isEmpty();
    }

    @Test
    void jsonTellsTheSameAsObjects() {
        program(
                "web",
                RestartPolicy.Mode.ALWAYS,
                ChildScript.exitsAfter(seconds(1), 3).thatWrites(INSTANT, "a \"b\" \u001B[31m\u4e16\n"),
                ChildScript.runsForever());
        Supervision supervision = start(new JsonConsole(screen.sink(), clocks));
        reactor.advance(seconds(2));
        supervision.signalled(Signal.TERM);
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
        Supervision supervision = start();
        reactor.advance(seconds(2));
        assertThat(screen.text()).isEqualTo("""
                web     * waiting: migrate has not completed
                migrate * started, pid 1
                migrate * exited with 1 after 1s; not restarted, as its policy says
                procmon * all programs have ended, without success: migrate, web
                """);
        assertThat(supervision.gone()).isCompletedWithValue(new Outcome.Failed());
    }

    @Test
    void theGapBetweenARunAndTheNextIsNotTheEnd() {
        program("db", RestartPolicy.Mode.ALWAYS, ChildScript.exitsAfter(seconds(2), 1), ChildScript.runsForever());
        Relations bound = new Relations(
                List.of(new Need(new ProgramName("db"), Condition.STARTED, Bond.GOES_DOWN_WITH)), List.of());
        program("web", RestartPolicy.Mode.ALWAYS, bound, ChildScript.runsForever());
        Supervision supervision = start();
        reactor.advance(seconds(4));
        assertThat(supervision.gone()).isNotDone();
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
        Supervision supervision = start();
        reactor.advance(seconds(30));
        assertThat(supervision.gone()).isNotDone();
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
        Supervision supervision = start();
        reactor.advance(seconds(10));
        assertThat(supervision.gone()).isCompletedWithValue(new Outcome.GivenUp(42));
        assertThat(reactor.living()).isEmpty();
        assertThat(screen.text())
                .contains("procmon * ending with exit code 42, for web was restarted too often")
                .endsWith("procmon * all programs have stopped\n");
    }

    private static Relations needing(String name, Condition condition) {
        return new Relations(List.of(new Need(new ProgramName(name), condition, Bond.NONE)), List.of());
    }

    @Test
    void itEndsWithTheExitCodeOfItsMainProgram() {
        rule = new EndRule(true, Optional.of(new ProgramName("app")));
        program("app", RestartPolicy.Mode.NEVER, ChildScript.exitsAfter(seconds(1), 3));
        program("helper", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever());
        Supervision supervision = start();
        reactor.advance(seconds(2));
        assertThat(supervision.gone()).isCompletedWithValue(new Outcome.GivenUp(3));
        assertThat(screen.text()).contains("helper  * stopped").endsWith("procmon * all programs have stopped\n");
    }

    @Test
    void aMainProgramThatCannotBeSpawnedEndsItAsAShellWould() {
        rule = new EndRule(false, Optional.of(new ProgramName("app")));
        program("app", RestartPolicy.Mode.NEVER, ChildScript.failsToSpawn("ENOENT"));
        program("helper", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever());
        Supervision supervision = start();
        reactor.advance(seconds(2));
        assertThat(supervision.gone()).isCompletedWithValue(new Outcome.GivenUp(127));
    }

    @Test
    void oneThatStaysGoesOnWhenAllHaveEnded() {
        rule = new EndRule(true, Optional.empty());
        program("job", RestartPolicy.Mode.NEVER, ChildScript.exitsAfter(seconds(1), 0));
        Supervision supervision = start();
        reactor.advance(seconds(100));
        assertThat(supervision.gone()).isNotDone();
        supervision.end(false, "user alice (uid 1000)");
        reactor.advance(seconds(1));
        assertThat(supervision.gone()).isCompletedWithValue(new Outcome.Clean());
        assertThat(screen.text()).contains("procmon * stopping 0 programs, asked for by user alice (uid 1000)\n");
    }

    @Test
    void itIsStartedWhenEachProgramHasComeToRestOnceOrWaitsForOneThatHas() {
        program("crashes", RestartPolicy.Mode.ALWAYS, ChildScript.exitsAfter(seconds(2), 1));
        program("waits", RestartPolicy.Mode.ALWAYS, needing("crashes", Condition.COMPLETED), ChildScript.runsForever());
        program("runs", RestartPolicy.Mode.ALWAYS, ChildScript.runsForever());
        Supervision supervision = start();
        reactor.advance(seconds(1));
        assertThat(supervision.stage()).isEqualTo(Supervision.Stage.RUNNING);
        assertThat(journalled)
                .filteredOn(event -> event.kind().equals("all-started"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.message()).isEqualTo("3 programs started, not as wanted: waits (waiting)"));
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
        programs.add(new Supervised(Program.of(name, name), policy, relations, LogPolicy.SHOWN));
    }

    private Supervision start() {
        return start(new TextConsole(names(), screen.sink(), false));
    }

    private Supervision start(Console console) {
        LineTap lines = new LineTap();
        lines.subscribe(console);
        Supervision supervision = new Supervision(
                reactor,
                new Lineup(programs, groups, OptionalInt.empty()),
                new Taps((_, _, _) -> Optional.empty(), Optional.of(new Taps.Screens(lines, lines))),
                new EventMaker(clocks),
                journal,
                console,
                rule,
                0);
        supervision.start();
        return supervision;
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
