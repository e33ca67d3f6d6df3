// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import static dev.procmon.control.action.Action.KILL;
import static dev.procmon.control.action.Action.RESTART;
import static dev.procmon.control.action.Action.START;
import static dev.procmon.control.action.Action.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.control.output.LogLine;
import dev.procmon.control.status.Why;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.ProbeAnswer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person reads at three in the morning. */
class WhyTest {

    private static final String PLAIN_BACKOFF = "backoff = { min = \"4s\", jitter = 0, threshold = \"10s\" }\n";
    private static final String DB = "[program.db]\ncommand = \"db\"\n" + PLAIN_BACKOFF;
    private static final String WEB = "[program.web]\ncommand = \"web\"\n" + PLAIN_BACKOFF;

    @RegisterExtension
    final Operating world = new Operating();

    @Test
    void runningAndReady() {
        world.up(WEB);
        world.seconds(5);

        Why why = world.why("web");

        assertThat(world.chain("web")).containsExactly("web: runs, pid 1");
        assertThat(why.chain().getFirst().since()).contains(Instant.parse("2026-11-25T00:00:00Z"));
        assertThat(why.next()).isEmpty();
        assertThat(why.advice()).isEmpty();
    }

    @Test
    void neverStarted() {
        world.load(WEB);

        assertThat(world.chain("web")).containsExactly("web: has not been started: nobody has asked for it yet");
        assertThat(world.why("web").advice()).containsExactly("procmon start web");
    }

    @Test
    void stoppedByHand() {
        world.up(WEB);
        world.seconds(7);
        world.words(world.act(STOP, "web"));
        world.seconds(60);

        Why why = world.why("web");

        assertThat(world.chain("web")).containsExactly("web: is stopped: user alice (uid 1000) has asked for that");
        assertThat(why.chain().getFirst().since()).contains(Instant.parse("2026-11-25T00:00:07Z"));
        assertThat(why.advice()).containsExactly("procmon start web");
    }

    @Test
    void waitingForOneThatBacksOff() {
        world.reactor.script(
                "db",
                ChildScript.exitsAfter(Duration.ofMillis(300), 1)
                        .thatWrites(Duration.ofMillis(100), "one\ntwo\nthree\nno space left on device\n"));
        world.up(DB + "notify = \"sd\"\n" + WEB + "needs = { db = \"ready\" }");
        world.millis(400);

        Why why = world.why("web");

        assertThat(world.chain("web"))
                .containsExactly("web: is waiting: db is not ready", "db: is backing off: it exited with 1 after 0.3s");
        assertThat(why.chain().getLast().lastLines())
                .extracting(LogLine::text)
                .containsExactly("two", "three", "no space left on device");
        assertThat(why.next())
                .contains(
                        "db: it is started again in 3.9s; then it is started as soon as nothing of that is in the way any longer");
        assertThat(why.nextAt()).contains(Instant.parse("2026-11-25T00:00:04.300Z"));
        assertThat(why.advice()).containsExactly("procmon logs -n 50 db", "procmon restart db");
    }

    @Test
    void howOftenItHasFailedInARow() {
        world.reactor.script("db", ChildScript.exitsAfter(Duration.ofMillis(300), 1));
        world.up(DB);
        world.seconds(20);

        assertThat(world.chain("db"))
                .containsExactly("db: is backing off: it exited with 1 after 0.3s, and has failed 3 times in a row");
        world.words(world.act(START, "db"));
        world.millis(301);
        assertThat(world.chain("db")).containsExactly("db: is backing off: it exited with 1 after 0.3s");
    }

    @Test
    void aChainOfThree() {
        world.up(DB + "notify = \"sd\"\n" + WEB
                + "needs = { db = \"ready\" }\n[program.proxy]\ncommand = \"proxy\"\nneeds = { web = \"ready\" }");
        world.words(world.act(STOP, "db"));

        assertThat(world.chain("proxy"))
                .containsExactly(
                        "proxy: is waiting: web is not ready",
                        "web: is waiting: db is not ready",
                        "db: is stopped: user alice (uid 1000) has asked for that");
        assertThat(world.why("proxy").advice()).containsExactly("procmon start db");
    }

    @Test
    void severalRoots() {
        world.reactor.script("db", ChildScript.failsToSpawn("ENOENT"));
        world.up(DB + "[program.cache]\ncommand = \"cache\"\nnotify = \"sd\"\n" + WEB
                + "needs = { db = \"ready\", cache = \"ready\" }");

        assertThat(world.chain("web"))
                .containsExactly(
                        "web: is waiting: db is not ready, cache is not ready",
                        "db: is backing off: it cannot be spawned: ENOENT (so the script says)",
                        "cache: was started, pid 2, and is not ready yet: it has not said yet that it is ready; it must be ready in 1m");
        assertThat(world.why("web").advice())
                .containsExactly(
                        "correct command or cwd in [program.db], then: procmon reload",
                        "procmon restart db",
                        "procmon logs -n 50 cache");
    }

