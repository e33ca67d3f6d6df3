// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static dev.procmon.testkit.supervision.Supervision.needs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.Replica;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Relations;
import dev.procmon.core.order.Strategy;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All groups are replaced by others, alone or together with programs. */
class RegroupTest {

    @RegisterExtension
    final Supervision world = new Supervision();

    @BeforeEach
    void haveThreeThatRun() {
        world.reactor.scriptForAllOthers(ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        for (String each : List.of("a", "b", "c")) {
            world.add(each);
            world.start(each);
        }
        world.log();
    }

    @Test
    void theNextDeathConcernsTheNewGroup() {
        regroup(all("g", "a", "b"));
        regroup(all("h", "b", "c"));
        assertThat(world.log()).isEmpty();
        assertThat(world.view("a").group()).isEmpty();
        assertThat(world.view("b").group()).contains("h");
        world.process("b").exit(1);
        world.seconds(10);

        assertThat(world.log())
                .containsExactly("gone b", "end c", "gone c", "start b", "ready b", "start c", "ready c");
    }

    @Test
    void aRestartOfAGroupThatIsUnderWayGoesOnAsItWasBegun() {
        regroup(all("g", "a", "b", "c"));
        world.process("b").exit(1);
        assertThat(world.phase("c")).isEqualTo(Phase.STOPPING);
        regroup();
        assertThat(world.phase("b")).isEqualTo(Phase.BACKING_OFF);
        world.seconds(10);

        assertThat(world.log())
                .startsWith("gone b", "end c", "gone c", "end a", "gone a")
                .contains("ready a", "ready b", "ready c");
        world.process("b").exit(1);
        world.seconds(10);
        assertThat(world.log()).containsExactly("gone b", "start b", "ready b");
    }

    @Test
    void oneThatWaitsForAnotherOfItsGroupStartsWhenItIsInNoneAnyLonger() {
        world.add("slow", TELLING);
        world.add("next");
        regroup(all("g", "slow", "next"));
        world.start("slow", "next");
        assertThat(world.holds("next")).containsExactly("slow comes first");
        regroup();

        assertThat(world.phase("next")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void whatWasCountedOfAGroupStaysWhereTheGroupIsTheSame() {
        Group counting = counting("a", "b");
        regroup(counting);
        dieOnce("a");
        regroup(all("h", "c"), counting);
        dieOnce("a");

        assertThat(world.news(News.GroupGivenUp.class)).hasSize(1);
    }

    @Test
    void whatWasCountedOfAGroupThatIsAnotherNowIsForgotten() {
        regroup(counting("a", "b"));
        dieOnce("a");
        regroup(counting("a", "b", "c"));
        dieOnce("a");
        assertThat(world.news(News.GroupGivenUp.class)).isEmpty();
        dieOnce("a");

        assertThat(world.news(News.GroupGivenUp.class)).hasSize(1);
    }

    @Test
    void groupsThatShareAMemberAreRefusedAndNothingIsChanged() {
        regroup(all("g", "a", "b"));
        CompletableFuture<Void> answer =
                world.asked(world.supervisor.regroup(List.of(all("h", "b"), all("i", "b", "c"))));
        assertThatThrownBy(answer::join).hasCauseInstanceOf(IllegalArgumentException.class);

        assertThat(world.view("a").group()).contains("g");
        assertThat(world.view("c").group()).isEmpty();
    }

    @Test
    void groupsWhoseOrderIsACircleWithWhatProgramsNeedAreRefusedAndNothingIsChanged() {
        world.add("d", needs("a", Condition.READY));
        regroup(all("g", "a", "b"));
        CompletableFuture<Void> answer = world.asked(world.supervisor.regroup(List.of(all("h", "d", "a"))));
        assertThatThrownBy(answer::join).hasCauseInstanceOf(IllegalArgumentException.class);

        assertThat(world.view("a").group()).contains("g");
    }

    @Test
    void programsAndGroupsChangeInOneSoThatNoOrderOfChangesIsACircle() {
        world.done(world.supervisor.update(
                List.of(replica("b", needs("a", Condition.READY))), List.of(all("g", "b", "c"))));
        // Taken one by one, the first of either kind would close a circle.
        world.done(world.supervisor.update(
                List.of(replica("a", needs("b", Condition.READY)), replica("b", needs("c", Condition.READY))),
                List.of(all("g", "c", "b", "a"))));

        assertThat(world.view("a").relations()).isEqualTo(needs("b", Condition.READY));
        assertThat(world.view("b").relations()).isEqualTo(needs("c", Condition.READY));
        assertThat(world.log()).isEmpty();
    }

    @Test
    void ofARequestWithAProgramThatIsNotThereNothingIsChanged() {
        CompletableFuture<Void> answer = world.asked(world.supervisor.update(
                List.of(replica("a", needs("b", Condition.READY)), replica("nobody", Relations.NONE)),
                List.of(all("g", "b", "c"))));

        assertThat(answer).isCompletedExceptionally();
        assertThat(world.view("a").relations()).isEqualTo(Relations.NONE);
        assertThat(world.view("b").group()).isEmpty();
    }

    private void dieOnce(String name) {
        world.process(name).exit(1);
        world.seconds(10);
    }

    private void regroup(Group... groups) {
        world.done(world.supervisor.regroup(List.of(groups)));
    }

    private static Replica replica(String name, Relations relations) {
        return new Replica(Program.of(name, name), PLAIN, relations);
    }

    private static Group all(String name, String... members) {
        return new Group(name, List.of(members), Strategy.ONE_FOR_ALL, Optional.empty());
    }

    private static Group counting(String... members) {
        GiveUp once = new GiveUp(new RestartIntensity(1, Duration.ofHours(1)), new GiveUp.StayFailed());
        return new Group("g", List.of(members), Strategy.ONE_FOR_ONE, Optional.of(once));
    }
}
