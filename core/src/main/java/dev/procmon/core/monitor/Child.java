// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Life;
import dev.procmon.core.order.Relations;
import dev.procmon.core.order.Standing;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A supervised slot: its program, its life, and what its present state holds in the world. Assigned by {@link Engine} only. */
final class Child {

    Program program;
    Supplier<Policy> policy;
    Relations relations;

    /** What the present run was begun as, or else the last one. */
    Optional<Origin> origin = Optional.empty();

    /** What it ran before it was updated, for which the reactor may still keep something. */
    List<Program> formers = new ArrayList<>(0);

    /** The program that was spawned last. */
    Optional<Program> spawned = Optional.empty();

    Role role = Role.HOLDER;
    Life life;
    Optional<Timer> timer = Optional.empty();
    Optional<ChildProcess> process = Optional.empty();

    /** The hook that the present state waits for. */
    Optional<Errand> hook = Optional.empty();

    /** That the present run is over, which is told when the hook has ended that is to end it. */
    Optional<ChildEvent.ProcessExited> lateExit = Optional.empty();

    /** The hook that runs beside the present run. */
    Optional<Errand> sideHook = Optional.empty();

    /** Looks after the health of the present run, where its policy asks for that. */
    Optional<HealthWatch> health = Optional.empty();

    /** Completed when the present run is over. */
    List<CompletableFuture<Void>> mourners = new ArrayList<>();

    Child(Program program, Supplier<Policy> policy, Relations relations, long seed) {
        this.program = program;
        this.policy = policy;
        this.relations = relations;
        this.life = Life.unborn(policy.get(), seed);
    }

    ProgramName name() {
        return program.name();
    }

    /** What the present run is: updates since its beginning are for the next one. */
    Program runProgram() {
        return isAlive() && origin.isPresent() ? origin.get().program() : program;
    }

    /** How the present run is treated: as is registered now, but for its health, which is judged as it was when it began. */
    @SuppressWarnings("ReferenceEquality") // The same object nearly always; to compare values costs at each event.
    Policy runPolicy() {
        Policy registered = policy.get();
        if (!isAlive() || origin.isEmpty() || origin.get().health() == registered.health()) {
            return registered;
        }
        return registered.healthy(origin.get().health());
    }

    boolean isAlive() {
        return life.state().liveRun().isPresent();
    }

    boolean isReady() {
        return life.state() instanceof ChildState.Running
                && (health.isEmpty() || health.get().isReady());
    }

    boolean hasSucceeded() {
        return !isAlive()
                && life.lastOutcome().isPresent()
                && life.lastOutcome().get().success();
    }

    /** The number of the run that is not over, 0 where there is none. */
    long runNumber() {
        return isAlive() ? life.lastRun().orElseThrow().number() : 0;
    }

    Standing standing() {
        boolean up = life.state() instanceof ChildState.Launching || life.state() instanceof ChildState.Running;
        ChildState.Phase phase = life.state().phase();
        return new Standing(
                up || (life.state() instanceof ChildState.Exited && hasSucceeded()),
                isReady(),
                hasSucceeded(),
                phase == ChildState.Phase.WAITING || phase == ChildState.Phase.STARTING,
                phase == ChildState.Phase.BACKING_OFF);
    }
}