    @Test
    void oneThatTwoNeedIsExplainedOnce() {
        world.up(
                DB
                        + "notify = \"sd\"\n[program.a]\ncommand = \"a\"\nneeds = { db = \"ready\" }\n[program.b]\ncommand = \"b\"\nneeds = { db = \"ready\", a = \"ready\" }");

        assertThat(world.chain("b")).hasSize(3);
    }

    @Test
    void waitingForOneThatHasBeenRemoved() {
        world.up(DB + WEB + "needs = { db = \"ready\" }");
        world.words(world.act(dev.procmon.control.action.Action.REMOVE, "db"));
        world.words(world.act(STOP, "web"));
        var _ = world.act(START, "web");

        assertThat(world.chain("web"))
                .containsExactly("web: is waiting: db is not ready", "db: is needed by web and is not there");
        assertThat(world.why("web").advice().getFirst())
                .isEqualTo(
                        "add [program.db] to the configuration, or take it out of the needs of web, then: procmon reload");
    }

    @Test
    void waitingForOneToComplete() {
        world.up("[program.migrate]\ncommand = \"migrate\"\nrestart = \"never\"\n" + WEB
                + "needs = { migrate = \"completed\" }");

        assertThat(world.chain("web"))
                .containsExactly(
                        "web: is waiting: migrate has not completed",
                        "migrate: runs, pid 1, and has not completed yet");
        assertThat(world.why("web").advice()).containsExactly("procmon logs -n 50 migrate");
    }

    @Test
    void waitingForOneThatHasFailedForGood() {
        world.reactor.script("migrate", ChildScript.exitsAfter(Duration.ofSeconds(1), 3));
        world.up("[program.migrate]\ncommand = \"migrate\"\nrestart = \"never\"\n" + WEB
                + "needs = { migrate = \"completed\" }");
        world.seconds(1);

        assertThat(world.chain("web"))
                .containsExactly(
                        "web: is waiting: migrate has not completed",
                        "migrate: has ended and is not started again, as its restart policy says: it exited with 3 after 1s");
        assertThat(world.why("web").advice()).containsExactly("procmon logs -n 50 migrate", "procmon start migrate");
    }

    @Test
    void needingOneReadyThatHasDoneItsWork() {
        world.reactor.script("migrate", ChildScript.exitsAfter(Duration.ofSeconds(1), 0));
        world.up("[program.migrate]\ncommand = \"migrate\"\nrestart = \"never\"\nnotify = \"sd\"\n" + WEB
                + "needs = { migrate = \"ready\" }");
        world.seconds(1);

        assertThat(world.chain("web").getFirst()).isEqualTo("web: is waiting: migrate is not ready");
        assertThat(world.why("web").advice().getFirst())
                .isEqualTo(
                        "if migrate is to end, change needs of web to { migrate = \"completed\" }, then: procmon reload");
    }

    @Test
    void givenUp() {
        world.reactor.script("db", ChildScript.exitsAfter(Duration.ofMillis(300), 1));
        world.up(DB + "give-up = { restarts = 2, within = \"1m\" }");
        world.seconds(30);

        assertThat(world.chain("db"))
                .containsExactly(
                        "db: was given up: it was restarted too often (more than 2 times within 1m); at last it exited with 1 after 0.3s");
        assertThat(world.why("db").next()).isEmpty();
        assertThat(world.why("db").advice())
                .containsExactly(
                        "procmon logs -n 50 db",
                        "procmon start db",
                        "to let it be tried for ever, take give-up out of [program.db]");
    }

    @Test
    void givenUpWithItsGroup() {
        world.reactor.script(
                "db",
                ChildScript.exitsAfter(Duration.ofMillis(300), 1).thatWrites(Duration.ofMillis(100), "disk full\n"));
        world.up(
                DB + WEB
                        + "[group.shop]\nmembers = [\"db\", \"web\"]\ngive-up = { restarts = 1, within = \"1m\", then = \"fail\" }");
        world.seconds(30);

        assertThat(world.chain("web"))
                .containsExactly(
                        "web: was given up with its group shop, in which db was the last to die too often (more than 1 time within 1m)",
                        "db: was given up with its group shop, in which it was the last to die too often (more than 1 time within 1m); at last it exited with 1 after 0.3s");
        assertThat(world.why("web").chain().getLast().lastLines())
                .extracting(LogLine::text)
                .containsExactly("disk full");
        assertThat(world.why("web").advice()).containsExactly("procmon logs -n 50 db", "procmon start @shop");
        assertThat(world.why("db").advice()).containsExactly("procmon logs -n 50 db", "procmon start @shop");
    }

