// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A report that comes late, twice, or about a run that nobody knows. */
final class ReportsOnOtherRunsTest {

    static Stream<Class<? extends ChildState>> states() {
        return Situation.states().stream();
    }

    static Stream<Class<? extends ChildState>> statesWithoutARun() {
        return states().filter(
                        state -> Situation.in(state).life().state().liveRun().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("states")
    void changeNothingInAnyState(Class<? extends ChildState> state) {
        assertIgnored(state, LongStream.of(-1, 0, 1, 6, 8, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("statesWithoutARun")
    void changeNothingWhereTheLastRunIsOver(Class<? extends ChildState> state) {
        assertIgnored(state, LongStream.of(7));
    }

    private static void assertIgnored(Class<? extends ChildState> state, LongStream runs) {
        Situation situation = Situation.in(state);
        runs.boxed().flatMap(run -> reports(run).stream()).forEach(report -> {
            Step step = situation.on(report);
            assertThat(step).isEqualTo(new Step(situation.life(), List.of(), Reason.IGNORED_OLD_RUN));
        });
    }

    private static List<ChildEvent> reports(long run) {
        return List.of(
                new ChildEvent.Spawned(run, 4_711),
                new ChildEvent.SpawnFailed(run, new SpawnFailure("EAGAIN", "too many processes")),
                new ChildEvent.ProcessExited(run, ExitStatus.exited(0)),
                new ChildEvent.LeaderExited(run, ExitStatus.exited(0)),
                new ChildEvent.SignalRefused(run, Signal.KILL, "EPERM"),
                new ChildEvent.BecameReady(run),
                new ChildEvent.Unhealthy(run, Fault.NOT_LIVE),
                new ChildEvent.ExtensionAsked(run, Duration.ofSeconds(5)),
                new ChildEvent.PardonAsked(run),
                new ChildEvent.HookEnded(run, Hook.Point.PRE_START, Optional.empty()),
                new ChildEvent.HookEnded(run, Hook.Point.POST_STOP, Optional.of("exited with 1")));
    }
}
