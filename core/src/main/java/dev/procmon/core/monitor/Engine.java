// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Effect;
import dev.procmon.core.lifecycle.Life;
import dev.procmon.core.lifecycle.Lifecycle;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.lifecycle.Step;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.SignalOutcome;
import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Owns children: feeds events to {@link Lifecycle#step}, assigns the state that comes out of it, performs the effects.
 *
 * <p>{@link #apply} is the only place that assigns a state. It cancels what the new state does not hold, performs the
 * effects, arms the deadline of the new state, and tells the listeners. An event that comes up meanwhile waits for its
 * turn, so no step ever sees half a transition.
 *
 * <p>A child is tied to its registration, not to its name. One that is removed while its run lives departs: it is out of
 * the registry and its run is ended, and whoever is registered under the same name meanwhile waits for that.
 *
 * <p>On the reactor thread only.
 */
final class Engine {

    private final Reactor reactor;
    private final OutputTap tap;
    private final Seeds seeds;
    private final Map<ProgramName, Child> children = new LinkedHashMap<>();
    private final Map<ProgramName, Child> departing = new LinkedHashMap<>();
    private final List<TransitionListener> listeners = new CopyOnWriteArrayList<>();
    private final ArrayDeque<Occurrence> occurrences = new ArrayDeque<>();
    private boolean dispatching;

    private record Occurrence(Child child, ChildEvent event) {}

    Engine(Reactor reactor, OutputTap tap, long seed) {
        this.reactor = reactor;
        this.tap = tap;
        this.seeds = new Seeds(seed);
    }

    void subscribe(TransitionListener listener) {
        listeners.add(listener);
    }

    void unsubscribe(TransitionListener listener) {
        listeners.remove(listener);
    }

    Child add(Program program, Supplier<Policy> policy) {
        if (children.containsKey(program.name())) {
            throw new DuplicateNameException(program.name());
        }
        Child child = new Child(program, policy, seeds.next());
        children.put(program.name(), child);
        return child;
    }

    /** Unregister a child and end its run, if it has one. */
    void remove(Child child) {
        children.remove(child.program.name());
        if (child.isAlive()) {
            departing.put(child.program.name(), child);
        }
        dispatch(child, new ChildEvent.Stop());
    }

    Child child(ProgramName name) {
        Child child = children.get(name);
        if (child == null) {
            throw new UnknownNameException(name);
        }
        return child;
    }

    /** The registered children, in the order of their registration. */
    Collection<Child> children() {
        return Collections.unmodifiableCollection(children.values());
    }

    /** The children that are no longer registered and whose run is not over yet. */
    Collection<Child> departing() {
        return Collections.unmodifiableCollection(departing.values());
    }

    /** Want a child up and start it, or let it wait until the former holder of its name is gone. */
    void start(Child child) {
        dispatch(child, mustWait(child) ? new ChildEvent.Await() : new ChildEvent.Start(Wanted.UP));
    }

    /** Run a child once. Nobody waits for a single run: the former holder of its name must be gone. */
    void startOnce(Child child) {
        if (mustWait(child)) {
            throw new IllegalStateException(
                    "the removed program that was named \"" + child.program.name() + "\" before has not ended yet");
        }
        dispatch(child, new ChildEvent.Start(Wanted.DOWN));
    }

    void restart(Child child) {
        dispatch(child, mustWait(child) ? new ChildEvent.Await() : new ChildEvent.Restart());
    }

    /** Return a future that completes when the present run of the child is over; at once where there is none. */
    CompletableFuture<Void> runIsOver(Child child) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        if (child.isAlive()) {
            child.mourners.add(future);
        } else {
            future.complete(null);
        }
        return future;
    }

    /** Return a future that completes when all present runs are over, those of departing children too. */
    CompletableFuture<Void> allRunsAreOver() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        children.values().forEach(child -> all.add(runIsOver(child)));
        departing.values().forEach(child -> all.add(runIsOver(child)));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    void dispatch(Child child, ChildEvent event) {
        occurrences.add(new Occurrence(child, event));
        if (dispatching) {
            return;
        }
        dispatching = true;
        try {
            for (Occurrence next = occurrences.poll(); next != null; next = occurrences.poll()) {
                handle(next.child, next.event);
            }
        } finally {
            dispatching = false;
        }
    }

    private void handle(Child child, ChildEvent event) {
        MonotonicTime now = reactor.now();
        Life before = child.life;
        Step step = Lifecycle.step(before, event, now, child.policy.get());
        apply(child, step);
        if (!step.effects().isEmpty() || !before.state().equals(step.next().state())) {
            publish(new ChildTransition(
                    child.program.name(), before.state(), event, step.next().state(), step.reason(), now));
        }
        if (runNumber(before) != runNumber(child.life)) {
            afterRun(child);
        }
    }

    private void apply(Child child, Step step) {
        boolean timerHolds = holdTheSameTimer(child.life.state(), step.next().state());
        child.life = step.next();
        if (!timerHolds) {
            child.timer.ifPresent(Timer::cancel);
            child.timer = Optional.empty();
        }
        if (!child.isAlive()) {
            child.process = Optional.empty();
        }
        step.effects().forEach(effect -> perform(child, effect));
        if (!timerHolds) {
            child.timer =
                    child.life.state().deadline().map(when -> reactor.schedule(when, () -> deadlineReached(child)));
        }
    }

    /** A timer belongs to its state: another kind of state has another timer, even where it is due at the same moment. */
    private static boolean holdTheSameTimer(ChildState before, ChildState after) {
        return before.getClass() == after.getClass() && before.deadline().equals(after.deadline());
    }

    private void deadlineReached(Child child) {
        child.timer = Optional.empty();
        dispatch(child, new ChildEvent.DeadlineReached());
    }

    private void perform(Child child, Effect effect) {
        switch (effect) {
            case Effect.Spawn(var run) ->
                child.process = Optional.of(reactor.spawn(
                        child.program, new RunListener(this, child, run), tap.open(child.program, run.number())));
            case Effect.SendSignal(var run, var signal) ->
                child.process.ifPresent(process -> signal(child, run, process, signal));
        }
    }

    private void signal(Child child, Run run, ChildProcess process, Signal signal) {
        if (process.signal(signal, Reach.TREE) instanceof SignalOutcome.Refused(var errno)) {
            dispatch(child, new ChildEvent.SignalRefused(run.number(), signal, errno));
        }
    }

    private void publish(ChildTransition transition) {
        for (TransitionListener listener : listeners) {
            try {
                listener.transitioned(transition);
            } catch (RuntimeException e) {
                SystemLog.monitor().log(Level.ERROR, "a transition listener failed, ignoring", e);
            }
        }
    }

    private void afterRun(Child child) {
        List<CompletableFuture<Void>> mourners = child.mourners;
        child.mourners = new ArrayList<>();
        ProgramName name = child.program.name();
        if (!child.isAlive() && departing.remove(name, child)) {
            Optional.ofNullable(children.get(name))
                    .filter(successor -> successor.life.state() instanceof ChildState.Waiting)
                    .ifPresent(this::start);
        }
        mourners.forEach(future -> future.complete(null));
    }

    private boolean mustWait(Child child) {
        return departing.containsKey(child.program.name());
    }

    /** The number of the run that is not over, 0 where there is none. */
    private static long runNumber(Life life) {
        return life.state().liveRun().map(Run::number).orElse(0L);
    }
}