    @Test
    void whoNeedsOneThatWasGivenUpIsToldThatNothingHappensByItself() {
        world.reactor.script("db", ChildScript.exitsAfter(Duration.ofMillis(300), 1));
        world.up(DB + "notify = \"sd\"\ngive-up = { restarts = 0, within = \"1m\" }\n" + WEB
                + "needs = { db = \"ready\" }");
        world.seconds(30);

        assertThat(world.why("web").next())
                .contains("nothing by itself: db is not started again unless somebody asks for it");
        assertThat(world.why("web").advice()).contains("procmon start db");
    }

    @Test
    void whoWaitsIsToldWhereToLook() {
        StringBuilder chain = new StringBuilder("[program.p0]\ncommand = \"p\"\nnotify = \"sd\"\n");
        for (int i = 1; i < 60; i++) {
            chain.append("[program.p")
                    .append(i)
                    .append("]\ncommand = \"p\"\nneeds = { p")
                    .append(i - 1)
                    .append(" = \"ready\" }\n");
        }
        world.up(chain.toString());

        assertThat(world.why("p59").chain()).hasSize(40);
        assertThat(world.why("p59").advice()).containsExactly("procmon why p19");
    }

    @Test
    void oneThatWasKilledWasKilled() {
        world.up(WEB);
        world.seconds(1);
        world.process("web").exit(new ExitStatus.Signaled(Signal.TERM, ExitStatus.Cause.UNKNOWN));

        assertThat(world.chain("web")).containsExactly("web: is backing off: it was killed by TERM after 1s");
    }

    @Test
    void runningWhileItsLivenessProbeFails() {
        world.reactor.probeAnswersForAllOthers(ProbeAnswer.failing("ECONNREFUSED"));
        world.up(WEB + "live = { tcp = \"127.0.0.1:80\" }");
        world.seconds(11);

        assertThat(world.chain("web"))
                .containsExactly(
                        "web: runs, pid 1, and its liveness probe is failing (2 of 3 failures): its connection probe says: ECONNREFUSED");
        assertThat(world.why("web").advice()).containsExactly("procmon logs -n 50 web");
    }

    @Test
    void startingAndNotReadyNamesWhatTheProbeSays() {
        world.reactor.probeAnswersForAllOthers(ProbeAnswer.failing("ECONNREFUSED"));
        world.up(WEB + "ready = { tcp = \"127.0.0.1:80\" }");
        world.seconds(20);

        Why why = world.why("web");

        assertThat(world.chain("web"))
                .containsExactly(
                        "web: was started, pid 1, and is not ready yet: its connection probe says: ECONNREFUSED; it must be ready in 40s");
        assertThat(why.next()).contains("it must be ready in 40s, or it is ended and the start has failed");
        assertThat(why.nextAt()).contains(Instant.parse("2026-11-25T00:01:00Z"));
        assertThat(why.advice()).containsExactly("procmon logs -n 50 web");
    }

    @Test
    void startingAndWaitingForALine() {
        world.up(WEB + "ready = { log = \"listening\" }");

        assertThat(world.chain("web").getFirst())
                .contains("it has not written the line yet that its probe of the output waits for");
    }

    @Test
    void runningAndNotReadyAnyLonger() {
        world.up(WEB + "notify = \"sd\"");
        world.process("web").tell("READY=1");
        world.seconds(5);
        world.process("web").tell("RELOADING=1");
        world.seconds(5);

        assertThat(world.chain("web"))
                .containsExactly("web: runs, pid 1, and is not ready any longer: it says so itself");
        assertThat(world.why("web").advice()).containsExactly("procmon logs -n 50 web", "procmon restart web");
    }

    @Test
    void stoppingByHand() {
        world.reactor.script("web", ChildScript.runsForever().thatIgnores(Signal.TERM));
        world.up(WEB);
        var _ = world.act(STOP, "web");
        world.seconds(4);

        Why why = world.why("web");

        assertThat(world.chain("web"))
                .containsExactly(
                        "web: is being ended, for user alice (uid 1000) has asked for a stop: TERM sent, KILL in 6s; still there: pid 1 (leader, sleeping)");
        assertThat(why.next()).contains("KILL follows in 6s");
        assertThat(why.advice()).containsExactly("procmon kill web");
    }

