// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import static dev.procmon.control.action.Action.REMOVE;
import static dev.procmon.control.action.Action.SCALE;
import static dev.procmon.control.action.Action.START;
import static dev.procmon.control.action.Action.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.procmon.control.plan.Plan;
import dev.procmon.control.status.ProgramStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.daemon.api.Operations.Caller;
import dev.procmon.daemon.api.RefusedException;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.VirtualProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReloadTest {

    private static final String BACKOFF = "backoff = { min = \"4s\", jitter = 0, threshold = \"10s\" }\n";
    private static final String DB = "[program.db]\ncommand = \"db\"\n" + BACKOFF;
    private static final String WEB = "[program.web]\ncommand = \"web\"\n" + BACKOFF;
    private static final String PORT = "env = { PORT = \"8080\" }\n";
    private static final String OTHER_PORT = "env = { PORT = \"8081\" }\n";

    @RegisterExtension
    final Operating world = new Operating();

    @Test
    void whereNothingHasChangedNothingIsToBeDone() {
        world.up(DB + WEB);

        Plan plan = world.done(world.operations.plan());

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.unchanged()).containsExactly("db", "web");
        assertThat(plan.file()).isEqualTo("/srv/procmon.toml");
    }

    @Test
    void aPlanNamesThoseThatAreRestartedThroughTheirBonds() {
        String others = WEB + "bound = [\"db\"]\n[program.log]\ncommand = \"log\"\nrestart-with = [\"web\"]\n"
                + "[program.free]\ncommand = \"free\"\nneeds = { db = \"ready\" }\n";
        world.up(others + DB + PORT);
        world.seconds(1);
        world.file = others + DB + OTHER_PORT;

        assertThat(steps(world.done(world.operations.plan())))
                .containsExactly(
                        "db restart planned [env.PORT: \"8080\" -> \"8081\"]",
                        "web restart planned (is bound to db)",
                        "log restart planned (restarts with web)");
        assertThat(world.done(world.operations.plan()).unchanged()).containsExactly("free");
        assertThat(reloaded().steps()).extracting(Plan.Step::status).containsOnly("done");
        world.seconds(100);
        assertThat(world.processes("db")).hasSize(2);
        assertThat(world.processes("web")).hasSize(2);
        assertThat(world.processes("log")).hasSize(2);
        assertThat(world.told.getLast()).isEqualTo("reloaded, 3 changes made");
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void oneThatHasChangedAndIsBoundToAnotherIsRestartedOnce() {
        world.up(DB + PORT + WEB + PORT + "bound = [\"db\"]");
        world.file = DB + OTHER_PORT + WEB + OTHER_PORT + "bound = [\"db\"]";

        assertThat(steps(reloaded()))
                .containsExactly(
                        "db restart done [env.PORT: \"8080\" -> \"8081\"]: started, pid 3",
                        "web restart done [env.PORT: \"8080\" -> \"8081\"] (is bound to db): started, pid 4");
        world.seconds(100);
        assertThat(world.processes("web")).hasSize(2);
        assertThat(world.process("web").program().environment().toString())
                .isEqualTo(world.process("db").program().environment().toString());
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void aReloadWaitsForThoseThatFollow() {
        world.up(DB + PORT + WEB + "notify = \"sd\"\nbound = [\"db\"]");
        world.process("web").tell("READY=1");
        world.millis(1);
        world.file = DB + OTHER_PORT + WEB + "notify = \"sd\"\nbound = [\"db\"]";
        CompletableFuture<Plan> reload = world.asked(world.operations.reload(caller()));
        assertThat(world.processes("web")).hasSize(2);
        assertThat(reload).isNotDone();

        world.process("web").exit(1);

        assertThat(world.done(reload).steps()).extracting(Plan.Step::status).containsExactly("done", "failed");
        assertThat(world.told.getLast()).endsWith("; 2 changes made but web does not run");
    }

    @Test
    void aPlanChangesNothing() {
        world.up(DB + WEB + PORT);
        world.file = DB + WEB + OTHER_PORT;

        assertThat(steps(world.done(world.operations.plan())))
                .containsExactly("web restart planned [env.PORT: \"8080\" -> \"8081\"]");
        assertThat(world.processes("web")).hasSize(1);
        assertThat(world.told).isEmpty();
    }

    @Test
    void aReloadTouchesOnlyWhatHasChanged() {
        world.up(DB + WEB + PORT);
        world.file = DB + WEB + OTHER_PORT;

        Plan plan = reloaded();

        assertThat(steps(plan)).containsExactly("web restart done [env.PORT: \"8080\" -> \"8081\"]: started, pid 3");
        assertThat(plan.unchanged()).containsExactly("db");
        assertThat(world.processes("db")).hasSize(1);
        assertThat(world.process("web").program().environment().toString()).isNotEmpty();
        assertThat(world.told)
                .containsExactly(
                        "reloading the configuration, asked for by user alice (uid 1000)", "reloaded, 1 change made");
    }

    @Test
    void whatIsInEffectAfterwardsIsWhatTheFileSays() {
        world.up(DB + WEB + PORT);
        world.file = DB + WEB + OTHER_PORT;
        reloaded();

        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
        assertThat(world.done(world.operations.config())).contains("8081").doesNotContain("8080");
    }

    @Test
    void aSecondReloadOfTheSameProjectWorks() {
        world.up(DB + WEB + PORT);
        world.file = DB + WEB + OTHER_PORT;
        reloaded();
        world.file = DB + WEB + PORT + "[program.new]\ncommand = \"new\"";

        assertThat(steps(reloaded()))
                .containsExactly(
                        "web restart done [env.PORT: \"8081\" -> \"8080\"]: started, pid 4",
                        "new start done (is new in the file): started, pid 5");
    }

    @Test
    void aRejectedReloadLeavesEverythingAsItWas() {
        world.up(DB + WEB + PORT);
        world.file = DB + "[program.web]\ncommnd = \"web\"";

        RefusedException refused = refused(world.operations.reload(caller()));

        assertThat(refused.kind()).isEqualTo(RefusedException.Kind.INVALID);
        assertThat(refused.errors()).anyMatch(each -> each.startsWith("/srv/procmon.toml:5:1: unknown key \"commnd\""));
        assertThat(world.reactor.processes()).hasSize(2);
        assertThat(world.done(world.operations.config())).contains("8080");
        assertThat(world.told.getLast()).startsWith("the reload has failed: ").endsWith("; nothing was changed");
        world.file = DB + WEB + PORT;
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void allMistakesOfTheFileAreNamedByAPlan() {
        world.up(DB);
        world.file = "[program.a]\ncommand = 1\n[program.b]\ncommand = 2";

        assertThat(refused(world.operations.plan()).errors()).hasSize(2);
    }

    @Test
    void whoWasStoppedByHandStaysStopped() {
        world.up(DB + WEB + PORT);
        world.words(world.act(STOP, "web"));
        world.file = DB + WEB + OTHER_PORT;

        Plan plan = reloaded();

        assertThat(steps(plan))
                .containsExactly(
                        "web update done [env.PORT: \"8080\" -> \"8081\"] (is stopped, and stays so): changed");
        assertThat(world.status("web").state()).isEqualTo("stopped");
        world.words(world.act(START, "web"));
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void nobodyIsStartedForWhomOneWouldHaveToBeThatWasStopped() {
        world.up(DB + WEB + "needs = { db = \"ready\" }\n" + PORT);
        world.words(world.act(STOP, "db"));
        world.file = DB + WEB + "needs = { db = \"ready\" }\n" + OTHER_PORT
                + "[program.new]\ncommand = \"new\"\nneeds = { web = \"ready\" }";

        assertThat(steps(reloaded()))
                .containsExactly(
                        "web update done [env.PORT: \"8080\" -> \"8081\"] (its next run will be so: it needs db, which is stopped): changed",
                        "new update done (is new in the file; it is not started, for it needs db, which is stopped): registered, not started");
        assertThat(world.status("db").state()).isEqualTo("stopped");
        assertThat(world.processes("db")).hasSize(1);
    }

    @Test
    void oneThatHadFailedAndHasChangedIsStarted() {
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ofMillis(10), 1), ChildScript.runsForever());
        world.up(DB + WEB + "give-up = { restarts = 0, within = \"1m\" }\n" + PORT);
        world.seconds(1);
        assertThat(world.status("web").state()).isEqualTo("failed");
        world.file = DB + WEB + "give-up = { restarts = 0, within = \"1m\" }\n" + OTHER_PORT;

        assertThat(steps(reloaded()))
                .containsExactly(
                        "web start done [env.PORT: \"8080\" -> \"8081\"] (had failed, and has changed): started, pid 3");
    }

    @Test
    void whatNeedsNoNewRunIsChangedWithoutOne() {
        world.up(DB + WEB);
        world.file = DB + WEB + "stop = { grace = \"30s\" }";

        assertThat(steps(reloaded())).containsExactly("web update done [stop.grace: \"10s\" -> \"30s\"]: changed");
        assertThat(world.processes("web")).hasSize(1);
        world.reactor.script("web", ChildScript.runsForever());
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void aPlanSaysWhatIsInEffectWithTheNextRunOnly() {
        world.up(WEB);
        world.file = WEB + "live = { tcp = \"127.0.0.1:80\" }\nlog = { file = \"/tmp/web.log\" }";

        assertThat(world.done(world.operations.plan()).steps())
                .extracting(Plan.Step::action, Plan.Step::why)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "update", "how it is checked and its log change with its next run"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rotate = '1MB', keep = 9                ; its log changes now",
                "rotate-every = '1h', keep-for = '1d'    ; its log changes now",
                "keep-total = '1GB', compress = 'gzip'   ; its log changes now",
                "on-full = 'drop-oldest'                 ; its log changes now",
                "keep = 9, file = '/tmp/web.log'         ; its log changes with its next run",
                "mode = 'json'                           ; its log changes with its next run",
                "show = 'no'                             ; its log changes with its next run",
            })
    void aPlanSaysWhichSettingsOfALogAreInEffectAtOnce(String log, String why) {
        world.up(WEB);
        world.file = WEB + "log = { " + log.strip().replace('\'', '"') + " }";
        assertThat(world.done(world.operations.plan()).steps())
                .extracting(Plan.Step::why)
                .containsExactly(why.strip());

        world.file = world.file + "\nlive = { tcp = \"127.0.0.1:80\" }";
        assertThat(world.done(world.operations.plan()).steps())
                .extracting(Plan.Step::why)
                .containsExactly(
                        why.contains("now")
                                ? "how it is checked changes with its next run, its log changes now"
                                : "how it is checked and its log change with its next run");
    }

    @Test
    void aNewGraceHoldsForThePresentRun() {
        world.reactor.script("web", ChildScript.runsForever().thatIgnores(Signal.TERM));
        world.up(DB + WEB);
        world.file = DB + WEB + "stop = { grace = \"30s\" }";
        reloaded();

        var _ = world.act(STOP, "web");

        assertThat(world.status("web").detail()).isEqualTo("TERM sent, KILL in 30s");
    }

    @Test
    void whatIsGoneIsStoppedThoseFirstThatNeedIt() {
        world.up(DB + WEB + "needs = { db = \"ready\" }\n[program.other]\ncommand = \"other\"");
        world.file = "[program.other]\ncommand = \"other\"";

        assertThat(steps(reloaded()))
                .containsExactly(
                        "web stop done (is no longer in the file): removed: killed by TERM",
                        "db stop done (is no longer in the file): removed: killed by TERM");
        assertThat(names()).containsExactly("other");
        assertThat(world.done(world.operations.config())).doesNotContain("program.db", "program.web");
    }

    @Test
    void restartsGoInTheOrderOfDependencies() {
        world.up(WEB + "needs = { db = \"ready\" }\n" + PORT + DB + "notify = \"sd\"\n" + PORT);
        world.process("db").tell("READY=1");
        world.millis(1);
        world.file = WEB + "needs = { db = \"ready\" }\n" + OTHER_PORT + DB + "notify = \"sd\"\n" + OTHER_PORT;
        CompletableFuture<Plan> reload = world.asked(world.operations.reload(caller()));
        assertThat(world.processes("db")).hasSize(2);
        assertThat(world.processes("web")).hasSize(1);

        world.process("db").tell("READY=1");

        assertThat(steps(world.done(reload)))
                .containsExactly(
                        "db restart done [env.PORT: \"8080\" -> \"8081\"]: ready after 0ms, pid 3",
                        "web restart done [env.PORT: \"8080\" -> \"8081\"]: started, pid 4");
    }

    @Test
    void aReloadStopsAtTheFirstFailureAndASecondPlanShowsTheRest() {
        world.up(DB + "notify = \"sd\"\n" + PORT + WEB + PORT);
        world.process("db").tell("READY=1");
        world.millis(1);
        world.file = DB + "notify = \"sd\"\n" + OTHER_PORT + WEB + OTHER_PORT;
        CompletableFuture<Plan> reload = world.asked(world.operations.reload(caller()));
        world.process("db").exit(1);

        assertThat(steps(world.done(reload)))
                .containsExactly(
                        "db restart failed [env.PORT: \"8080\" -> \"8081\"]: exited with 1 after 0ms, restarting in 4s",
                        "web restart not-done [env.PORT: \"8080\" -> \"8081\"]");
        assertThat(world.processes("web")).hasSize(1);
        assertThat(world.told.getLast())
                .isEqualTo(
                        "the reload has failed: db: exited with 1 after 0ms, restarting in 4s; 1 change made but db does not run, 1 left");
        assertThat(steps(world.done(world.operations.plan())))
                .containsExactly(
                        "db restart planned (has failed since the last reload)",
                        "web restart planned [env.PORT: \"8080\" -> \"8081\"]");
    }

    @Test
    void oneThatHasFailedAndCameUpByItselfIsNotRestartedAgain() {
        world.up(DB + PORT);
        world.reactor.script("db", ChildScript.failsToSpawn("ENOENT"), ChildScript.runsForever());
        world.file = DB + OTHER_PORT;

        assertThat(steps(reloaded())).first().asString().startsWith("db restart failed");
        assertThat(world.told.getLast()).endsWith("; 1 change made but db does not run");
        world.seconds(10);

        assertThat(world.status("db").state()).isEqualTo("running");
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void aSecondReloadBringsUpWhatHasFailed() {
        world.up(DB + PORT);
        world.reactor.script("db", ChildScript.failsToSpawn("ENOENT"), ChildScript.runsForever());
        world.file = DB + OTHER_PORT;
        reloaded();

        assertThat(steps(reloaded()))
                .containsExactly("db restart done (has failed since the last reload): started, pid 3");
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void aNewProgramThatHasFailedIsInTheNextPlan() {
        world.up(DB);
        world.reactor.script("web", ChildScript.failsToSpawn("ENOENT"));
        world.file = DB + WEB;
        reloaded();

        assertThat(world.told.getLast()).endsWith("; 1 change made but web does not run");
        assertThat(steps(world.done(world.operations.plan())))
                .containsExactly("web restart planned (has failed since the last reload)");
    }

    @Test
    void whatWasNeverStartedIsPartOfTheRestToo() {
        world.load(DB + "notify = \"sd\"\n" + PORT + WEB + "stop = { grace = \"1s\" }\n" + PORT);
        var _ = world.act(START, "db");
        world.process("db").tell("READY=1");
        world.millis(1);
        world.file = DB + "notify = \"sd\"\n" + OTHER_PORT + WEB + "stop = { grace = \"2s\" }\n" + OTHER_PORT;
        CompletableFuture<Plan> reload = world.asked(world.operations.reload(caller()));
        world.process("db").exit(1);
        world.done(reload);

        assertThat(steps(world.done(world.operations.plan())))
                .containsExactly("db restart planned (has failed since the last reload)");
        assertThat(world.status("web").state()).isEqualTo("stopped");
    }

    @Test
    void independentStartsGoTogether() {
        world.up(DB);
        world.file =
                DB + "[program.a]\ncommand = \"a\"\nnotify = \"sd\"\n[program.b]\ncommand = \"b\"\nnotify = \"sd\"";
        CompletableFuture<Plan> reload = world.asked(world.operations.reload(caller()));

        assertThat(world.processes("a")).hasSize(1);
        assertThat(world.processes("b")).hasSize(1);
        world.process("a").tell("READY=1");
        assertThat(reload).isNotDone();
        world.process("b").tell("READY=1");
        assertThat(steps(world.done(reload))).hasSize(2);
    }

    @Test
    void aStartThatWaitsForOneThatHasFailedIsNotWaitedFor() {
        world.up(DB);
        world.reactor.script("a", ChildScript.exitsAfter(Duration.ofMillis(5), 1));
        world.file = DB
                + "[program.a]\ncommand = \"a\"\nnotify = \"sd\"\n[program.b]\ncommand = \"b\"\nneeds = { a = \"ready\" }";
        CompletableFuture<Plan> reload = world.asked(world.operations.reload(caller()));
        world.millis(5);

        assertThat(world.done(reload).steps()).extracting(Plan.Step::status).containsExactly("failed", "failed");
    }

    @Test
    void aReloadEndsThoughAProgramNeverComesUp() {
        world.up(DB + "notify = \"sd\"\n" + WEB + PORT + "needs = { db = \"started\" }");
        world.reactor.script("db", ChildScript.exitsAfter(Duration.ofMillis(5), 1));
        world.process("db").exit(1);
        world.file = DB + "notify = \"sd\"\n" + WEB + OTHER_PORT + "needs = { db = \"ready\" }";
        CompletableFuture<Plan> reload = world.asked(world.operations.reload(caller()));
        world.seconds(200);

        assertThat(world.done(reload).steps().getFirst().message()).startsWith("is still waiting after 1m40s");
    }

    @Test
    void aProgramIsReplacedWhereItsFileSaysSo() {
        String web = WEB + "notify = \"sd\"\nreload = { by = \"replace\" }\n";
        world.up(web + PORT);
        world.process("web").tell("READY=1");
        world.file = web + OTHER_PORT;
        CompletableFuture<Plan> reload = world.asked(world.operations.reload(caller()));
        assertThat(world.reactor.living()).hasSize(2);
        world.process("web").tell("READY=1");

        assertThat(steps(world.done(reload)))
                .containsExactly("web replace done [env.PORT: \"8080\" -> \"8081\"]: ready after 0ms, pid 2");
    }

    @Test
    void oneWhoseReplacementFailedIsReplacedByTheNextReload() {
        String web = WEB + "notify = \"sd\"\nreload = { by = \"replace\" }\n";
        world.up(web + PORT);
        world.process("web").tell("READY=1");
        world.file = web + OTHER_PORT;
        CompletableFuture<Plan> reload = world.asked(world.operations.reload(caller()));
        world.process("web").exit(1);
        assertThat(world.done(reload).steps().getFirst().status()).isEqualTo("failed");

        assertThat(steps(world.done(world.operations.plan())))
                .containsExactly("web replace planned [env.PORT: \"8080\" -> \"8081\"]");
        assertThat(world.told.getLast()).endsWith("; nothing was changed");
        assertThat(world.done(world.operations.config())).contains("8080").doesNotContain("8081");
        world.file = web + PORT;
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void aChangedFileOfAProgramIsToldByItsSignal(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("nginx.conf"), "one");
        String web = WEB + "reload = { files = [\"" + file + "\"], signal = \"HUP\" }\n";
        world.up(web);
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
        Files.writeString(file, "two");

        assertThat(steps(reloaded()))
                .containsExactly("web signal HUP done (nginx.conf has changed): HUP sent to pid 1");
        assertThat(world.process("web").signals()).containsExactly(Signal.HUP);
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void aChangedFileOfAProgramRestartsItWhereItTakesNoSignal(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("app.conf"), "one");
        world.up(WEB + "reload = { files = [\"" + file + "\"] }\n");
        Files.writeString(file, "two");

        assertThat(steps(reloaded())).containsExactly("web restart done (app.conf has changed): started, pid 2");
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void replicasComeBackToWhatTheFileSays() {
        world.up(WEB + "replicas = 2\n");
        world.words(world.act(
                Operating.request(SCALE, List.of("web"), Optional.empty(), OptionalInt.of(3), OptionalInt.empty())));
        world.words(world.act(REMOVE, "web:0"));

        assertThat(steps(reloaded()))
                .containsExactly(
                        "web:2 stop done (the file asks for 2 replicas): removed: killed by TERM",
                        "web:0 start done (is in the file, and was removed or not started): started, pid 4");
    }

    @Test
    void aReplicaThatWasScaledUpIsComparedAsWell() {
        world.up(WEB + "replicas = 1\n" + PORT);
        world.words(world.act(
                Operating.request(SCALE, List.of("web"), Optional.empty(), OptionalInt.of(2), OptionalInt.empty())));
        world.file = WEB + "replicas = 2\n" + OTHER_PORT;

        assertThat(world.done(world.operations.plan()).steps())
                .extracting(each -> each.program() + " " + each.action())
                .containsExactly("web:0 restart", "web:1 restart");
        world.file = WEB + "replicas = 2\n" + PORT;
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void aChangedSocketIsBroughtIntoEffectByARestartOfThatProgramAlone() {
        world.up(DB + WEB + "sockets = { http = \"127.0.0.1:8080\" }");
        world.file = DB + WEB + "sockets = { http = \"127.0.0.1:8081\" }";

        assertThat(steps(reloaded()))
                .containsExactly(
                        "web restart done [sockets.http: \"127.0.0.1:8080\" -> \"127.0.0.1:8081\"]: started, pid 3");
        assertThat(world.processes("db")).hasSize(1);
        assertThat(world.reactor.released()).hasSize(1);
    }

    @Test
    void aCommandIsStartedOnceByAReload() {
        world.up(WEB + PORT);
        world.file = WEB + OTHER_PORT + "[program.new]\ncommand = \"new\"";
        reloaded();
        world.seconds(100);

        assertThat(world.processes("web")).hasSize(2);
        assertThat(world.processes("new")).hasSize(1);
    }

    @Test
    void aSecondReloadWhileOneIsUnderWayIsRefused() {
        world.up(DB);
        world.file = DB + WEB + "notify = \"sd\"";
        CompletableFuture<Plan> first = world.asked(world.operations.reload(caller()));

        RefusedException refused = refused(world.operations.reload(caller()));

        assertThat(refused.kind()).isEqualTo(RefusedException.Kind.CONFLICT);
        assertThat(world.done(world.operations.instance()).phase()).isEqualTo("reloading");
        world.process("web").tell("READY=1");
        world.done(first);
        assertThat(world.done(world.operations.instance()).phase()).isEqualTo("running");
    }

    @Test
    void settingsAreListedAndThoseThatCanBeTakeEffectAtOnce() {
        world.up("[supervisor]\nmax-starting = 4\n" + DB);
        world.file = "[supervisor]\nmax-starting = 1\nname = \"shop\"\n" + DB
                + "[group.all]\nmembers = [\"db\"]\n[program.a]\ncommand = \"a\"\n[program.b]\ncommand = \"b\"\nnotify = \"sd\"";

        Plan plan = world.done(world.operations.plan());

        assertThat(plan.settings())
                .extracting(Plan.KeyChange::key, Plan.KeyChange::after)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("supervisor.max-starting", "1"),
                        org.assertj.core.groups.Tuple.tuple(
                                "supervisor.name", "\"shop\" (takes effect at the next start)"),
                        org.assertj.core.groups.Tuple.tuple("group.all", "added"));
        var _ = world.asked(world.operations.reload(caller()));
        assertThat(world.settings).hasSize(1);
        world.process("b").tell("READY=1");
        world.millis(1);
        assertThat(world.status("db").group()).contains("all");
    }

    @Test
    void receiversOfOutputTakeEffectAtOnce() {
        world.up(DB);
        world.file = DB + "\nlog = { forward = [\"journal\"] }\n[forward.journal]\njournald = true";

        Plan plan = world.done(world.operations.plan());
        reloaded();

        assertThat(plan.settings()).extracting(Plan.KeyChange::key).containsExactly("forward.journal");
        assertThat(plan.settings().getFirst().after()).doesNotContain("next start");
        assertThat(world.forwarded).hasSize(1);
        assertThat(world.forwarded.getFirst().settings().forwards()).hasSize(1);
    }

    @Test
    void whatTakesEffectAtTheNextStartStaysInEveryPlanUpToThat() {
        world.up("[supervisor]\nmax-starting = 4\n" + DB);
        world.file = "[supervisor]\nmax-starting = 1\nname = \"shop\"\n" + DB;

        assertThat(reloaded().settings()).hasSize(2);
        assertThat(world.told.getLast()).isEqualTo("reloaded, 1 change made");
        Plan next = world.done(world.operations.plan());
        assertThat(next.settings())
                .extracting(Plan.KeyChange::key, Plan.KeyChange::after)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "supervisor.name", "\"shop\" (takes effect at the next start)"));
        assertThat(next.isEmpty()).isFalse();
        reloaded();
        assertThat(world.told.getLast()).isEqualTo("reloaded, nothing has changed");

        world.file = "[supervisor]\nmax-starting = 1\n" + DB;
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void warningsOfTheFileAreInThePlan() {
        world.up(DB);
        world.file = DB + "[program.web]\ncommand = \"web\"\nrestart = \"never\"\nbackoff = { min = \"1s\" }";

        assertThat(world.done(world.operations.plan()).warnings()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void nothingIsReloadedWhileTheSupervisorEnds() {
        world.up(DB);
        world.phase = "stopping";

        assertThat(refused(world.operations.reload(caller())).kind()).isEqualTo(RefusedException.Kind.ENDING);
        world.phase = "running";
    }

    @Test
    void aJobThatRunsIsNotEndedByAReload() {
        String job = "[program.report]\ncommand = \"report\"\nschedule = \"0 3 * * *\"\n";
        world.up(job + PORT);
        var _ = world.act(dev.procmon.control.action.Action.TRIGGER, "report");
        world.file = job + OTHER_PORT;

        assertThat(steps(reloaded()))
                .containsExactly(
                        "report update done [env.PORT: \"8080\" -> \"8081\"] (its next run will be so): changed");
        assertThat(world.reactor.living()).extracting(VirtualProcess::pid).containsExactly(1L);
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void oneThatIsBeingStoppedIsNotStartedAgain() {
        world.reactor.script("web", ChildScript.runsForever().thatIgnores(Signal.TERM));
        world.up(WEB + PORT);
        var _ = world.act(STOP, "web");
        world.file = WEB + OTHER_PORT;

        assertThat(steps(reloaded())).hasSize(1).first().asString().startsWith("web update done");
        world.seconds(30);
        assertThat(world.status("web").state()).isEqualTo("stopped");
    }

    @Test
    void relationsThatAreTurnedRoundAreNoCircle() {
        world.up(DB + WEB + "needs = { db = \"ready\" }");
        world.file = DB + "needs = { web = \"ready\" }\n" + WEB;

        assertThat(reloaded().steps()).extracting(Plan.Step::status).containsExactly("done", "done");
        assertThat(world.done(world.operations.plan()).isEmpty()).isTrue();
    }

    @Test
    void relationsThatAreTurnedRoundTogetherWithProgramsAreNoCircle() {
        world.up(DB + PORT + WEB + "needs = { db = \"ready\" }");
        world.file = DB + OTHER_PORT + WEB + "[program.db2]\ncommand = \"x\"\nneeds = { db = \"ready\" }";

        assertThat(reloaded().steps()).extracting(Plan.Step::status).containsOnly("done");
    }

    private Plan reloaded() {
        return world.done(world.operations.reload(caller()));
    }

    private static Caller caller() {
        return new Caller(Operating.CALLER);
    }

    private List<String> names() {
        return world.done(world.operations.programs(List.of())).programs().stream()
                .map(ProgramStatus::name)
                .toList();
    }

    /** Return steps as {@code web restart done [env.PORT: "8080" -> "8081"] (why): message}. */
    private static List<String> steps(Plan plan) {
        List<String> steps = new ArrayList<>();
        for (Plan.Step each : plan.steps()) {
            StringBuilder text = new StringBuilder(each.program() + " " + each.action() + " " + each.status());
            each.changes().forEach(change -> text.append(" [")
                    .append(change.key())
                    .append(": ")
                    .append(change.before())
                    .append(" -> ")
                    .append(change.after())
                    .append("]"));
            text.append(each.why().isEmpty() ? "" : " (" + each.why() + ")");
            text.append(each.message().isEmpty() ? "" : ": " + each.message());
            steps.add(text.toString());
        }
        return steps;
    }

    private RefusedException refused(CompletableFuture<?> answer) {
        var _ = world.asked(answer);
        CompletionException failure = catchThrowableOfType(CompletionException.class, answer::join);
        assertThat(failure).hasCauseInstanceOf(RefusedException.class);
        return (RefusedException) failure.getCause();
    }
}
