// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static dev.procmon.testkit.supervision.Supervision.name;
import static dev.procmon.testkit.supervision.Supervision.needs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Strategy;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.process.Signal;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.VirtualProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A new run beside the old one, which takes over when it is ready. Runs are ready after 1 s and take 1 s to end. */
class ReplaceTest {

    private static final ChildScript GOOD =
            ChildScript.runsForever().thatTells(SECOND, "READY=1").thatExitsOn(Signal.TERM, SECOND, 0);

    @RegisterExtension
    final Supervision world = new Supervision();

    @BeforeEach
    void haveAProgramThatRuns() {
        world.reactor.scriptForAllOthers(GOOD);
        world.add("web", TELLING);
        world.start("web");
        world.seconds(20);
        world.log();
    }

    @Test
    void theOldRunIsEndedOnlyWhenTheNewOneIsReady() {
        var outcome = replace();
        world.millis(999);
        assertThat(first().signals()).isEmpty();
        assertThat(world.reactor.living()).hasSize(2);
        world.millis(1);
        assertThat(first().signals()).containsExactly(Signal.TERM);
        assertThat(outcome).isNotDone();
        world.seconds(1);

        assertThat(outcome).isCompletedWithValue(Optional.empty());
        assertThat(world.reactor.living()).containsExactly(world.process("web"));
        assertThat(world.view("web").life().lastRun().orElseThrow().number()).isEqualTo(2);
        assertThat(world.news(News.Replaced.class)).hasSize(1);
        assertThat(world.reactor.released()).isEmpty();
    }

    @Test
    void theRolesAreSeenWhileItIsUnderWay() {
        var _ = replace();
        assertThat(world.views()).extracting(ChildView::role).containsExactlyInAnyOrder(Role.HOLDER, Role.SUCCESSOR);
        world.seconds(1);
        assertThat(world.views()).extracting(ChildView::role).containsExactlyInAnyOrder(Role.HOLDER, Role.DEPARTING);
        world.seconds(1);
        assertThat(world.views()).extracting(ChildView::role).containsExactly(Role.HOLDER);
    }

    @Test
    void aNewRunThatDiesLeavesTheOldOneAlone() {
        world.reactor.script("web", ChildScript.exitsAfter(SECOND.dividedBy(2), 1));
        var outcome = replace();
        world.seconds(10);

        assertThat(outcome).isCompletedWithValue(Optional.of("the new run exited with 1 before it was ready"));
        assertThat(world.news(News.NotReplaced.class)).hasSize(1);
        assertThat(world.reactor.living()).containsExactly(first());
        assertThat(first().signals()).isEmpty();
        assertThat(world.runs("web")).isEqualTo(2);
    }

    @Test
    void aNewRunThatCannotBeSpawnedLeavesTheOldOneAlone() {
        world.reactor.script("web", ChildScript.failsToSpawn("ENOENT"));
        var outcome = replace();

        assertThat(outcome.join().orElseThrow()).contains("ENOENT");
        assertThat(world.reactor.living()).containsExactly(first());
    }

    @Test
    void aNewRunThatIsNotReadyInTimeIsEndedAndTheOldOneStays() {
        world.reactor.script("web", ChildScript.runsForever().thatIgnores(Signal.TERM));
        var outcome = replace();
        world.seconds(60);
        assertThat(world.process("web").signals()).containsExactly(Signal.TERM);
        world.seconds(11);

        assertThat(outcome.join()).isPresent();
        assertThat(world.reactor.living()).containsExactly(first());
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aStopDuringAReplacementEndsBothAndIsOverWhenBothAreGone() {
        world.reactor.script("web", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND.multipliedBy(3), 0));
        var outcome = replace();
        var over = world.stop("web");
        world.seconds(1);
        assertThat(first().isAlive()).isFalse();
        assertThat(over).isNotDone();
        world.seconds(2);

        assertThat(over).isCompleted();
        assertThat(outcome.join()).isPresent();
        assertThat(world.reactor.living()).isEmpty();
        assertThat(world.phase("web")).isEqualTo(Phase.STOPPED);
    }

    @Test
    void aStartAfterThatWaitsUntilBothAreGone() {
        world.reactor.script(
                "web", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND.multipliedBy(3), 0), GOOD);
        var _ = replace();
        var _ = world.stop("web");
        world.start("web");
        world.seconds(2);
        assertThat(world.reactor.living()).hasSize(1);
        world.seconds(2);

