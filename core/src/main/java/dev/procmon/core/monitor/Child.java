// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.Life;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A supervised slot: its program, its life, and what its present state holds in the world. Assigned by {@link Engine} only. */
final class Child {

    final Program program;
    final Supplier<Policy> policy;

    Life life;
    Optional<Timer> timer = Optional.empty();
    Optional<ChildProcess> process = Optional.empty();

    /** Completed when the present run is over. */
    List<CompletableFuture<Void>> mourners = new ArrayList<>();

    Child(Program program, Supplier<Policy> policy, long seed) {
        this.program = program;
        this.policy = policy;
        this.life = Life.unborn(policy.get(), seed);
    }

    boolean isAlive() {
        return life.state().liveRun().isPresent();
    }
}
