// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.Reactor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Supervises programs, each by its own policy: the modern face of the engine.
 *
 * <p>Thread-safe: requests go to the reactor thread in the order in which they were made, and answer by a future that
 * completes there. A request that names an unknown program fails with {@link UnknownNameException}. What is asked for is
 * never held against a program: a run that is ended by request does not count as an early death (where its policy says
 * {@link Policy.Requests#FREE}), and a start by request begins a new row of delays.
 */
public final class Supervisor {

    private final Reactor reactor;
    private final Engine engine;

    /**
     * Make a supervisor without programs.
     *
     * @param tap who takes the output of the programs
     * @param seed from which the jitter of all delays is drawn
     */
    public Supervisor(Reactor reactor, OutputTap tap, long seed) {
        this.reactor = reactor;
        this.engine = new Engine(reactor, tap, seed);
    }

    /** Tell a listener of every transition from now on. */
    public void subscribe(TransitionListener listener) {
        engine.subscribe(listener);
    }

    /** Tell a listener no more. */
    public void unsubscribe(TransitionListener listener) {
        engine.unsubscribe(listener);
    }

    /** Register a program, not started yet. Fails with {@link DuplicateNameException} where the name is taken. */
    public CompletableFuture<Void> add(Program program, Policy policy) {
        return ask(() -> {
            engine.add(program, () -> policy);
            return done();
        });
    }

    /** Unregister a program. Completes when its run, if it had one, is over. */
    public CompletableFuture<Void> remove(ProgramName name) {
        return with(name, child -> {
            CompletableFuture<Void> over = engine.runIsOver(child);
            engine.remove(child);
            return over;
        });
    }

    /** Want a program up, and start it at once unless it runs. Completes when the request is taken. */
    public CompletableFuture<Void> start(ProgramName name) {
        return with(name, child -> {
            engine.start(child);
            return done();
        });
    }

    /** Want a program down, and end its run by its stop plan. Completes when the run is over. */
    public CompletableFuture<Void> stop(ProgramName name) {
        return end(name, new ChildEvent.Stop());
    }

    /** Want a program down, and kill its run. Completes when the run is over. */
    public CompletableFuture<Void> kill(ProgramName name) {
        return end(name, new ChildEvent.Kill());
    }

    /** Want a program up; end its run, if it has one, and start the next at once. Completes when the old run is over. */
    public CompletableFuture<Void> restart(ProgramName name) {
        return with(name, child -> {
            CompletableFuture<Void> over = engine.runIsOver(child);
            engine.restart(child);
            return over;
        });
    }

    /** Want all programs down. Completes when all runs are over. */
    public CompletableFuture<Void> stopAll() {
        return endAll(new ChildEvent.Stop());
    }

    /** Want all programs down and kill their runs, those of removed programs too. Completes when all runs are over. */
    public CompletableFuture<Void> killAll() {
        return endAll(new ChildEvent.Kill());
    }

    /** Return all children as they are at the moment: those that were removed and are not gone yet, then the registered ones. */
    public CompletableFuture<List<ChildView>> children() {
        return ask(() -> CompletableFuture.completedFuture(ChildView.of(engine)));
    }

    private CompletableFuture<Void> end(ProgramName name, ChildEvent.Request request) {
        return with(name, child -> {
            CompletableFuture<Void> over = engine.runIsOver(child);
            engine.dispatch(child, request);
            return over;
        });
    }

    private CompletableFuture<Void> endAll(ChildEvent.Request request) {
        return ask(() -> {
            CompletableFuture<Void> over = engine.allRunsAreOver();
            List<Child> all = new ArrayList<>(engine.children());
            all.addAll(engine.departing());
            all.forEach(child -> engine.dispatch(child, request));
            return over;
        });
    }

    private CompletableFuture<Void> with(ProgramName name, Function<Child, CompletableFuture<Void>> request) {
        return ask(() -> request.apply(engine.child(name)));
    }

    private <T> CompletableFuture<T> ask(Supplier<CompletableFuture<T>> request) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        reactor.execute(() -> answer(request, answer));
        return answer;
    }

    private static <T> void answer(Supplier<CompletableFuture<T>> request, CompletableFuture<T> answer) {
        try {
            var _ = request.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