        assertThat(world.runs("web")).isEqualTo(3);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.reactor.living()).hasSize(1);
    }

    @Test
    void aRestartDuringAReplacementGivesItUp() {
        var outcome = replace();
        var over = world.asked(world.supervisor.restart(name("web")));
        world.seconds(5);

        assertThat(over).isCompleted();
        assertThat(outcome.join()).isPresent();
        assertThat(world.reactor.living()).hasSize(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aRemovalDuringAReplacementEndsBothAndGivesUpWhatWasKeptForThem() {
        world.reactor.script("web", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND.multipliedBy(3), 0));
        var _ = replace();
        var over = world.asked(world.supervisor.remove(name("web")));
        world.seconds(2);
        assertThat(over).isNotDone();
        assertThat(world.reactor.released()).isEmpty();
        world.seconds(1);

        assertThat(over).isCompleted();
        assertThat(world.views()).isEmpty();
        assertThat(world.reactor.released()).hasSize(1);
    }

    @Test
    void aKillDuringAReplacementKillsBoth() {
        var _ = replace();
        var over = world.asked(world.supervisor.kill(name("web")));
        world.reactor.advance(Duration.ZERO);

        assertThat(over).isCompleted();
        assertThat(world.reactor.living()).isEmpty();
    }

    @Test
    void anOldRunThatDiesDuringAReplacementIsRestartedAndReplacedAllTheSame() {
        world.reactor.script("web", GOOD.thatIsSpawnedAfter(SECOND.multipliedBy(3)), GOOD);
        var outcome = replace();
        first().exit(1);
        world.seconds(10);

        assertThat(outcome).isCompletedWithValue(Optional.empty());
        assertThat(world.reactor.living()).hasSize(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aSecondReplacementIsRefusedWhileOneIsUnderWay() {
        var _ = replace();
        assertThat(replace()).isCompletedWithValue(Optional.of("it is being replaced already"));
        world.seconds(2);
        var _ = replace();
        world.seconds(2);

        assertThat(world.view("web").life().lastRun().orElseThrow().number()).isEqualTo(3);
    }

    @Test
    void aProgramThatDoesNotRunIsStarted() {
        var _ = world.stop("web");
        world.seconds(1);
        var _ = replace();
        world.seconds(1);

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void theEndOfASupersededRunTakesNothingFromItsSuccessor() {
        world.reactor.script("web", GOOD.thatExitsOn(Signal.TERM, SECOND.multipliedBy(5), 0), GOOD);
        var _ = replace();
        world.seconds(3);
        var _ = replace();
        world.seconds(10);
        assertThat(world.views()).hasSize(1);
        world.process("web").exit(1);
        world.seconds(5);

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        assertThat(world.view("web").life().lastRun().orElseThrow().number()).isEqualTo(4);
    }

    @Test
    void thoseThatAreBoundToAReplacedProgramGoOn() {
        world.add("shop", PLAIN, needs("web", Condition.READY, Bond.GOES_DOWN_WITH));
        world.start("shop");
        var _ = replace();
        world.seconds(5);

        assertThat(world.runs("shop")).isEqualTo(1);
        assertThat(world.phase("shop")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aGroupThatIsGivenUpGivesUpReplacementsToo() {
        world.add("other");
        world.done(world.supervisor.add(new Group(
                "g",
                List.of("web", "other"),
                Strategy.ONE_FOR_ONE,
                Optional.of(new GiveUp(new RestartIntensity(0, SECOND), new GiveUp.StayFailed())))));
        world.start("other");
        var outcome = replace();
        world.process("other").exit(1);
        world.seconds(10);

        assertThat(outcome.join()).isPresent();
        assertThat(world.phase("web")).isEqualTo(Phase.FAILED);
        assertThat(world.reactor.living()).isEmpty();
    }

    @Test
    void replicasAreReplacedSoManyAtATime() {
        replicas(5);
        var outcome = world.asked(world.supervisor.replaceAll(name("api"), 2));
        for (int i = 0; i < 6; i++) {
            long beingReplaced = world.views().stream()
                    .filter(view -> view.role() == Role.SUCCESSOR || view.role() == Role.DEPARTING)
                    .count();
            assertThat(beingReplaced).isBetween(1L, 2L);
            world.seconds(1);
        }

        assertThat(outcome).isCompletedWithValue(Optional.empty());
        for (int i = 0; i < 5; i++) {
            assertThat(world.runs("api:" + i)).isEqualTo(2);
        }
    }

    @Test
    void afterTheFirstThatCannotBeReplacedNoOtherIsBegun() {
        replicas(4);
        world.reactor.script("api:1", ChildScript.exitsAfter(Duration.ZERO, 1));
        var outcome = world.asked(world.supervisor.replaceAll(name("api"), 1));
        world.seconds(20);

        assertThat(outcome.join().orElseThrow()).startsWith("api:1: ");
        assertThat(world.runs("api:0")).isEqualTo(2);
        assertThat(world.runs("api:2")).isEqualTo(1);
        assertThat(world.reactor.living()).hasSize(5);
    }

    @Test
    void aReplicaThatIsRemovedMeanwhileIsLeftOut() {
        replicas(3);
        var outcome = world.asked(world.supervisor.replaceAll(name("api"), 1));
        var _ = world.asked(world.supervisor.remove(name("api:1")));
        world.seconds(20);

        assertThat(outcome).isCompletedWithValue(Optional.empty());
        assertThat(world.runs("api:1")).isEqualTo(1);
        assertThat(world.processes("api:1")).noneMatch(VirtualProcess::isAlive);
        assertThat(world.runs("api:2")).isEqualTo(2);
    }

    private void replicas(int count) {
        for (int i = 0; i < count; i++) {
            world.add("api:" + i, TELLING);
            world.start("api:" + i);
        }
        world.seconds(1);
    }

    private CompletableFuture<Optional<String>> replace() {
        return world.asked(world.supervisor.replace(name("web")));
    }

    private VirtualProcess first() {
        return world.processes("web").getFirst();
    }
}
