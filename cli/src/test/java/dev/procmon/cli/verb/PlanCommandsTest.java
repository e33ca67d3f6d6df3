// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.FakeClient;
import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.fake.Shell;
import dev.procmon.control.api.ProblemDetail;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.event.Tone;
import dev.procmon.control.json.Json;
import dev.procmon.control.plan.Plan;
import dev.procmon.control.plan.Plan.KeyChange;
import dev.procmon.control.plan.Plan.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandsTest {

    private static final Step STOP = new Step("old", "stop", "is no longer in the file", List.of(), "planned", "");
    private static final Step RESTART = new Step(
            "web",
            "restart",
            "",
            List.of(new KeyChange("env.PORT", "\"8080\"", "\"8081\""), new KeyChange("nice", "5", "")),
            "planned",
            "");
    private static final Step START = new Step("new", "start", "", List.of(), "planned", "");
    private static final Plan NOTHING = new Plan("/srv/procmon.toml", List.of(), List.of("web"), List.of(), List.of());
    private static final Plan PLAN = plan(STOP, RESTART, START);

    @TempDir
    private Path directory;

    private final FakeClient client = new FakeClient().with(Samples.ready("web", 12));
    private Shell shell;

    @BeforeEach
    void sitDown() {
        shell = new Shell(directory).running("shop", client);
        client.answeringPlan(() -> PLAN);
    }

    @Test
    void aPlanIsALineForEachProgram() {
        assertThat(shell.run("plan", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("""
                ~ procmon  event-log.keep: "16MB" -> "1MB"
                - old  stop     is no longer in the file
                ~ web  restart  env.PORT: "8080" -> "8081"
                                nice: 5 -> (not set)
                + new  start
                = 2 unchanged
                """);
        assertThat(shell.err()).isEqualTo("warning: web: no such command yet\n");
    }

    @Test
    void nothingToDoIsSaid() {
        client.answeringPlan(() -> NOTHING).answeringReload(() -> NOTHING);
        String said = "= 1 unchanged\nnothing to do: what runs is as /srv/procmon.toml says\n";
        assertThat(shell.run("plan", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo(said);
        assertThat(shell.run("reload", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo(said + said);
    }

    @Test
    void nothingToDoIsNotSaidWhileAnotherReloadIsUnderWay() {
        client.answeringPlan(() -> NOTHING).answeringReload(() -> {
            throw FakeClient.refusal(ClientException.Cause.FAILED, "a reload is under way");
        });
        assertThat(shell.run("reload", "-i", "shop")).isEqualTo(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).isEqualTo("procmon: a reload is under way\n");
    }

    @Test
    void aReloadShowsThePlanThenWhatHappensThenWhatCameOfIt() {
        client.answeringReload(() -> {
            client.eventStream().put(Samples.event(42, "web", Tone.QUIET, "ready after 0.4s"));
            client.eventStream().awaitDealtWith();
            return plan(
                    STOP.after("done", "stopped: exited with 0"),
                    RESTART.after("done", "ready after 0.4s"),
                    START.after("done", ""));
        });
        assertThat(shell.run("reload", "-i", "shop")).isZero();
        assertThat(shell.out()).endsWith("""
                = 2 unchanged

                web     * ready after 0.4s
                old  stop     done: stopped: exited with 0
                web  restart  done: ready after 0.4s
                new  start    done
                """);
    }

    @Test
    void aReloadThatStopsHalfWaySaysWhatIsLeft() {
        client.answeringReload(() -> plan(
                STOP.after("done", ""),
                RESTART.after("failed", "exited with 1 after 0.3s"),
                START.after("not-done", "")));
        assertThat(shell.run("reload", "-i", "shop")).isEqualTo(1);
        assertThat(shell.out()).endsWith("""
                old  stop     done
                web  restart  failed: exited with 1 after 0.3s
                new  start    not done
                """);
        assertThat(shell.err())
                .endsWith("procmon: the reload stopped half way: 1 of 3 steps are done, not done: web, new;"
                        + " procmon plan shows what is left\n");
        assertThat(shell.run("reload", "-i", "shop", "--json")).isEqualTo(1);
    }

    @Test
    void mistakesOfTheFileAreLinesAsCheckHasThem() {
        client.answeringPlan(() -> {
            throw new ClientException(
                    ClientException.Cause.REFUSED,
                    "the file has mistakes",
                    Optional.of(new ProblemDetail(422, "Invalid", "x", List.of("/srv/procmon.toml:3:1: unknown key"))));
        });
        assertThat(shell.run("reload", "-i", "shop")).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("/srv/procmon.toml:3:1: unknown key\n");
    }

    @Test
    void jsonIsThePlan() {
        shell.run("plan", "-i", "shop", "--json");
        assertThat(Plan.of(Json.object(shell.out()))).isEqualTo(PLAN);
    }

    private static Plan plan(Step... steps) {
        return new Plan(
                "/srv/procmon.toml",
                List.of(steps),
                List.of("db", "cache"),
                List.of(new KeyChange("event-log.keep", "\"16MB\"", "\"1MB\"")),
                List.of("web: no such command yet"));
    }
}
