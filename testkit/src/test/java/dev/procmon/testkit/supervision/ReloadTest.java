// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static dev.procmon.testkit.supervision.Supervision.name;
import static dev.procmon.testkit.supervision.Supervision.needs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.monitor.Replica;
import dev.procmon.core.monitor.Settled;
import dev.procmon.core.monitor.UnknownNameException;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Relations;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.testkit.ChildScript;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a reload asks of a supervisor: update what has changed, remove what is gone, add what is new, and restart those whose
 * programs are others. Runs are ready after 1 s and take 1 s to end.
 */
class ReloadTest {

    @RegisterExtension
    final Supervision world = new Supervision();

    @BeforeEach
    void haveFourThatRun() {
        world.reactor.scriptForAllOthers(
                ChildScript.runsForever().thatTells(SECOND, "READY=1").thatExitsOn(Signal.TERM, SECOND, 0));
        world.add("db", TELLING);
        world.add("web", TELLING, needs("db", Condition.READY));
        world.add("proxy", TELLING, needs("web", Condition.READY));
        world.add("mail", TELLING);
        world.start("proxy", "mail");
        world.seconds(20);
        world.log();
    }

    @Test
    void onlyWhatHasChangedIsTouched() {
        update(changed("web", needs("db", Condition.READY)));
        var _ = restart("web");
        world.seconds(20);

        assertThat(world.log()).containsExactly("end web", "gone web", "start web", "ready web");
        for (String each : List.of("db", "proxy", "mail")) {
            assertThat(world.runs(each)).isEqualTo(1);
            assertThat(world.process(each).signals()).isEmpty();
        }
    }

    @Test
    void aChangeOfThePolicyAloneTouchesNoRun() {
        update(new Replica(Program.of("web", "web"), PLAIN, needs("db", Condition.READY)));
        world.seconds(100);

        assertThat(world.log()).isEmpty();
    }

    @Test
    void whatHasChangedIsEndedAndStartedInOrder() {
        update(
                changed("db", Relations.NONE),
                changed("proxy", needs("web", Condition.READY)),
                changed("web", needs("db", Condition.READY)));
        CompletableFuture<Void> over = restart("db", "proxy", "web");
        world.seconds(3);
        assertThat(over).isCompleted();
        world.seconds(20);

        assertThat(world.log())
                .containsExactly(
                        "end proxy",
                        "gone proxy",
                        "end web",
                        "gone web",
                        "end db",
                        "gone db",
                        "start db",
                        "ready db",
                        "start web",
                        "ready web",
                        "start proxy",
                        "ready proxy");
        assertThat(world.runs("new-db") + world.runs("new-web") + world.runs("new-proxy"))
                .isEqualTo(3);
        assertThat(world.process("mail").signals()).isEmpty();
    }

    @Test
    void whoGoesDownWithWhatHasChangedIsRestartedInOrderToo() {
        update(new Replica(Program.of("web", "web"), TELLING, needs("db", Condition.READY, Bond.GOES_DOWN_WITH)));
        update(changed("db", Relations.NONE));
        var _ = restart("db");
        world.seconds(20);

        assertThat(world.log())
                .containsExactly(
                        "end web", "gone web", "end db", "gone db", "start db", "ready db", "start web", "ready web");
    }

    @Test
    void whoBacksOffIsStartedAsWhatItHasBecomeWithTheOthersAndNotBefore() {
        world.process("web").exit(1);
        world.seconds(1);
        world.process("web").exit(1);
        assertThat(world.phase("web")).isEqualTo(Phase.BACKING_OFF);
        update(changed("db", Relations.NONE), changed("web", needs("db", Condition.READY)));
        world.log();
        var _ = restart("web", "db");
        assertThat(world.holds("web")).contains("others that are ended with it have not ended yet");
        world.seconds(20);

        assertThat(world.log()).containsExactly("end db", "gone db", "start db", "ready db", "start web", "ready web");
        assertThat(world.runs("new-web")).isEqualTo(1);
    }

    @Test
    void whoWaitsForTheOutcomeIsToldOfTheNewRuns() {
        update(changed("db", Relations.NONE), changed("web", needs("db", Condition.READY)));
        var _ = restart("db", "web");
        CompletableFuture<Settled> db = world.asked(world.supervisor.settled(name("db")));
        CompletableFuture<Settled> web = world.asked(world.supervisor.settled(name("web")));
        world.seconds(3);
        assertThat(db).isCompletedWithValue(new Settled.Ready(2));
        assertThat(web).isNotDone();
        world.seconds(1);

        assertThat(web).isCompletedWithValue(new Settled.Ready(2));
    }

    @Test
    void aStopMeanwhileHolds() {
        update(changed("db", Relations.NONE), changed("web", needs("db", Condition.READY)));
        var _ = restart("db", "web");
        var _ = world.stop("db");
        world.seconds(20);

        assertThat(world.phase("db")).isEqualTo(Phase.STOPPED);
        assertThat(world.runs("new-db")).isZero();
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
    }

    @Test
    void ofARestartWithANameThatIsNotThereNothingIsDone() {
        CompletableFuture<Void> answer = restart("web", "nobody");
        assertThatThrownBy(answer::join).hasCauseInstanceOf(UnknownNameException.class);
        world.seconds(20);

        assertThat(world.log()).isEmpty();
    }

    private void update(Replica... changes) {
        world.done(world.supervisor.update(List.of(changes), List.of()));
    }

    private CompletableFuture<Void> restart(String... names) {
        List<ProgramName> all = Stream.of(names).map(Supervision::name).toList();
        return world.asked(world.supervisor.restart(all));
    }

    private static Replica changed(String name, Relations relations) {
        return new Replica(Program.of(name, "new-" + name), TELLING, relations);
    }
}
