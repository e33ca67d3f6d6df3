// SPDX-License-Identifier: Apache-2.0
package dev.procmon.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.LineTap;
import dev.procmon.core.monitor.OutputLine;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What supervision promises, whatever reactor it stands on. */
public abstract class MonitorContract {

    private static final Backoff QUICK =
            new Backoff(Duration.ofMillis(100), Duration.ofMillis(400), 2, 0, Duration.ofSeconds(30));
    private static final StopPlan SHORT = new StopPlan(Signal.TERM, Duration.ofMillis(200));
    private static final Policy ALWAYS = policy(RestartPolicy.Mode.ALWAYS);

    private final List<ChildTransition> transitions = Collections.synchronizedList(new ArrayList<>());
    private final List<OutputLine> lines = Collections.synchronizedList(new ArrayList<>());
    private World world;
    private Supervisor supervisor;

    /** Return a fresh world. */
    protected abstract World open();

    private static Policy policy(RestartPolicy.Mode mode) {
        return new Policy(RestartPolicy.of(mode), QUICK, SHORT, Policy.Requests.FREE);
    }

    @BeforeEach
    void openWorld() {
        world = open();
        LineTap tap = new LineTap();
        tap.subscribe(lines::add);
        supervisor = new Supervisor(world.reactor(), tap, 42);
        supervisor.subscribe(transitions::add);
    }

    @AfterEach
    void closeWorld() {
        await(request(supervisor::killAll));
        world.close();
    }

    @Test
    void aCrashLoopIsSlowedDownToTheCapAndGoesOn() {
        start(world.exitsWith(1), ALWAYS);
        world.await("it has died five times", () -> count(Reason.DIED_EARLY) >= 5);

        assertThat(delays().subList(0, 5)).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L, 400L, 400L);
    }

    @Test
    void aFailedSpawnIsTriedAgainLikeACrash() {
        start(world.doesNotExist(), ALWAYS);
        world.await("it has failed three times", () -> count(Reason.SPAWN_FAILED) >= 3);

        assertThat(delays().subList(0, 3)).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L);
    }

    @Test
    void aSuccessIsTheEndWhereOnlyFailuresAreRestarted() {
        start(world.exitsWith(0), policy(RestartPolicy.Mode.ON_FAILURE));
        world.await("it has exited", () -> phases().contains(Phase.EXITED));

        assertThat(phases()).containsExactly(Phase.STARTING, Phase.RUNNING, Phase.EXITED);
    }

    @Test
    void aStopEndsTheRunAndItStaysDown() {
        Program program = world.runsForever();
        start(program, ALWAYS);
        world.await("it runs", () -> phases().contains(Phase.RUNNING));

        await(request(() -> supervisor.stop(program.name())));

        assertThat(phases()).containsExactly(Phase.STARTING, Phase.RUNNING, Phase.STOPPING, Phase.STOPPED);
    }

    @Test
    void whoIgnoresTermIsKilledAfterTheGracePeriod() {
        Program program = world.ignoresTerm();
        start(program, ALWAYS);
        world.await("it ignores TERM", () -> !lines.isEmpty());

        await(request(() -> supervisor.stop(program.name())));

        assertThat(count(Reason.GRACE_PERIOD_OVER)).isEqualTo(1);
        assertThat(phases()).endsWith(Phase.STOPPED);
    }

    @Test
    void aRestartByRequestIsNeitherDelayedNorCharged() {
        Program program = world.runsForever();
        start(program, ALWAYS);
        world.await("it runs", () -> phases().contains(Phase.RUNNING));

        await(request(() -> supervisor.restart(program.name())));
        world.await("it runs again", () -> Collections.frequency(phases(), Phase.RUNNING) == 2);

        assertThat(phases()).doesNotContain(Phase.BACKING_OFF);
    }

    @Test
    void aRestartDoesNotWaitForAnotherProcessThatHoldsTheOutput() {
        start(world.leavesItsOutputOpen(), ALWAYS);

        world.await("it has been started three times", () -> Collections.frequency(phases(), Phase.RUNNING) == 3);
    }

    @Test
    void theLastLineIsLoggedWithoutALineFeed() {
        start(world.writes("one\ntwo", ""), policy(RestartPolicy.Mode.NEVER));
        world.await("both lines are there", () -> lines.size() == 2);

        assertThat(lines).extracting(OutputLine::text).containsExactly("one", "two");
    }

    @Test
    void aRemovedProgramIsEndedAndItsNameIsFreeAtOnce() {
        Program program = world.runsForever();
        start(program, ALWAYS);
        world.await("it runs", () -> phases().contains(Phase.RUNNING));

        // In one go: a real process may be gone before a later request comes.
        CompletableFuture<Void> gone = request(() -> {
            CompletableFuture<Void> removed = supervisor.remove(program.name());
            CompletableFuture<Void> added = supervisor.add(program, ALWAYS);
            CompletableFuture<Void> started = supervisor.start(program.name());
            return CompletableFuture.allOf(removed, added, started);
        });
        await(gone);
        world.await("the new one runs", () -> Collections.frequency(phases(), Phase.RUNNING) == 2);

        assertThat(phases()).contains(Phase.WAITING);
    }

    @Test
    void theEndOfAllWaitsForEach() {
        List<Program> programs = List.of(world.runsForever(), world.ignoresTerm());
        programs.forEach(program -> start(program, ALWAYS));
        world.await("both run", () -> Collections.frequency(phases(), Phase.RUNNING) == 2 && !lines.isEmpty());

        await(request(supervisor::stopAll));

        assertThat(Collections.frequency(phases(), Phase.STOPPED)).isEqualTo(2);
    }

    private void start(Program program, Policy policy) {
        await(request(() -> supervisor.add(program, policy)));
        await(request(() -> supervisor.start(program.name())));
    }

    private <T> CompletableFuture<T> request(Supplier<CompletableFuture<T>> request) {
        return world.call(request);
    }

    private void await(CompletableFuture<?> answer) {
        world.await("the request is answered", answer::isDone);
        assertThat(answer).isCompleted();
    }

    private List<Phase> phases() {
        synchronized (transitions) {
            return transitions.stream()
                    .filter(transition ->
                            transition.from().phase() != transition.to().phase())
                    .map(transition -> transition.to().phase())
                    .toList();
        }
    }

    private long count(Reason reason) {
        synchronized (transitions) {
            return transitions.stream()
                    .filter(transition -> transition.reason() == reason)
                    .count();
        }
    }

    private List<Duration> delays() {
        synchronized (transitions) {
            return transitions.stream()
                    .filter(transition -> transition.to().phase() == Phase.BACKING_OFF)
                    .map(transition -> transition.to().deadline().orElseThrow().since(transition.at()))
                    .toList();
        }
    }
}