    @Test
    void stoppingToBeRestarted() {
        world.reactor.script("web", ChildScript.runsForever().thatIgnores(Signal.TERM));
        world.up(WEB);
        var _ = world.act(RESTART, "web");
        world.seconds(1);

        assertThat(world.chain("web").getFirst())
                .isEqualTo(
                        "web: is being ended, for user alice (uid 1000) has asked for a restart: TERM sent, KILL in 9s; still there: pid 1 (leader, sleeping)");
    }

    @Test
    void whoOutlivesKillIsNamed() {
        world.reactor.script("web", ChildScript.runsForever().thatIgnores(Signal.KILL));
        world.up(WEB);
        var _ = world.act(KILL, "web");
        world.seconds(6);

        assertThat(world.chain("web").getFirst()).contains("still there after KILL: pid 1");
        assertThat(world.why("web").advice().getFirst()).startsWith("look at these processes on the host: pid 1");
        world.process("web").exit(0);
    }

    @Test
    void endedBecauseItWasNotReadyInTime() {
        world.reactor.script("web", ChildScript.runsForever().thatIgnores(Signal.TERM));
        world.up(WEB + "notify = \"sd\"");
        world.seconds(61);

        assertThat(world.chain("web").getFirst())
                .isEqualTo(
                        "web: is being ended, for it was not ready in time: TERM sent, KILL in 9s; still there: pid 1 (leader, sleeping)");
    }

    @Test
    void endedAfterThoseThatDependOnIt() {
        world.reactor.script("web", ChildScript.runsForever().thatIgnores(Signal.TERM));
        world.up(DB + WEB + "needs = { db = \"ready\" }\nbound = [\"db\"]");
        var _ = world.act(STOP, "db");

        assertThat(world.chain("db").getFirst())
                .isEqualTo(
                        "db: will be ended after those that depend on it, for user alice (uid 1000) has asked for a stop");
        assertThat(world.chain("db").get(1)).startsWith("web: is being ended");
    }

    @Test
    void downWithAnother() {
        world.up(DB + WEB + "needs = { db = \"ready\" }\nbound = [\"db\"]");
        world.words(world.act(STOP, "db"));

        assertThat(world.chain("web").getLast()).isEqualTo("db: is stopped: user alice (uid 1000) has asked for that");
        assertThat(world.why("web").advice()).containsExactly("procmon start db");
    }

    @Test
    void whoHasStoppedItOnceIsNotBlamedForWhatCameLater() {
        world.up(DB + WEB + "needs = { db = \"ready\" }");
        world.words(world.act(STOP, "db"));
        world.words(world.act(RESTART, "web"));
        assertThat(world.status("db").state()).isEqualTo("running");
        world.done(world.supervisor.stop(new dev.procmon.core.program.ProgramName("db")));

        assertThat(world.chain("db")).containsExactly("db: is stopped: it ended as requested");
    }

    @Test
    void aJobWaitsForItsTime() {
        world.up("[program.report]\ncommand = \"report\"\nschedule = \"0 3 * * *\"\ntime-zone = \"UTC\"");

        Why why = world.why("report");

        assertThat(world.chain("report"))
                .containsExactly("report: is waiting: its time has not come, that is at 2026-11-25T03:00:00Z (in 3h)");
        assertThat(why.next()).contains("its next time is at 2026-11-25T03:00:00Z (in 3h)");
        assertThat(why.advice()).containsExactly("procmon trigger report");
    }

    @Test
    void waitingForItsTurn() {
        world.up("[supervisor]\nmax-starting = 1\n" + DB + "notify = \"sd\"\n" + WEB);

        assertThat(world.chain("web"))
                .containsExactly(
                        "web: is waiting: as many programs are starting as may at a time (1): db",
                        "db: was started, pid 1, and is not ready yet: it has not said yet that it is ready; it must be ready in 1m");
        assertThat(world.why("web").advice())
                .containsExactly("procmon logs -n 50 db", "raise max-starting in [supervisor], then: procmon reload");
    }

    @Test
    void completed() {
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ofSeconds(1), 0));
        world.up(WEB + "restart = \"never\"");
        world.seconds(1);

        Why why = world.why("web");

        assertThat(world.chain("web"))
                .containsExactly(
                        "web: has ended and is not started again, as its restart policy says: it exited with 0 after 1s");
        assertThat(why.chain().getFirst().lastLines()).isEmpty();
        assertThat(why.advice()).isEmpty();
    }
}
