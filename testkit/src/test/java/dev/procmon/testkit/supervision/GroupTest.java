// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.ONE_SHOT;
import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static dev.procmon.testkit.supervision.Supervision.needs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.monitor.News;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Strategy;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the death of a member means for its group (supervisor(3) of Erlang/OTP). */
class GroupTest {

    @RegisterExtension
    final Supervision world = new Supervision();

    @BeforeEach
    void letEndsTakeTheirTime() {
        world.reactor.scriptForAllOthers(ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
    }

    @Test
    void oneForOneRestartsNobodyElse() {
        group("g", Strategy.ONE_FOR_ONE, "a", "b", "c");
        startAll("a", "b", "c");
        world.process("b").exit(1);
        world.seconds(10);

        assertThat(world.log()).containsExactly("gone b", "start b", "ready b");
    }

    @Test
    void oneForAllEndsTheOthersInReverseAndThenStartsAllInOrder() {
        group("g", Strategy.ONE_FOR_ALL, "a", "b", "c");
        startAll("a", "b", "c");
        world.process("b").exit(1);
        world.seconds(10);

        assertThat(world.log())
                .containsExactly(
                        "gone b", "end c", "gone c", "end a", "gone a", "start a", "ready a", "start b", "ready b",
                        "start c", "ready c");
        assertThat(world.news(News.GroupRestarts.class))
                .extracting(news -> news.group() + " " + news.died() + " " + news.restarted())
                .containsExactly("g b [a, c]");
    }

    @Test
    void restForOneEndsThoseAfterItInReverseAndStartsThemInOrder() {
        group("g", Strategy.REST_FOR_ONE, "a", "b", "c", "d");
        startAll("a", "b", "c", "d");
        world.process("b").exit(1);
        world.seconds(10);

        assertThat(world.log())
                .containsExactly(
                        "gone b", "end d", "gone d", "end c", "gone c", "start b", "ready b", "start c", "ready c",
                        "start d", "ready d");
    }

    @Test
    void theNextInOrderWaitsUntilTheOneBeforeIsReady() {
        ChildScript slow = ChildScript.runsForever().thatTells(SECOND.multipliedBy(3), "READY=1");
        world.reactor.script("a", slow);
        world.add("a", TELLING);
        world.add("b");
        world.done(world.supervisor.add(new Group("g", List.of("a", "b"), Strategy.ONE_FOR_ALL, Optional.empty())));
        world.start("b", "a");
        // Whoever is started while nobody before it is on its way up does not wait.
        assertThat(world.phase("b")).isEqualTo(Phase.RUNNING);
        world.seconds(20);
        world.log();

        world.process("b").exit(1);
        world.seconds(20);

        assertThat(world.log())
                .containsExactly("gone b", "end a", "gone a", "start a", "ready a", "start b", "ready b");
    }

    @Test
    void allOfAGroupEndInReverseWhenAllAreStopped() {
        group("g", Strategy.REST_FOR_ONE, "a", "b", "c");
        startAll("a", "b", "c");
        var over = world.asked(world.supervisor.stopAll());
        world.seconds(3);

        assertThat(over).isCompleted();
        assertThat(world.log()).containsExactly("end c", "gone c", "end b", "gone b", "end a", "gone a");
    }

    @Test
    void aMemberThatDiesDuringARoundBeginsNoOtherAndIsNotCounted() {
        world.done(world.supervisor.add(new Group(
                "g",
                List.of("a", "b", "c"),
                Strategy.ONE_FOR_ALL,
                Optional.of(new GiveUp(new RestartIntensity(1, Duration.ofHours(1)), new GiveUp.StayFailed())))));
        world.add("a");
        world.add("b");
        world.add("c");
        startAll("a", "b", "c");
        world.process("a").exit(1);
        world.process("b").exit(1);
        world.seconds(10);

        assertThat(world.runs("a")).isEqualTo(2);
        assertThat(world.runs("b")).isEqualTo(2);
        assertThat(world.runs("c")).isEqualTo(2);
        assertThat(world.news(News.GroupRestarts.class)).hasSize(1);
    }

    @Test
    void thoseThatHaveEndedOrWereStoppedAreLeftAlone() {
        world.reactor.script("done", ChildScript.exitsAfter(Duration.ZERO, 0));
        world.add("done", ONE_SHOT);
        group("g", Strategy.ONE_FOR_ALL, "a", "b", "down");
        world.done(
                world.supervisor.add(new Group("outer", List.of("done", "g"), Strategy.ONE_FOR_ALL, Optional.empty())));
        startAll("done", "a", "b", "down");
        var _ = world.stop("down");
        world.seconds(1);
        world.process("a").exit(1);
        world.seconds(10);

        assertThat(world.runs("b")).isEqualTo(2);
        assertThat(world.phase("down")).isEqualTo(Phase.STOPPED);
        assertThat(world.phase("done")).isEqualTo(Phase.EXITED);
        assertThat(world.runs("done")).isEqualTo(1);
    }

    @Test
    void aMemberThatWasGivenUpAloneStaysFailedWhenTheOthersRestart() {
        world.reactor.script("bad", ChildScript.exitsAfter(Duration.ZERO, 1));
        world.add("bad", PLAIN.givingUp(once(new GiveUp.StayFailed())));
        group("g", Strategy.ONE_FOR_ALL, "a", "b");
        world.done(world.supervisor.add(new Group("h", List.of("bad", "g"), Strategy.ONE_FOR_ALL, Optional.empty())));
        startAll("bad", "a", "b");
        world.seconds(60);
        int runs = world.runs("bad");
        assertThat(world.phase("bad")).isEqualTo(Phase.FAILED);

        world.process("a").exit(1);
        world.seconds(60);

        assertThat(world.runs("bad")).isEqualTo(runs);
        assertThat(world.phase("a")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void theDeathOfAMemberOfAnInnerGroupConcernsTheInnerGroupOnly() {
        group("inner", Strategy.ONE_FOR_ALL, "b", "c");
        world.add("a");
        world.done(world.supervisor.add(
                new Group("outer", List.of("a", "inner"), Strategy.ONE_FOR_ALL, Optional.empty())));
        startAll("a", "b", "c");
        world.process("c").exit(1);
        world.seconds(10);

        assertThat(world.runs("b")).isEqualTo(2);
        assertThat(world.runs("a")).isEqualTo(1);
    }

    @Test
    void tooManyDeathsEscalateToTheGroupAboveWhichRestartsAllOfIt() {
        world.add("a");
        world.add("b");
        world.add("c");
        world.done(world.supervisor.add(new Group(
                "inner", List.of("b", "c"), Strategy.ONE_FOR_ONE, Optional.of(once(new GiveUp.FailGroup())))));
        world.done(world.supervisor.add(
                new Group("outer", List.of("a", "inner"), Strategy.ONE_FOR_ALL, Optional.empty())));
        startAll("a", "b", "c");
        world.process("c").exit(1);
        world.seconds(1);
        assertThat(world.runs("a")).isEqualTo(1);
        world.process("c").exit(1);
        world.seconds(10);

        assertThat(world.news(News.GroupGivenUp.class))
                .extracting(News.GroupGivenUp::escalatedTo)
                .containsExactly(Optional.of("outer"));
        assertThat(world.runs("a")).isEqualTo(2);
        assertThat(world.runs("b")).isEqualTo(2);
        assertThat(world.runs("c")).isEqualTo(3);
        assertThat(world.reactor.living()).hasSize(3);
    }

    @Test
    void aGroupThatIsGivenUpEndsInReverseAndStaysFailed() {
        world.add("a");
        world.add("b");
        world.add("c");
        world.done(world.supervisor.add(new Group(
                "g",
                List.of("a", "b", "c"),
                Strategy.ONE_FOR_ONE,
                Optional.of(new GiveUp(new RestartIntensity(0, SECOND), new GiveUp.StayFailed())))));
        startAll("a", "b", "c");
        world.process("b").exit(1);
        world.reactor.advance(Duration.ofHours(1));

        assertThat(world.log()).containsExactly("gone b", "end c", "gone c", "end a", "gone a");
        assertThat(List.of("a", "b", "c")).allMatch(name -> world.phase(name) == Phase.FAILED);
        assertThat(world.world.held()).isZero();

        world.start("a", "b", "c");
        assertThat(world.reactor.living()).hasSize(3);
    }

    @Test
    void deathsThatAreFarEnoughApartAreNotTooMany() {
        world.add("a");
        world.done(world.supervisor.add(new Group(
                "g",
                List.of("a"),
                Strategy.ONE_FOR_ONE,
                Optional.of(new GiveUp(new RestartIntensity(1, Duration.ofSeconds(5)), new GiveUp.StayFailed())))));
        startAll("a");
        for (int i = 0; i < 20; i++) {
            world.reactor.advance(Duration.ofMinutes(1));
            world.process("a").exit(1);
        }
        world.seconds(1);

        assertThat(world.phase("a")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aProgramThatIsGivenUpCanStopItsGroup() {
        world.reactor.script("b", ChildScript.exitsAfter(SECOND, 1));
        world.add("a");
        world.add("b", PLAIN.givingUp(once(new GiveUp.FailGroup())));
        world.done(world.supervisor.add(new Group("g", List.of("a", "b"), Strategy.ONE_FOR_ONE, Optional.empty())));
        startAll("a", "b");
        world.seconds(60);

        assertThat(world.runs("b")).isEqualTo(2);
        assertThat(world.phase("a")).isEqualTo(Phase.FAILED);
        assertThat(world.phase("b")).isEqualTo(Phase.FAILED);
    }

    @Test
    void aProgramThatIsGivenUpRestartsTheGroupAbove() {
        world.reactor.script(
                "b", ChildScript.exitsAfter(SECOND, 1), ChildScript.exitsAfter(SECOND, 1), ChildScript.runsForever());
        world.add("a");
        world.add("b", PLAIN.givingUp(once(new GiveUp.FailGroup())));
        world.done(world.supervisor.add(
                new Group("inner", List.of("b"), Strategy.ONE_FOR_ONE, Optional.of(once(new GiveUp.FailGroup())))));
        world.done(world.supervisor.add(
                new Group("outer", List.of("a", "inner"), Strategy.ONE_FOR_ALL, Optional.empty())));
        startAll("a", "b");
        world.seconds(60);

        assertThat(world.runs("b")).isEqualTo(3);
        assertThat(world.runs("a")).isEqualTo(2);
        assertThat(world.phase("b")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aGroupThatIsGivenUpCanEndTheSupervisor() {
        world.add("a");
        world.done(world.supervisor.add(
                new Group("g", List.of("a"), Strategy.ONE_FOR_ONE, Optional.of(once(new GiveUp.Exit(7))))));
        startAll("a");
        world.process("a").exit(1);
        world.seconds(1);
        world.process("a").exit(1);

        assertThat(world.news(News.ExitWanted.class))
                .extracting(News.ExitWanted::code)
                .containsExactly(7);
    }

    @Test
    void replicasAreMembersByTheNameOfTheirFamily() {
        world.add("web:0");
        world.add("web:1");
        world.add("db");
        world.done(world.supervisor.add(new Group("g", List.of("db", "web"), Strategy.REST_FOR_ONE, Optional.empty())));
        startAll("db", "web:0", "web:1");
        world.process("web:0").exit(1);
        world.seconds(10);
        assertThat(world.runs("web:1")).isEqualTo(1);

        world.process("db").exit(1);
        world.seconds(10);
        assertThat(world.runs("web:1")).isEqualTo(2);
        assertThat(world.reactor.living()).hasSize(3);
    }

    @Test
    void anOrderThatContradictsWhatMembersNeedIsRefused() {
        world.add("a", needs("b", Condition.STARTED));
        world.add("b");
        var answer = world.asked(
                world.supervisor.add(new Group("g", List.of("a", "b"), Strategy.ONE_FOR_ALL, Optional.empty())));
        assertThat(answer.exceptionNow()).hasMessageContaining("circle");

        world.done(world.supervisor.add(new Group("g", List.of("c", "d"), Strategy.ONE_FOR_ALL, Optional.empty())));
        world.add("c", needs("d", Condition.STARTED));
        var second = world.asked(world.supervisor.add(Program.of("d", "d"), PLAIN));
        assertThat(second.exceptionNow()).hasMessageContaining("circle");
        world.start("a");
        assertThat(world.phase("a")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void groupsThatHoldThemselvesOrShareAMemberAreRefused() {
        world.done(world.supervisor.add(new Group("g", List.of("a", "h"), Strategy.ONE_FOR_ONE, Optional.empty())));
        var circle =
                world.asked(world.supervisor.add(new Group("h", List.of("g"), Strategy.ONE_FOR_ONE, Optional.empty())));
        var shared =
                world.asked(world.supervisor.add(new Group("i", List.of("a"), Strategy.ONE_FOR_ONE, Optional.empty())));

        assertThat(circle.exceptionNow()).isInstanceOf(IllegalArgumentException.class);
        assertThat(shared.exceptionNow()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStopDuringARoundHolds() {
        group("g", Strategy.ONE_FOR_ALL, "a", "b", "c");
        startAll("a", "b", "c");
        world.process("b").exit(1);
        var over = world.stop("a");
        world.seconds(10);

        assertThat(over).isCompleted();
        assertThat(world.phase("a")).isEqualTo(Phase.STOPPED);
        assertThat(world.phase("b")).isEqualTo(Phase.RUNNING);
        assertThat(world.phase("c")).isEqualTo(Phase.RUNNING);
    }

    private static GiveUp once(GiveUp.Then then) {
        return new GiveUp(new RestartIntensity(1, Duration.ofMinutes(1)), then);
    }

    private void group(String name, Strategy strategy, String... members) {
        for (String member : members) {
            world.add(member);
        }
        world.done(world.supervisor.add(new Group(name, List.of(members), strategy, Optional.empty())));
    }

    private void startAll(String... names) {
        world.start(names);
        world.log();
    }
}
