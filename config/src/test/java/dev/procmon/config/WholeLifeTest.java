// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.cron.EverySchedule;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Need;
import dev.procmon.core.order.Strategy;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.MemoryRule;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Notification;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.program.Quota;
import dev.procmon.core.program.Resource;
import dev.procmon.core.program.ResourceLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the keys of a program's whole life come to. */
class WholeLifeTest {

    private final Configuration configuration = Samples.valid(Samples.FULL);

    @Test
    void restartsAndTheEndOfThemAreRead() {
        Policy api = instance("api:0").policy();
        assertThat(api.restart())
                .isEqualTo(new RestartPolicy(
                        RestartPolicy.Mode.ALWAYS, Set.of(0), Set.of(Signal.TERM, Signal.INT), Set.of(7, 8)));
        assertThat(api.giveUp())
                .contains(new GiveUp(new RestartIntensity(5, Duration.ofMinutes(1)), new GiveUp.Exit(3)));
        assertThat(api.backoff().first()).isZero();
        assertThat(api.backoff().min()).isEqualTo(Duration.ofSeconds(1));
        assertThat(instance("db").policy().backoff().first()).isEqualTo(Duration.ofSeconds(1));
        assertThat(instance("worker").policy().backoff().first()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(instance("gate").policy().giveUp().orElseThrow().then()).isEqualTo(new GiveUp.FailGroup());
        assertThat(api.runTimeMax()).contains(Duration.ofHours(12));
    }

    @Test
    void theStopIsRead() {
        Policy api = instance("api:0").policy();
        assertThat(api.stop().reach()).isEqualTo(Reach.LEADER);
        assertThat(api.stop().signal()).isEqualTo(Signal.USR1);
        assertThat(api.stop().insist()).contains(Duration.ofSeconds(5));
        assertThat(instance("db").policy().stop().reach()).isEqualTo(Reach.TREE);
    }

    @Test
    void probesAreRead() {
        Policy api = instance("api:0").policy();
        assertThat(api.health().readyWithin()).isEqualTo(Duration.ofSeconds(90));
        assertThat(api.health().live())
                .contains(new ProbePolicy(
                        new ProbeTarget.Connect(new ProbeTarget.Address.Unix("/srv/app/run/api-0.sock")),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        5,
                        2,
                        Duration.ofMinutes(1)));
        assertThat(target(instance("file").policy().health().ready()))
                .isEqualTo(new ProbeTarget.FileExists("/srv/app/run/ready"));
        assertThat(target(instance("gate").policy().health().live()))
                .isEqualTo(new ProbeTarget.Exec(Command.of("bin/probe", "x")));
        assertThat(target(instance("tick").policy().health().live()))
                .isEqualTo(new ProbeTarget.Http(
                        new ProbeTarget.Address.Unix("/run/tick.sock"),
                        "localhost",
                        "/health",
                        200,
                        204,
                        Map.of(),
                        Optional.empty()));
        assertThat(api.health().memory()).contains(new MemoryRule(1_000_000_000, Duration.ofSeconds(30)));
    }

    @Test
    void aHeaderMayGiveTheHost() {
        ProgramInstance program = Samples.instances("""
                [program.a]
                command = "a"
                ready = { http = "http://127.0.0.1", headers = { host = "example.org", A = "b" } }
                """).getFirst();
        assertThat(target(program.policy().health().ready()))
                .isEqualTo(new ProbeTarget.Http(
                        new ProbeTarget.Address.Tcp("127.0.0.1", 80),
                        "example.org",
                        "/",
                        200,
                        399,
                        Map.of("A", "b"),
                        Optional.empty()));
    }

    @Test
    void whatTheProgramTellsItselfIsRead() {
        assertThat(instance("cache").program().notification())
                .isEqualTo(new Notification.SdNotify(Notification.Access.ALL, Optional.of(Duration.ofSeconds(30))));
        assertThat(instance("cache").policy().health().readyByNotice()).isTrue();
        assertThat(instance("cache").policy().health().watchdog()).contains(Duration.ofSeconds(30));
        assertThat(instance("cache").policy().health().readyWithin()).isEqualTo(Duration.ofSeconds(10));
        assertThat(instance("s6").program().notification()).isEqualTo(new Notification.Descriptor(4));
        assertThat(instance("s6").policy().health().readyByNotice()).isTrue();
        assertThat(instance("db").policy().health().readyByNotice()).isFalse();
    }

    @Test
    void identityAndLimitsAreRead() {
        assertThat(instance("api:0").program().identity().groups())
                .contains(List.of(new Account.Named("audio"), new Account.Id(44)));
        ResourceLimit hundred = new ResourceLimit(OptionalLong.of(100), OptionalLong.of(100));
        Attributes attributes = instance("api:0").program().attributes();
        assertThat(attributes.umask()).hasValue(027);
        assertThat(attributes.nice()).hasValue(-5);
        assertThat(attributes.outOfMemoryScore()).hasValue(500);
        assertThat(attributes.noNewPrivileges()).isTrue();
        assertThat(attributes.processors()).containsExactlyInAnyOrder(0, 1, 2, 3, 8);
        assertThat(attributes.quota())
                .isEqualTo(new Quota(OptionalLong.of(512L << 20), OptionalDouble.of(1.5), OptionalLong.of(100)));
        assertThat(attributes.limits())
                .hasSize(9)
                .containsEntry(Resource.PROCESSES, hundred)
                .containsEntry(Resource.CORE, new ResourceLimit(OptionalLong.empty(), OptionalLong.empty()))
                .containsEntry(Resource.CPU, new ResourceLimit(OptionalLong.of(60), OptionalLong.of(60)))
                .containsEntry(Resource.DATA, new ResourceLimit(OptionalLong.of(1_000_000), OptionalLong.empty()))
                .containsEntry(Resource.OPEN_FILES, new ResourceLimit(OptionalLong.of(1_024), OptionalLong.of(4_096)));
    }

    @Test
    void relationsAreRead() {
        assertThat(program("api").relations().needs())
                .containsExactly(
                        new Need(new ProgramName("db"), Condition.READY, Bond.NONE),
                        new Need(new ProgramName("worker"), Condition.COMPLETED, Bond.NONE),
                        new Need(new ProgramName("cache"), Condition.READY, Bond.GOES_DOWN_WITH));
        assertThat(program("audit").relations().needs())
                .containsExactly(new Need(new ProgramName("db"), Condition.STARTED, Bond.RESTARTS_WITH));
        assertThat(program("audit").relations().wants()).containsExactly(new ProgramName("worker"));
    }

    @Test
    void withoutAConditionReadinessCountsWhereThereIsAny() {
        assertThat(program("file").relations().needs())
                .containsExactly(
                        new Need(new ProgramName("cache"), Condition.READY, Bond.NONE),
                        new Need(new ProgramName("s6"), Condition.READY, Bond.NONE));
        assertThat(Samples.valid("program = { a = { command = 'a' }, b = { command = 'b', needs = ['a'] } }")
                        .programs()
                        .getLast()
                        .relations()
                        .needs())
                .containsExactly(new Need(new ProgramName("a"), Condition.STARTED, Bond.NONE));
    }

    @Test
    void groupsAndSettingsAreRead() {
        assertThat(configuration.groups())
                .containsExactly(
                        new Group(
                                "inner",
                                List.of("gate", "file"),
                                Strategy.REST_FOR_ONE,
                                Optional.of(new GiveUp(
                                        new RestartIntensity(3, Duration.ofSeconds(10)), new GiveUp.FailGroup()))),
                        new Group("outer", List.of("cache", "inner"), Strategy.ONE_FOR_ALL, Optional.empty()));
        assertThat(configuration.settings().startingMax()).hasValue(4);
    }

    @Test
    void jobsAreRead() {
        JobPolicy report = instance("report").policy().job().orElseThrow();
        assertThat(report.overlap()).isEqualTo(JobPolicy.Overlap.REPLACE);
        assertThat(report.missed()).isEqualTo(JobPolicy.Missed.RUN_ONCE);
        assertThat(report.schedule().next(Instant.parse("2026-07-04T00:00:00Z")))
                .contains(Instant.parse("2026-07-06T01:30:00Z"));
        assertThat(instance("report").policy().restart().mode()).isEqualTo(RestartPolicy.Mode.ON_FAILURE);
        JobPolicy tick = instance("tick").policy().job().orElseThrow();
        assertThat(tick.schedule()).isEqualTo(new EverySchedule("@every 10s", Duration.ofSeconds(10)));
    }

    @Test
    void aJobIsNotRestartedUnlessThatIsAskedFor() {
        assertThat(instance("tick").policy().restart().mode()).isEqualTo(RestartPolicy.Mode.NEVER);
    }

    @Test
    void aChainOfAnyLengthIsFollowed() {
        StringBuilder text = new StringBuilder("[program.p0]\ncommand = 'a'\n");
        for (int i = 1; i < 20_000; i++) {
            text.append("[program.p%d]\ncommand = 'a'\nneeds = ['p%d']\n".formatted(i, i - 1));
        }
        text.append("[group.g]\nmembers = ['p0', 'p19999']\nstrategy = 'rest-for-one'\n");
        assertThat(Samples.valid(text.toString()).programs()).hasSize(20_000);
    }

    @Test
    void everyConstantHasAWord() {
        assertThat(Choice.all()).allSatisfy(choice -> {
            Class<?> type = choice.values().getFirst().getDeclaringClass();
            assertThat(choice.values()).hasSameSizeAs(type.getEnumConstants()).doesNotHaveDuplicates();
        });
    }

    private static ProbeTarget target(Optional<ProbePolicy> probe) {
        return probe.orElseThrow().target();
    }

    private ProgramInstance instance(String name) {
        return Samples.instances(configuration).stream()
                .filter(instance -> instance.program().name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ConfiguredProgram program(String name) {
        return configuration.programs().stream()
                .filter(program -> program.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
