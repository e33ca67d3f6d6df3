// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static dev.procmon.testkit.supervision.Supervision.name;
import static dev.procmon.testkit.supervision.Supervision.needs;
import static dev.procmon.testkit.supervision.Supervision.wants;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.order.Condition;
import dev.procmon.core.process.Signal;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is ended before whom, and that it comes to an end. */
class StopOrderTest {

    @RegisterExtension
    final Supervision world = new Supervision();

    @BeforeEach
    void letEndsTakeTheirTime() {
        world.reactor.scriptForAllOthers(ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
    }

    @Test
    void aDependencyGetsItsSignalOnlyWhenItsDependentsAreGone() {
        world.add("db");
        world.add("web", needs("db", Condition.READY));
        world.add("shop", needs("web", Condition.STARTED));
        world.add("log", wants("db"));
        world.start("shop", "log");
        world.log();

        var over = world.asked(world.supervisor.stopAll());
        assertThat(world.log()).containsExactly("end shop", "end log");
        world.seconds(1);
        assertThat(world.log()).containsExactly("gone shop", "end web", "gone log");
        assertThat(world.process("db").signals()).isEmpty();
        world.seconds(1);
        assertThat(world.log()).containsExactly("gone web", "end db");
        assertThat(over).isNotDone();
        world.seconds(1);

        assertThat(over).isCompleted();
        assertThat(world.log()).containsExactly("gone db");
    }

    @Test
    void oneThatDiesWhileItsTurnToEndHasNotComeIsNotStartedAgain() {
        world.add("db");
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        var over = world.asked(world.supervisor.stopAll());
        world.process("db").exit(1);
        world.seconds(1);

        assertThat(over).isCompleted();
        assertThat(world.phase("db")).isEqualTo(Phase.STOPPED);
        assertThat(world.runs("db")).isEqualTo(1);
    }

    @Test
    void aStopOfAllThatComesWhileProgramsAreStartingStopsThemToo() {
        world.reactor.script("slow", ChildScript.runsForever().thatIsSpawnedAfter(Duration.ofSeconds(5)));
        world.add("slow");
        world.add("launching", TELLING);
        world.add("waiting", needs("launching", Condition.READY));
        world.start("slow", "launching", "waiting");

        var over = world.asked(world.supervisor.stopAll());
        world.seconds(4);
        assertThat(over).isNotDone();
        world.seconds(2);

        assertThat(over).isCompleted();
        assertThat(world.runs("waiting")).isZero();
        assertThat(world.reactor.living()).isEmpty();
    }

    @Test
    void whatHangsInTheKernelDoesNotHoldUpThoseThatItNeeds() {
        world.reactor.script(
                "web",
                ChildScript.runsForever()
                        .thatIgnores(Signal.TERM)
                        .thatIgnores(Signal.KILL)
                        .thatEndsAfter(Duration.ofHours(1), dev.procmon.core.process.ExitStatus.exited(0)));
        world.add("db");
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        world.log();

        var over = world.asked(world.supervisor.stopAll());
        world.seconds(10 + 5 + 1);

        assertThat(world.log()).containsExactly("end web", "end db", "gone db");
        assertThat(over).isNotDone();
        world.reactor.advance(Duration.ofHours(1));
        assertThat(over).isCompleted();
    }

    @Test
    void aKillOfAllAsksForNoOrder() {
        world.add("db");
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        var _ = world.asked(world.supervisor.stopAll());
        var over = world.asked(world.supervisor.killAll());
        world.reactor.advance(Duration.ZERO);

        assertThat(over).isCompleted();
        assertThat(world.process("db").signals()).containsExactly(Signal.KILL);
    }

    @Test
    void aStartDuringAStopOfAllIsHeededAndTheOthersStillEnd() {
        world.add("disk");
        world.add("db", needs("disk", Condition.READY));
        world.add("web", needs("db", Condition.READY));
        world.add("other");
        world.start("web", "other");

        var over = world.asked(world.supervisor.stopAll());
        world.start("db");
        world.seconds(10);

        assertThat(over).isCompleted();
        assertThat(world.phase("web")).isEqualTo(Phase.STOPPED);
        assertThat(world.phase("other")).isEqualTo(Phase.STOPPED);
        assertThat(world.phase("db")).isEqualTo(Phase.RUNNING);
        assertThat(world.phase("disk")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aRestartDuringAStopOfAllIsHeeded() {
        world.add("db");
        world.add("web", needs("db", Condition.READY));
        world.start("web");

        var _ = world.asked(world.supervisor.stopAll());
        var _ = world.asked(world.supervisor.restart(name("db")));
        world.seconds(10);

        assertThat(world.phase("web")).isEqualTo(Phase.STOPPED);
        assertThat(world.phase("db")).isEqualTo(Phase.RUNNING);
        assertThat(world.runs("db")).isEqualTo(2);
    }

    @Test
    void aSecondStopOfAllTakesThePlaceOfTheFirst() {
        world.add("db", PLAIN);
        world.add("web", needs("db", Condition.READY));
        world.start("web");

        var first = world.asked(world.supervisor.stopAll());
        var second = world.asked(world.supervisor.stopAll());
        world.seconds(1);
        assertThat(world.process("db").signals()).containsExactly(Signal.TERM);
        world.seconds(1);

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }
}
