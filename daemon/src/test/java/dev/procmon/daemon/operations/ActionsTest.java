// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import static dev.procmon.control.action.Action.KILL;
import static dev.procmon.control.action.Action.REMOVE;
import static dev.procmon.control.action.Action.REPLACE;
import static dev.procmon.control.action.Action.RESTART;
import static dev.procmon.control.action.Action.SCALE;
import static dev.procmon.control.action.Action.SIGNAL;
import static dev.procmon.control.action.Action.START;
import static dev.procmon.control.action.Action.STOP;
import static dev.procmon.control.action.Action.TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.core.process.Signal;
import dev.procmon.daemon.api.RefusedException;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.VirtualProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActionsTest {

    private static final String PLAIN_BACKOFF = "backoff = { min = \"2s\", jitter = 0, threshold = \"10s\" }\n";
    private static final String WEB = "[program.web]\ncommand = \"web\"\n" + PLAIN_BACKOFF;
    private static final String TELLING = WEB + "notify = \"sd\"\n";
    private static final String REPLICAS = WEB + "replicas = 3\nnotify = \"sd\"\n";

    @RegisterExtension
    final Operating world = new Operating();

    @Test
    void aStartIsDoneOnceTheProgramIsReady() {
        world.load(TELLING);
        CompletableFuture<ActionReport> report = world.act(START, "web");
        world.millis(400);
        assertThat(report).isNotDone();

        world.process("web").tell("READY=1");

        assertThat(world.words(report)).containsExactly("web done: ready after 0.4s, pid 1");
        assertThat(report.join().allDone()).isTrue();
    }

    @Test
    void aStartOfWhatNeverSaysThatItIsReadyIsDoneOnceItRuns() {
        world.load(WEB);

        assertThat(world.words(world.act(START, "web"))).containsExactly("web done: started, pid 1");
    }

    @Test
    void aStartOfWhatRunsChangesNothing() {
        world.up(WEB);

        assertThat(world.words(world.act(START, "web"))).containsExactly("web done: runs already, pid 1");
        assertThat(world.processes("web")).hasSize(1);
    }

    @Test
    void aStartThatDiesBeforeItIsReadyFailsAndSaysWhen() {
        world.load(TELLING);
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ofMillis(300), 1));
        CompletableFuture<ActionReport> report = world.act(START, "web");
        world.millis(300);

        assertThat(world.words(report)).containsExactly("web failed: exited with 1 after 0.3s, restarting in 2s");
        assertThat(report.join().allDone()).isFalse();
    }

    @Test
    void aStartThatCannotBeSpawnedNamesTheErrno() {
        world.load(WEB);
        world.reactor.script("web", ChildScript.failsToSpawn("EACCES"));

        assertThat(world.words(world.act(START, "web")))
                .containsExactly("web failed: cannot be spawned: EACCES (so the script says), restarting in 2s");
    }

    @Test
    void aStartOfWhatDoesItsWorkAndEndsIsDoneWhenItHasCompleted() {
        world.load("[program.migrate]\ncommand = \"migrate\"\nrestart = \"never\"\nnotify = \"sd\"");
        world.reactor.script("migrate", ChildScript.exitsAfter(Duration.ofSeconds(1), 0));
        CompletableFuture<ActionReport> report = world.act(START, "migrate");
        world.seconds(1);

        assertThat(world.words(report)).containsExactly("migrate done: has completed: exited with 0 after 1s");
    }

    @Test
    void aStopIsDoneWhenNobodyIsLeft() {
        world.up(WEB);
        world.reactor.script("web", ChildScript.runsForever());
        CompletableFuture<ActionReport> report = world.act(STOP, "web");

        assertThat(world.words(report)).containsExactly("web done: stopped: killed by TERM");
        assertThat(world.status("web").wanted()).isEqualTo("down");
    }

    @Test
    void aStopOfWhatDoesNotRunSaysSo() {
        world.load(WEB);

        assertThat(world.words(world.act(STOP, "web"))).containsExactly("web done: was not running");
    }

    @Test
    void aStopDuringBackOffIsDone() {
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ofMillis(10), 1));
        world.up(WEB);
        world.millis(10);

        assertThat(world.words(world.act(STOP, "web")))
                .containsExactly("web done: stopped: not to be started any more");
    }

    @Test
    void aKillDoesNotWaitForTheGracePeriod() {
        world.reactor.script("web", ChildScript.runsForever().thatIgnores(Signal.TERM));
        world.up(WEB);

        assertThat(world.words(world.act(KILL, "web"))).containsExactly("web done: killed: killed by KILL");
    }

    @Test
    void aRestartIsDoneWhenTheNewRunIsReady() {
        world.up(TELLING);
        world.process("web").tell("READY=1");
        CompletableFuture<ActionReport> report = world.act(RESTART, "web");
        world.seconds(1);
        assertThat(report).isNotDone();

        world.process("web").tell("READY=1");

        assertThat(world.words(report)).containsExactly("web done: ready after 1s, pid 2");
    }

    @Test
    void aRestartOneAtATimeStopsAtTheFirstFailure() {
        world.up(REPLICAS);
        world.processes("web").forEach(each -> each.tell("READY=1"));
        CompletableFuture<ActionReport> report = world.act(
                Operating.request(RESTART, List.of("web"), Optional.empty(), OptionalInt.empty(), OptionalInt.of(1)));
        assertThat(world.processes("web")).hasSize(4);
        world.process("web").tell("READY=1");
        world.millis(1);
        assertThat(world.processes("web")).hasSize(5);
        world.process("web").exit(1);

        assertThat(world.words(report))
                .containsExactly(
                        "web:0 done: ready after 0ms, pid 4",
                        "web:1 failed: exited with 1 after 1ms, restarting in 2s",
                        "web:2 not_done: not begun, for web:1 has failed");
        assertThat(world.status("web:2").run()).isEqualTo(1);
    }

    @Test
    void aReplacementIsDoneWhenTheOldRunIsGone() {
        world.up(TELLING);
        world.process("web").tell("READY=1");
        CompletableFuture<ActionReport> report = world.act(REPLACE, "web");
        world.seconds(2);
        assertThat(world.reactor.living()).hasSize(2);

        world.process("web").tell("READY=1");

        assertThat(world.words(report)).containsExactly("web done: ready after 2s, pid 2");
        assertThat(world.reactor.living()).hasSize(1);
    }

    @Test
    void aReplacementThatFailsLeavesTheOldRun() {
        world.up(TELLING);
        world.process("web").tell("READY=1");
        CompletableFuture<ActionReport> report = world.act(REPLACE, "web");
        world.process("web").exit(7);

        assertThat(world.words(report))
                .containsExactly(
                        "web failed: not replaced: the new run exited with 7 before it was ready; the old run goes on");
        assertThat(world.status("web").pid()).hasValue(1);
    }

    @Test
    void replicasAreReplacedOneAtATimeUnlessMoreIsAskedFor() {
        world.up(REPLICAS);
        world.processes("web").forEach(each -> each.tell("READY=1"));

        var _ = world.act(REPLACE, "web");
        assertThat(world.processes("web")).hasSize(4);
    }

    @Test
    void aReplacementOfWhatDoesNotRunIsRefusedForAll() {
        world.up(REPLICAS);
        world.processes("web").forEach(each -> each.tell("READY=1"));
        world.words(world.act(STOP, "web:1"));

        RefusedException refused = refused(REPLACE, "web");

        assertThat(refused.kind()).isEqualTo(RefusedException.Kind.CONFLICT);
        assertThat(refused).hasMessage("web:1 is stopped: there is no run to replace, start it");
        assertThat(world.processes("web")).hasSize(3);
    }

    @Test
    void aSignalGoesToTheMainProcess() {
        world.up(WEB);

        assertThat(world.words(world.act(signal("usr1", "web")))).containsExactly("web done: USR1 sent to pid 1");
        assertThat(world.process("web").signals()).containsExactly(Signal.USR1);
    }

    @Test
    void aSignalToWhatHasNoProcessFails() {
        world.load(WEB);

        assertThat(world.words(world.act(signal("HUP", "web")))).containsExactly("web failed: has no process");
    }

    @Test
    void anUnknownSignalIsRefused() {
        world.up(WEB);

        RefusedException refused = refused(signal("FOO", "web"));

        assertThat(refused.kind()).isEqualTo(RefusedException.Kind.MALFORMED);
        assertThat(refused)
                .hasMessage("there is no signal \"FOO\", expected a name such as HUP, or a number from 1 to 64");
    }

    @Test
    void aTriggeredJobIsDoneWhenItHasRun() {
        world.reactor.script("report", ChildScript.exitsAfter(Duration.ofSeconds(5), 0));
        world.up("[program.report]\ncommand = \"report\"\nschedule = \"0 3 * * *\"");
        CompletableFuture<ActionReport> report = world.act(TRIGGER, "report");
        world.seconds(5);

        assertThat(world.words(report)).containsExactly("report done: has run: exited with 0 after 5s");
    }

    @Test
    void aTriggeredJobThatFailsFails() {
        world.reactor.script("report", ChildScript.exitsAfter(Duration.ofSeconds(5), 2));
        world.up("[program.report]\ncommand = \"report\"\nschedule = \"0 3 * * *\"\nrestart = \"never\"");
        CompletableFuture<ActionReport> report = world.act(TRIGGER, "report");
        world.seconds(5);

        assertThat(world.words(report)).containsExactly("report failed: has run: exited with 2 after 5s");
    }

    @Test
    void whatDoesNotRunAtTimesCannotBeTriggered() {
        world.up(WEB);

        assertThat(refused(TRIGGER, "web")).hasMessage("web does not run at times: it has no schedule");
    }

    @Test
    void aJobThatIsStoppedCannotBeTriggered() {
        world.load("[program.report]\ncommand = \"report\"\nschedule = \"0 3 * * *\"");

        assertThat(refused(TRIGGER, "report")).hasMessage("report is stopped: start it first");
    }

    @Test
    void aJobThatRunsIsNotTriggeredWhereItIsNotToRunTwice() {
        world.up("[program.report]\ncommand = \"report\"\nschedule = \"0 3 * * *\"");
        var _ = world.act(TRIGGER, "report");

        assertThat(refused(TRIGGER, "report"))
                .hasMessage("report runs at the moment, and its overlap says not to run it twice");
    }

    @Test
    void scalingUpStartsTheMissing() {
        world.up(WEB + "replicas = 1\n");

        assertThat(world.words(scale(3, "web")))
                .containsExactly("web:1 done: started, pid 2", "web:2 done: started, pid 3");
        assertThat(world.registered).extracting(each -> each.name().value()).containsExactly("web:1", "web:2");
    }

    @Test
    void scalingDownTakesTheLastAway() {
        world.up(WEB + "replicas = 3\n");

        assertThat(world.words(scale(1, "web")))
                .containsExactlyInAnyOrder(
                        "web:2 done: removed: killed by TERM", "web:1 done: removed: killed by TERM");
        assertThat(world.done(world.operations.programs(List.of("web"))).programs())
                .hasSize(1);
    }

    @Test
    void scalingToNothingAndBackWorks() {
        world.up(WEB + "replicas = 1\n");
        world.words(scale(0, "web"));

        assertThat(world.words(scale(1, "web"))).containsExactly("web:0 done: started, pid 2");
    }

    @Test
    void scalingToWhatThereIsChangesNothing() {
        world.up(WEB + "replicas = 2\n");

        assertThat(world.words(scale(2, "web"))).containsExactly("web done: there are 2 already");
    }

    @Test
    void onlyWhatHasReplicasCanBeScaled() {
        world.up(WEB);

        RefusedException refused = refused(
                Operating.request(SCALE, List.of("web"), Optional.empty(), OptionalInt.of(2), OptionalInt.empty()));

        assertThat(refused)
                .hasMessage("web has no replicas: give it the key replicas in the configuration, and reload");
    }

    @Test
    void aScaleBeyondWhatThereCanBeIsRefused() {
        world.up(WEB + "replicas = 1\n");

        assertThat(refused(Operating.request(
                        SCALE, List.of("web"), Optional.empty(), OptionalInt.of(1001), OptionalInt.empty())))
                .hasMessage("there can be no more than 1000 replicas of web");
    }

    @Test
    void aRemovedProgramIsThereNoLonger() {
        world.up(WEB);

        assertThat(world.words(world.act(REMOVE, "web"))).containsExactly("web done: removed: killed by TERM");
        assertThat(world.done(world.operations.programs(List.of())).programs()).isEmpty();
    }

    @Test
    void theTimeThatOneWaitsIsLimited() {
        world.up(TELLING);
        world.words(world.act(STOP, "web"));
        CompletableFuture<ActionReport> report = world.act(Operating.request(
                START, List.of("web"), Optional.of(Duration.ofSeconds(3)), OptionalInt.empty(), OptionalInt.empty()));
        world.seconds(2);
        assertThat(report).isNotDone();

        world.seconds(1);

        assertThat(world.words(report)).containsExactly("web timed_out: is not ready after 3s; it goes on");
        assertThat(world.reactor.living()).hasSize(1);
    }

    @Test
    void nothingElseIsBegunWhenTheTimeIsUp() {
        world.up(REPLICAS);
        world.processes("web").forEach(each -> each.tell("READY=1"));
        CompletableFuture<ActionReport> report = world.act(Operating.request(
                RESTART, List.of("web"), Optional.of(Duration.ofSeconds(3)), OptionalInt.empty(), OptionalInt.of(1)));
        world.seconds(3);

        assertThat(world.words(report))
                .containsExactly(
                        "web:0 timed_out: is not ready after 3s; it goes on",
                        "web:1 not_done: not begun after 3s",
                        "web:2 not_done: not begun after 3s");
        world.process("web").tell("READY=1");
        world.seconds(1);
        assertThat(world.processes("web")).hasSize(4);
    }

    @Test
    void whoDoesNotWaitIsAnsweredAtOnce() {
        world.load(TELLING);
        ActionRequest request = new ActionRequest(
                START,
                List.of("web"),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                OptionalInt.empty(),
                OptionalInt.empty());

        assertThat(world.words(world.act(request))).containsExactly("web taken: requested");
        assertThat(world.processes("web")).hasSize(1);
    }

    @Test
    void aStopOvertakesAStart() {
        world.load(TELLING);
        CompletableFuture<ActionReport> start = world.act(START, "web");
        CompletableFuture<ActionReport> stop = world.act(STOP, "web");

        assertThat(world.words(start)).containsExactly("web failed: overtaken by a stop");
        assertThat(world.words(stop)).containsExactly("web done: stopped: killed by TERM");
    }

    @Test
    void aStartOvertakesAStop() {
        world.reactor.script("web", ChildScript.runsForever().thatExitsOn(Signal.TERM, Duration.ofSeconds(2), 0));
        world.up(WEB);
        CompletableFuture<ActionReport> stop = world.act(STOP, "web");
        CompletableFuture<ActionReport> start = world.act(START, "web");
        world.seconds(2);

        assertThat(world.words(stop)).containsExactly("web failed: overtaken by a start");
        assertThat(world.words(start)).containsExactly("web done: started, pid 2");
    }

    @Test
    void requestsAboutDifferentProgramsDoNotWaitForEachOther() {
        world.reactor.script("slow", ChildScript.runsForever().thatExitsOn(Signal.TERM, Duration.ofSeconds(5), 0));
        world.up(WEB + "[program.slow]\ncommand = \"slow\"");
        CompletableFuture<ActionReport> slow = world.act(STOP, "slow");

        assertThat(world.words(world.act(RESTART, "web"))).containsExactly("web done: started, pid 3");
        assertThat(slow).isNotDone();
    }

    @Test
    void severalAreStoppedBackwardsAndReportedForwards() {
        world.up("[program.a]\ncommand = \"a\"\n[program.b]\ncommand = \"b\"");
        List<String> ended = new java.util.ArrayList<>();
        world.supervisor.subscribe(transition -> {
            if (transition.to() instanceof dev.procmon.core.lifecycle.ChildState.Terminating) {
                ended.add(transition.program().value());
            }
        });

        assertThat(world.words(world.act(STOP, "*")))
                .containsExactly("a done: stopped: killed by TERM", "b done: stopped: killed by TERM");
        assertThat(ended).containsExactly("b", "a");
    }

    @Test
    void nothingIsDoneWhereOneNameIsUnknown() {
        world.up(WEB);

        RefusedException refused = refused(STOP, "web", "wbe");

        assertThat(refused.kind()).isEqualTo(RefusedException.Kind.UNKNOWN);
        assertThat(refused).hasMessage("there is no program \"wbe\", did you mean web?");
        assertThat(world.status("web").state()).isEqualTo("running");
        assertThat(world.told).isEmpty();
    }

    @Test
    void eachRequestIsTakenDownWithWhoHasAsked() {
        world.up(WEB);
        world.words(world.act(STOP, "w*"));

        assertThat(world.told).containsExactly("stop of web, asked for by user alice (uid 1000)");
    }

    @Test
    void nothingIsTakenWhileTheSupervisorEnds() {
        world.up(WEB);
        world.phase = "stopping";

        assertThat(refused(START, "web").kind()).isEqualTo(RefusedException.Kind.ENDING);
    }

    @Test
    void aRequestAboutNobodyIsRefused() {
        world.up(WEB);

        assertThat(refused(ActionRequest.of(START, List.of()))).hasMessage("no program is named");
    }

    @Test
    void whoIsRemovedMeanwhileIsToldSo() {
        world.load(TELLING);
        CompletableFuture<ActionReport> start = world.act(START, "web");
        world.words(world.act(REMOVE, "web"));

        assertThat(world.words(start)).containsExactly("web failed: overtaken by a removal");
    }

    @Test
    void aGroupMeansAllItsMembers() {
        world.up(WEB + "[program.db]\ncommand = \"db\"\n[program.other]\ncommand = \"other\"\n"
                + "[group.inner]\nmembers = [\"db\"]\n[group.all]\nmembers = [\"web\", \"inner\"]");

        assertThat(world.words(world.act(STOP, "@all")))
                .containsExactly("web done: stopped: killed by TERM", "db done: stopped: killed by TERM");
        assertThat(world.reactor.living()).extracting(VirtualProcess::pid).hasSize(1);
    }

    private CompletableFuture<ActionReport> scale(int count, String... names) {
        return world.act(
                Operating.request(SCALE, List.of(names), Optional.empty(), OptionalInt.of(count), OptionalInt.empty()));
    }

    private static ActionRequest signal(String signal, String name) {
        return new ActionRequest(
                SIGNAL,
                List.of(name),
                true,
                Optional.empty(),
                Optional.of(signal),
                false,
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private RefusedException refused(Action action, String... names) {
        return refused(ActionRequest.of(action, List.of(names)));
    }

    private RefusedException refused(ActionRequest request) {
        CompletableFuture<ActionReport> answer = world.act(request);
        CompletionException failure = catchThrowableOfType(CompletionException.class, answer::join);
        assertThat(failure).hasCauseInstanceOf(RefusedException.class);
        return (RefusedException) failure.getCause();
    }
}
