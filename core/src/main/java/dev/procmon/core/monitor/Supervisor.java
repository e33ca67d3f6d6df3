// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.SignalOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
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
        engine.audience.addForTransitions(listener);
    }

    /** Tell a listener no more. */
    public void unsubscribe(TransitionListener listener) {
        engine.audience.removeForTransitions(listener);
    }

    /** Tell a listener of all news from now on. */
    public void subscribeToNews(NewsListener listener) {
        engine.audience.addForNews(listener);
    }

    /** Tell a listener no more. */
    public void unsubscribeFromNews(NewsListener listener) {
        engine.audience.removeForNews(listener);
    }

    /** Let no more than so many programs be starting at a time, 1 or more; any number where empty, as at first. */
    public CompletableFuture<Void> limitStarts(OptionalInt max) {
        if (max.isPresent() && max.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "at most " + max.getAsInt() + " programs may start at a time: nobody could");
        }
        return ask(() -> {
            engine.gate.limit(max);
            return done();
        });
    }

    /** Register a program that depends on nobody, not started yet. Fails with {@link DuplicateNameException} where the name is taken. */
    public CompletableFuture<Void> add(Program program, Policy policy) {
        return add(program, policy, Relations.NONE);
    }

    /**
     * Register a program, not started yet. Those that it names need not be registered yet. Fails with {@link
     * DuplicateNameException} where the name is taken, and with {@link IllegalArgumentException} where it would wait for itself.
     */
    public CompletableFuture<Void> add(Program program, Policy policy, Relations relations) {
        return ask(() -> {
            engine.add(program, () -> policy, relations);
            return done();
        });
    }

    /**
     * Register a group. Its members need not be registered yet. Fails with {@link IllegalArgumentException} where a group of the
     * name is there already, a member is one of another group, or a program would wait for itself.
     */
    public CompletableFuture<Void> add(Group group) {
        return ask(() -> {
            engine.add(group);
            return done();
        });
    }

    /**
     * Change what is registered under the name of a program, without touching its run. The policy and the relations hold from
     * now on for whatever is decided next, for the present run too: how it is ended, whether and when another follows, what its
     * fate means for others. What a state has declared stays: a back-off or a grace period that has begun, the time by which a
     * run must be ready or over. The program, and how health is judged, hold from the next run on. Nobody is started or ended,
     * but that one which waited may wait for nothing any longer; a program that has become a job waits for its time when
     * its run is over, and one that is a job no longer and waited for its time is started.
     *
     * <p>Fails with {@link UnknownNameException} where the name is not registered, and with {@link IllegalArgumentException} where
     * it would wait for itself. Then nothing is changed.
     */
    public CompletableFuture<Void> update(Program program, Policy policy, Relations relations) {
        return ask(() -> {
            engine.updates.update(List.of(new Replica(program, policy, relations)), Optional.empty());
            return done();
        });
    }

    /**
     * Change programs as {@link #update(Program, Policy, Relations)} does, and replace all groups by these, in one: no order of
     * changes leads through a circle that is not there in the end. Fails as {@link #regroup} too; then nothing is changed.
     */
    public CompletableFuture<Void> update(List<Replica> programs, List<Group> groups) {
        return ask(() -> {
            engine.updates.update(programs, Optional.of(groups));
            return done();
        });
    }

    /**
     * Replace all groups by these. What has been counted of a group stays where the group is the same. Ends of runs that are
     * under way go on as they were begun. Fails with {@link IllegalArgumentException} where two have one name, a member is one of
     * two groups, or a program would wait for itself; then nothing is changed.
     */
    public CompletableFuture<Void> regroup(List<Group> groups) {
        return update(List.of(), groups);
    }

    /** Unregister a program. Completes when its run, if it had one, is over and nobody of its tree is left. */
    public CompletableFuture<Void> remove(ProgramName name) {
        return with(name, child -> {
            CompletableFuture<Void> over = engine.mourning.runsAreOver(child);
            engine.remove(child);
            return over;
        });
    }

    /**
     * Want a program up, and those that it needs, and start it as soon as nothing is in the way, unless it runs. Completes
     * when the request is taken.
     */
    public CompletableFuture<Void> start(ProgramName name) {
        return with(name, child -> {
            engine.wishes.start(child);
            return done();
        });
    }

    /**
     * Want a program down, and end its run by its stop plan, after the runs of those that go down with it. Completes when the
     * run is over and nobody of its tree is left.
     */
    public CompletableFuture<Void> stop(ProgramName name) {
        return end(name, new ChildEvent.Stop());
    }

    /** Want a program down, and kill its run. Completes when the run is over. */
    public CompletableFuture<Void> kill(ProgramName name) {
        return end(name, new ChildEvent.Kill());
    }

    /**
     * Want a program up; end its run, if it has one, and start the next as soon as nothing is in the way. Completes when the
     * old run is over.
     */
    public CompletableFuture<Void> restart(ProgramName name) {
        return with(name, child -> {
            CompletableFuture<Void> over = engine.mourning.runsAreOver(child);
            engine.wishes.restart(child);
            return over;
        });
    }

    /**
     * Want some programs up and restart them as one, with those that go down with them: each is ended after those that depend on
     * it, none is started before all have ended, and then each as soon as nothing is in the way. Completes when the old runs are
     * over. Fails with {@link UnknownNameException}, and nothing is done, where one is not registered.
     */
    public CompletableFuture<Void> restart(List<ProgramName> names) {
        return ask(() -> {
            List<Child> children = new ArrayList<>(names.size());
            List<CompletableFuture<Void>> over = new ArrayList<>(names.size());
            for (ProgramName name : names) {
                children.add(engine.registry.get(name));
            }
            for (Child child : children) {
                over.add(engine.mourning.runsAreOver(child));
            }
            engine.wishes.restart(children);
            return CompletableFuture.allOf(over.toArray(CompletableFuture[]::new));
        });
    }

    /**
     * Start a new run of a program beside the present one, and when it is ready end the old one. If it ends before, or is not
     * ready in time, the old one stays. A program that does not run, or is being ended, is started. Completes with nothing when the old run is
     * gone, or else with why it was not replaced.
     */
    public CompletableFuture<Optional<String>> replace(ProgramName name) {
        return ask(() -> engine.replacements.replace(engine.registry.get(name)));
    }

    /**
     * Replace a program or all replicas of one, so many at a time, and go on with the next as soon as one is done. After the
     * first that cannot be replaced no other is begun. Completes with nothing when all are replaced, or else with why not.
     *
     * @param atATime 1 or more
     */
    public CompletableFuture<Optional<String>> replaceAll(ProgramName family, int atATime) {
        if (atATime < 1) {
            throw new IllegalArgumentException("at most " + atATime + " replaced at a time: none would be");
        }
        return ask(() -> {
            List<ProgramName> all = new ArrayList<>();
            engine.registry.named(family).forEach(child -> all.add(child.name()));
            if (all.isEmpty()) {
                throw new UnknownNameException(family);
            }
            return new Roll(engine, all).begin(atATime);
        });
    }

    /**
     * Bring the number of replicas of a program to what is wanted: those that are missing are registered and started, those
     * that are too many are removed, the last first. Completes when the runs of the removed are over. Fails with {@link
     * IllegalArgumentException}, and nothing is changed, where a replica has another name than {@link ProgramName#replica}.
     *
     * @param count how many there are to be, 0 or more
     * @param make what a replica is made of, by its index; called on the reactor thread for those that are missing
     */
    public CompletableFuture<Void> scale(ProgramName family, int count, IntFunction<Replica> make) {
        if (count < 0) {
            throw new IllegalArgumentException("a number of replicas of less than 0");
        }
        return ask(() -> new Scaling(engine, family).to(count, make));
    }

    /**
     * Run a program now that runs at times, as if its time had come. Completes when the request is taken. Fails with {@link
     * IllegalStateException} where it does not run at times, or is not wanted up.
     */
    public CompletableFuture<Void> trigger(ProgramName name) {
        return with(name, child -> {
            engine.timetable.trigger(child);
            return done();
        });
    }

    /**
     * Say when a program has come to rest after what was asked of it before, and how; at once where it is at rest. It is not
     * while it waits for others, starts, runs and is not ready, or is being ended. One that waits for its time is. Whoever waits no
     * longer cancels the future.
     */
    public CompletableFuture<Settled> settled(ProgramName name) {
        CompletableFuture<Settled> answer = new CompletableFuture<>();
        reactor.execute(() -> {
            Optional<Child> child = engine.registry.find(name);
            if (child.isPresent()) {
                engine.settlements.follow(child.get(), answer);
            } else {
                answer.completeExceptionally(new UnknownNameException(name));
            }
        });
        var _ = answer.whenComplete((_, _) -> {
            if (answer.isCancelled()) {
                reactor.execute(() -> engine.settlements.sweep(name));
            }
        });
        return answer;
    }

    /** Send a signal to the run of a program; nothing is changed in how it is treated. Without effect where it has no process. */
    public CompletableFuture<SignalOutcome> signal(ProgramName name, Signal signal, Reach reach) {
        return ask(() -> {
            Child child = engine.registry.get(name);
            Optional<ChildProcess> process =
                    child.process.filter(_ -> child.life.state().livePid().isPresent());
            return CompletableFuture.completedFuture(
                    process.isPresent() ? process.get().signal(signal, reach) : new SignalOutcome.AlreadyGone());
        });
    }

    /** Want all programs down, each after those that depend on it. Completes when all runs are over. */
    public CompletableFuture<Void> stopAll() {
        return endAll(new ChildEvent.Stop());
    }

    /** Want all programs down and kill their runs, those of removed programs too. Completes when all runs are over. */
    public CompletableFuture<Void> killAll() {
        return endAll(new ChildEvent.Kill());
    }

    /** Return all children as they are at the moment: those that were removed and are not gone yet, then the registered ones. */
    public CompletableFuture<List<ChildView>> children() {
        return ask(() -> CompletableFuture.completedFuture(engine.views()));
    }

    private CompletableFuture<Void> end(ProgramName name, ChildEvent.Request request) {
        return with(name, child -> {
            CompletableFuture<Void> over = engine.mourning.runsAreOver(child);
            engine.wishes.end(child, request);
            return over;
        });
    }

    private CompletableFuture<Void> endAll(ChildEvent.Request request) {
        return ask(() -> {
            CompletableFuture<Void> over = engine.mourning.allRunsAreOver();
            engine.wishes.endAll(request);
            return over;
        });
    }

    private CompletableFuture<Void> with(ProgramName name, Function<Child, CompletableFuture<Void>> request) {
        return ask(() -> request.apply(engine.registry.get(name)));
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
