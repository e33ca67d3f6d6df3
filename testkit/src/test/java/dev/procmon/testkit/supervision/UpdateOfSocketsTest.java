// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static dev.procmon.testkit.supervision.Supervision.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.ListeningSocket;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.SocketEndpoint;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the reactor keeps for a program is given up when nobody runs it any longer, and a socket that stays is never closed. */
class UpdateOfSocketsTest {

    private static final Program OLD = listening("old", 80);
    private static final Program SAME_SOCKET = listening("new", 80, 443);
    private static final Program OTHER_SOCKET = listening("new", 8080);

    @RegisterExtension
    final Supervision world = new Supervision();

    @BeforeEach
    void haveAProgramThatListens() {
        world.reactor.script("old", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        world.done(world.supervisor.add(OLD, PLAIN, Relations.NONE));
        world.start("web");
    }

    @Test
    void whatTheRunningProgramHasIsKeptUpToTheEndOfItsRun() {
        update(OTHER_SOCKET, PLAIN);
        world.seconds(10);
        assertThat(world.reactor.released()).isEmpty();
        var _ = world.stop("web");
        world.seconds(1);

        assertThat(world.reactor.released()).containsExactly(OLD);
    }

    @Test
    void aSocketThatStaysIsTakenOverBeforeTheOldProgramIsGivenUp() {
        update(SAME_SOCKET, PLAIN);
        var _ = world.stop("web");
        world.seconds(10);
        assertThat(world.reactor.released()).isEmpty();
        world.start("web");

        assertThat(world.runs("new")).isEqualTo(1);
        assertThat(world.reactor.released()).containsExactly(OLD);
    }

    @Test
    void ofAStoppedProgramWhatIsNotKeptIsGivenUpAtOnce() {
        var _ = world.stop("web");
        world.seconds(1);
        update(OTHER_SOCKET, PLAIN);

        assertThat(world.reactor.released()).containsExactly(OLD);
    }

    @Test
    void whoeverIsUpdatedBackKeepsWhatItHas() {
        update(OTHER_SOCKET, PLAIN);
        update(OLD, PLAIN);
        var _ = world.asked(world.supervisor.restart(name("web")));
        world.seconds(10);

        assertThat(world.reactor.released()).doesNotContain(OLD);
    }

    @Test
    void aReplacementTakesOverBeforeTheOldRunAndItsProgramAreGivenUp() {
        world.reactor.script("new", ChildScript.runsForever().thatTells(SECOND, "READY=1"));
        update(SAME_SOCKET, TELLING);
        var _ = world.asked(world.supervisor.replace(name("web")));
        world.millis(1_500);
        assertThat(world.reactor.living()).hasSize(2);
        assertThat(world.reactor.released()).isEmpty();
        world.seconds(1);

        assertThat(world.reactor.released()).containsExactly(OLD);
    }

    @Test
    void aRemovalGivesUpAllThatItHasBeen() {
        update(SAME_SOCKET, PLAIN);
        update(OTHER_SOCKET, PLAIN);
        var _ = world.asked(world.supervisor.remove(name("web")));
        world.reactor.advance(Duration.ofSeconds(1));

        assertThat(world.reactor.released()).containsExactly(SAME_SOCKET, OLD, OTHER_SOCKET);
    }

    private void update(Program program, Policy policy) {
        world.done(world.supervisor.update(program, policy, Relations.NONE));
    }

    private static Program listening(String executable, int... ports) {
        List<ListeningSocket> sockets = IntStream.of(ports)
                .mapToObj(port -> new ListeningSocket("port" + port, new SocketEndpoint.Tcp("::", port)))
                .toList();
        return Program.of("web", executable).withSockets(sockets);
    }
}
