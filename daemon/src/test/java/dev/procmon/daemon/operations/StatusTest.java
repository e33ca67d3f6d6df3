// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import static dev.procmon.control.action.Action.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.posix.usage.TreeUsage;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatusTest {

    private static final String PLAIN_BACKOFF =
            "backoff = { min = \"4s\", max = \"60s\", jitter = 0, threshold = \"10s\" }\n";

    @RegisterExtension
    final Operating world = new Operating();

    @Test
    void aProgramThatRunsIsReadyAndAsWanted() {
        world.up("[program.web]\ncommand = \"web\"");
        world.seconds(10);

        ProgramStatus web = world.status("web");

        assertThat(web.state()).isEqualTo("running");
        assertThat(web.detail()).isEmpty();
        assertThat(web.wanted()).isEqualTo("up");
        assertThat(web.ready()).isTrue();
        assertThat(web.wellAsWanted()).isTrue();
        assertThat(web.pid()).hasValue(world.process("web").pid());
        assertThat(web.run()).isEqualTo(1);
        assertThat(web.restarts()).isZero();
        assertThat(web.startedAt()).contains(Instant.parse("2026-11-25T00:00:00Z"));
        assertThat(web.lastExit()).isEmpty();
        assertThat(web.nextAt()).isEmpty();
    }

    @Test
    void whatItsTreeUsesIsAskedForOnceAndShown() {
        world.up("[program.web]\ncommand = \"web\"");
        world.usage.put(world.process("web").pid(), new TreeUsage(1.5, 2_000_000, 3));

        ProgramStatus web = world.status("web");

        assertThat(web.cpuSeconds()).hasValue(1.5);
        assertThat(web.memoryBytes()).hasValue(2_000_000);
        assertThat(web.processes()).hasValue(3);
    }

    @Test
    void aProgramThatHasNeverRunHasNothingToShow() {
        world.load("[program.web]\ncommand = \"web\"");

        ProgramStatus web = world.status("web");

        assertThat(web.state()).isEqualTo("stopped");
        assertThat(web.wanted()).isEqualTo("down");
        assertThat(web.wellAsWanted()).isTrue();
        assertThat(web.run()).isZero();
        assertThat(web.pid()).isEmpty();
        assertThat(web.cpuSeconds()).isEmpty();
        assertThat(web.startedAt()).isEmpty();
    }

    @Test
    void aProgramThatBacksOffShowsItsLastExitAndItsNextStart() {
        world.reactor.script("web", ChildScript.exitsAfter(Duration.ofMillis(300), 1));
        world.up("[program.web]\ncommand = \"web\"\n" + PLAIN_BACKOFF);
        world.millis(300);

        ProgramStatus web = world.status("web");

        assertThat(web.state()).isEqualTo("backing-off");
        assertThat(web.detail()).isEqualTo("restarting in 4s");
        assertThat(web.wellAsWanted()).isFalse();
        assertThat(web.lastExit()).contains("exited with 1 after 0.3s");
        assertThat(web.lastExitAt()).contains(Instant.parse("2026-11-25T00:00:00.300Z"));
        assertThat(web.nextWhat()).contains("next start");
        assertThat(web.nextAt()).contains(Instant.parse("2026-11-25T00:00:04.300Z"));
        world.seconds(5);
        assertThat(world.status("web").restarts()).isEqualTo(1);
    }

    @Test
    void whatCannotBeSpawnedNamesTheErrno() {
        world.reactor.script("web", ChildScript.failsToSpawn("ENOENT"));
        world.up("[program.web]\ncommand = \"web\"\n" + PLAIN_BACKOFF);

        assertThat(world.status("web").lastExit()).contains("cannot be spawned: ENOENT (so the script says)");
    }

    @Test
    void aWaitingProgramShowsWhatIsInTheWay() {
        world.up(
                "[program.db]\ncommand = \"db\"\nnotify = \"sd\"\n[program.web]\ncommand = \"web\"\nneeds = { db = \"ready\" }");

        ProgramStatus web = world.status("web");

        assertThat(web.state()).isEqualTo("waiting");
        assertThat(web.detail()).isEqualTo("db is not ready");
        assertThat(web.needs()).containsExactly("db");
        ProgramStatus db = world.status("db");
        assertThat(db.state()).isEqualTo("starting");
        assertThat(db.detail()).isEqualTo("not ready yet");
        assertThat(db.nextWhat()).contains("must be ready");
    }

    @Test
    void aStoppingProgramShowsWhenItIsKilled() {
        world.reactor.script("web", ChildScript.runsForever().thatIgnores(Signal.TERM));
        world.up("[program.web]\ncommand = \"web\"\nstop = { grace = \"30s\" }");
        var _ = world.act(STOP, "web");
        world.seconds(10);

        ProgramStatus web = world.status("web");

        assertThat(web.state()).isEqualTo("stopping");
        assertThat(web.detail()).isEqualTo("TERM sent, KILL in 20s");
        assertThat(web.nextWhat()).contains("KILL");
        assertThat(web.nextAt()).contains(Instant.parse("2026-11-25T00:00:30Z"));
    }

    @Test
    void aRunWhoseLeaderHasGoneSaysThatOthersLive() {
        world.reactor.script(
                "web",
                ChildScript.exitsAfter(Duration.ofSeconds(20), 0)
                        .thatLeavesBehind(Duration.ofSeconds(60), Signal.TERM));
        world.up("[program.web]\ncommand = \"web\"");
        world.seconds(22);

        assertThat(world.status("web").detail())
                .isEqualTo("its main process has ended, others live; TERM sent, KILL in 8s");
    }

    @Test
    void aJobShowsItsNextTime() {
        world.up("[program.report]\ncommand = \"report\"\nschedule = \"0 3 * * *\"");

        ProgramStatus report = world.status("report");

        assertThat(report.state()).isEqualTo("waiting");
        assertThat(report.detail()).isEqualTo("its time has not come");
        assertThat(report.wellAsWanted()).isTrue();
        assertThat(report.nextWhat()).contains("next run");
        assertThat(report.nextAt()).isPresent();
    }

    @Test
    void aProgramThatHasCompletedIsAsWanted() {
        world.reactor.script("migrate", ChildScript.exitsAfter(Duration.ofSeconds(1), 0));
        world.up("[program.migrate]\ncommand = \"migrate\"\nrestart = \"never\"");
        world.seconds(1);

        ProgramStatus migrate = world.status("migrate");

        assertThat(migrate.state()).isEqualTo("exited");
        assertThat(migrate.wellAsWanted()).isTrue();
        assertThat(migrate.lastExit()).contains("exited with 0 after 1s");
    }

    @Test
    void aProgramThatFailedForGoodIsNotAsWanted() {
        world.reactor.script("migrate", ChildScript.exitsAfter(Duration.ofSeconds(1), 3));
        world.up("[program.migrate]\ncommand = \"migrate\"\nrestart = \"never\"");
        world.seconds(1);

        assertThat(world.status("migrate").wellAsWanted()).isFalse();
    }

    @Test
    void whatAProgramSaysOfItselfIsForgottenWithItsRun() {
        world.reactor.script(
                "web",
                ChildScript.exitsAfter(Duration.ofSeconds(20), 1).thatTells(Duration.ofSeconds(1), "STATUS=loading"));
        world.up("[program.web]\ncommand = \"web\"\nnotify = \"sd\"\n" + PLAIN_BACKOFF);
        world.seconds(2);
        assertThat(world.status("web").saysOfItself()).contains("loading");

        world.seconds(18);

        assertThat(world.status("web").saysOfItself()).isEmpty();
    }

    @Test
    void programsComeInTheOrderOfTheConfigurationReplicasByNumber() {
        world.up(
                "[program.zoo]\ncommand = \"zoo\"\n[program.web]\ncommand = \"web\"\nreplicas = 11\n[program.abc]\ncommand = \"abc\"");

        List<String> names = world.done(world.operations.programs(List.of())).programs().stream()
                .map(ProgramStatus::name)
                .toList();

        assertThat(names)
                .hasSize(13)
                .startsWith("zoo", "web:0", "web:1", "web:2")
                .endsWith("web:10", "abc");
    }

    @Test
    void aSuccessorIsShownBesideTheHolder() {
        world.up("[program.web]\ncommand = \"web\"\nnotify = \"sd\"");
        world.process("web").tell("READY=1");
        var _ = world.act(dev.procmon.control.action.Action.REPLACE, "web");

        ProgramList list = world.done(world.operations.programs(List.of("web")));

        assertThat(list.programs())
                .extracting(ProgramStatus::role)
                .containsExactly(Optional.empty(), Optional.of("successor"));
        assertThat(list.programs()).extracting(ProgramStatus::run).containsExactly(1L, 2L);
    }

    @Test
    void theInstanceCountsThoseThatAreAsWantedAndNamesItsTroubles() {
        world.reactor.script("bad", ChildScript.exitsAfter(Duration.ofMillis(1), 1));
        world.up("[program.web]\ncommand = \"web\"\n[program.bad]\ncommand = \"bad\"\n" + PLAIN_BACKOFF);
        world.millis(10);
        world.history.troubles.add("the event log cannot be written");
        world.troubles = List.of("the log of web cannot be written");

        InstanceStatus instance = world.done(world.operations.instance());

        assertThat(instance.programs()).isEqualTo(2);
        assertThat(instance.asWanted()).isEqualTo(1);
        assertThat(instance.phase()).isEqualTo("running");
        assertThat(instance.name()).isEqualTo("shop");
        assertThat(instance.troubles())
                .containsExactly("the event log cannot be written", "the log of web cannot be written");
    }

    @Test
    void theListNamesTheLastEventBeforeIt() {
        world.up("[program.web]\ncommand = \"web\"");

        assertThat(world.done(world.operations.programs(List.of())).lastEvent()).isEqualTo(world.history.lastId());
    }
}
