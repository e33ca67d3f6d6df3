// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.ONE_SHOT;
import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static dev.procmon.testkit.supervision.Supervision.name;
import static dev.procmon.testkit.supervision.Supervision.needs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Relations;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.testkit.ChildScript;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the fate of a program means for those that need it and run. */
class BondTest {

    @RegisterExtension
    final Supervision world = new Supervision();

    @BeforeEach
    void letEndsTakeTheirTime() {
        world.reactor.scriptForAllOthers(ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
    }

    @Test
    void oneThatIsBoundGoesDownWithADeathAndComesBackWhenItsDependencyIsReadyAgain() {
        ChildScript db = ChildScript.runsForever().thatTells(SECOND, "READY=1");
        world.reactor.script("db", db);
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY, Bond.GOES_DOWN_WITH));
        world.start("web");
        world.seconds(1);
        world.log();

        world.process("db").exit(1);
        assertThat(world.phase("web")).isEqualTo(Phase.STOPPING);
        world.seconds(1);
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        world.seconds(1);

        assertThat(world.log())
                .containsExactly("gone db", "end web", "start db", "gone web", "ready db", "start web", "ready web");
    }

    @Test
    void aStopEndsThoseThatAreBoundFirst() {
        world.add("db");
        world.add("web", needs("db", Condition.READY, Bond.GOES_DOWN_WITH));
        world.add("mail", needs("db", Condition.READY));
        world.start("web", "mail");
        world.log();

        var over = world.stop("db");
        assertThat(world.process("db").signals()).isEmpty();
        world.seconds(1);
        assertThat(world.process("db").signals()).containsExactly(Signal.TERM);
        assertThat(over).isNotDone();
        world.seconds(1);

        assertThat(over).isCompleted();
        assertThat(world.log()).containsExactly("end web", "gone web", "end db", "gone db");
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        assertThat(world.phase("mail")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aRestartEndsThoseThatAreBoundFirstAndStartsThemLast() {
        world.add("db");
        world.add("web", needs("db", Condition.READY, Bond.GOES_DOWN_WITH));
        world.add("shop", needs("web", Condition.READY, Bond.GOES_DOWN_WITH));
        world.start("shop");
        world.log();

        var _ = world.asked(world.supervisor.restart(name("db")));
        world.seconds(10);

        assertThat(world.log())
                .containsExactly(
                        "end shop",
                        "gone shop",
                        "end web",
                        "gone web",
                        "end db",
                        "gone db",
                        "start db",
                        "ready db",
                        "start web",
                        "ready web",
                        "start shop",
                        "ready shop");
    }

    @Test
    void removalEndsThoseThatAreBoundFirst() {
        world.add("db");
        world.add("web", needs("db", Condition.READY, Bond.GOES_DOWN_WITH));
        world.start("web");
        world.log();

        var over = world.asked(world.supervisor.remove(name("db")));
        world.seconds(10);

        assertThat(over).isCompleted();
        assertThat(world.log()).containsExactly("end web", "gone web", "end db", "gone db");
        assertThat(world.phase("web")).isEqualTo(Phase.WAITING);
        assertThat(world.holds("web")).containsExactly("db is not ready");
    }

    @Test
    void oneThatIsBoundAndIsBeingStoppedStaysDown() {
        world.add("db");
        world.add("web", needs("db", Condition.READY, Bond.GOES_DOWN_WITH));
        world.start("web");
        var _ = world.stop("web");
        world.millis(500);
        var over = world.stop("db");
        assertThat(world.process("db").signals()).isEmpty();
        world.start("db");
        world.seconds(10);

        assertThat(over).isCompleted();
        assertThat(world.phase("web")).isEqualTo(Phase.STOPPED);
        assertThat(world.phase("db")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aKillWaitsForNobodyAndThoseThatAreBoundFollow() {
        world.add("db");
        world.add("web", needs("db", Condition.READY, Bond.GOES_DOWN_WITH));
        world.start("web");
        world.log();

        var _ = world.asked(world.supervisor.kill(name("db")));
        world.seconds(10);

        assertThat(world.log()).containsExactly("end db", "end web", "gone db", "gone web");
    }

    @Test
    void theSuccessOfAProgramThatHadToRunOnceBringsNobodyDown() {
        world.reactor.script("setup", ChildScript.exitsAfter(SECOND, 0));
        world.add("setup", ONE_SHOT);
        world.add("web", needs("setup", Condition.STARTED, Bond.GOES_DOWN_WITH));
        world.start("web");
        world.seconds(5);

        assertThat(world.phase("setup")).isEqualTo(Phase.EXITED);
        assertThat(world.runs("web")).isEqualTo(1);
    }

    @Test
    void theLossOfReadinessAloneBringsNobodyDown() {
        world.reactor.script("db", ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY, Bond.GOES_DOWN_WITH));
        world.start("web");
        world.seconds(1);

        world.process("db").tell("RELOADING=1");
        assertThat(world.view("db").ready()).isFalse();
        world.process("db").tell("READY=1");

        assertThat(world.view("db").ready()).isTrue();
        assertThat(world.runs("web")).isEqualTo(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void oneThatRestartsWithAnotherIsRestartedOnceTheNewRunIsReady() {
        world.reactor.script("db", ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        world.add("db", TELLING);
        world.add("web", needs("db", Condition.READY, Bond.RESTARTS_WITH));
        world.start("web");
        world.seconds(1);
        world.log();

        world.process("db").exit(1);
        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
        world.seconds(5);

        assertThat(world.log())
                .containsExactly("gone db", "start db", "ready db", "end web", "gone web", "start web", "ready web");
        world.seconds(60);
        assertThat(world.runs("web")).isEqualTo(2);
    }

    @Test
    void theEndOfABoundProgramByRequestIsNotHeldAgainstIt() {
        world.add("db", PLAIN);
        world.add("web", needs("db", Condition.READY, Bond.GOES_DOWN_WITH));
        world.start("web");
        for (int i = 0; i < 10; i++) {
            var _ = world.asked(world.supervisor.restart(name("db")));
            world.seconds(3);
        }

        assertThat(world.runs("web")).isEqualTo(11);
        assertThat(world.view("web").life().nextDelay()).isEqualTo(SECOND);
    }

    @Test
    void aBondThatAnUpdateMakesHoldsFromThenOn() {
        world.add("db");
        world.add("web", needs("db", Condition.READY));
        world.start("web");
        world.log();
        update("web", needs("db", Condition.READY, Bond.GOES_DOWN_WITH));
        assertThat(world.log()).isEmpty();
        world.process("db").exit(1);
        world.seconds(1);

        assertThat(world.log())
                .containsExactly("gone db", "end web", "start db", "ready db", "gone web", "start web", "ready web");
    }

    @Test
    void aBondThatAnUpdateTakesAwayEndsNobodyAnyLonger() {
        world.add("db");
        world.add("web", needs("db", Condition.READY, Bond.GOES_DOWN_WITH));
        world.start("web");
        world.log();
        update("web", needs("db", Condition.READY));
        world.process("db").exit(1);
        world.seconds(10);

        assertThat(world.log()).containsExactly("gone db", "start db", "ready db");
    }

    @Test
    void oneThatIsBoundToAProgramIsRestartedWithTheRunThatItHasAfterAnUpdate() {
        world.add("db");
        world.add("web", needs("db", Condition.READY, Bond.RESTARTS_WITH));
        world.start("web");
        world.done(world.supervisor.update(Program.of("db", "new-db"), TELLING, Relations.NONE));
        world.log();
        var _ = world.asked(world.supervisor.restart(name("db")));
        world.seconds(2);
        assertThat(world.process("web").isAlive()).isTrue();
        world.process("new-db").tell("READY=1");
        world.seconds(1);

        assertThat(world.log())
                .containsExactly(
                        "end db", "gone db", "start db", "ready db", "end web", "gone web", "start web", "ready web");
    }

    @Test
    void oneThatNeedsAnotherProgramAfterAnUpdateLooksAtThatOneOnly() {
        world.add("db");
        world.add("db2", TELLING);
        world.add("web", needs("db", Condition.READY, Bond.GOES_DOWN_WITH));
        world.start("web", "db2");
        update("web", needs("db2", Condition.READY, Bond.GOES_DOWN_WITH));
        world.log();
        world.process("db").exit(1);
        world.seconds(10);
        assertThat(world.log()).containsExactly("gone db", "start db", "ready db");
        world.process("db2").exit(1);

        assertThat(world.phase("web")).isEqualTo(Phase.STOPPING);
    }

    private void update(String program, Relations relations) {
        world.done(world.supervisor.update(Program.of(program, program), PLAIN, relations));
    }
}
