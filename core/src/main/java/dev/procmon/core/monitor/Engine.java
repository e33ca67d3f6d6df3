// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Effect;
import dev.procmon.core.lifecycle.Life;
import dev.procmon.core.lifecycle.Lifecycle;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.lifecycle.Step;
import dev.procmon.core.lifecycle.Terms;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Hold;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.time.MonotonicTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Owns children: feeds events to {@link Lifecycle#step}, assigns the state that comes out of it, performs the effects.
 *
 * <p>{@link #apply} is the only place that assigns a state. It ends what the new state does not hold, performs the
 * effects, sees to what the new state holds, and tells those who follow. An event that comes up meanwhile waits for its
 * turn, so no step ever sees half a transition.
 *
 * <p>A child is tied to its registration, not to its name. One that is removed while its run lives departs: it is out of
 * the registry and its run is ended, and whoever is registered under the same name meanwhile waits for that.
 *
 * <p>What concerns more than one child is decided by those who follow each step: {@link Gate} who may start, {@link Batches}
 * who is ended before whom, {@link Bonds} what the fate of a program means for those who need it, {@link Groups} what a
 * death means for others, {@link Timetable} whose time has come, {@link Replacements} who takes whose place. They act by
 * events alone.
 *
 * <p>On the reactor thread only.
 */
final class Engine {

    final Reactor reactor;
    final Registry registry = new Registry();
    final Audience audience = new Audience();
    final Gate gate;
    final Batches batches;
    final Groups groups;
    final Timetable timetable;
    final Replacements replacements;
    final Wishes wishes = new Wishes(this);
    final Mourning mourning = new Mourning(this);
    final Settlements settlements = new Settlements(this);
    final Keepsakes keepsakes = new Keepsakes(this);
    final Updates updates = new Updates(this);
    private final Bonds bonds;
    private final CircleCheck circles = new CircleCheck(this);
    private final Holdings holdings;
    private final Seeds seeds;
    private final ArrayDeque<Occurrence> occurrences = new ArrayDeque<>();
    private boolean dispatching;

    /** Whether something has happened since the last look at those that wait. */
    private boolean mayLetIn;

    private record Occurrence(Child child, ChildEvent event) {}

    Engine(Reactor reactor, OutputTap tap, long seed) {
        this.reactor = reactor;
        this.seeds = new Seeds(seed);
        this.holdings = new Holdings(this, tap);
        this.batches = new Batches(this);
        this.groups = new Groups(this);
        this.timetable = new Timetable(this);
        this.gate = new Gate(this);
        this.bonds = new Bonds(this);
        this.replacements = new Replacements(this);
    }

    Child add(Program program, Supplier<Policy> policy, Relations relations) {
        Child child = new Child(program, policy, relations, seeds.next());
        registry.add(child);
        if (!relations.equals(Relations.NONE) || !groups.isEmpty()) {
            try {
                circles.check(List.of(child));
            } catch (IllegalArgumentException e) {
                registry.remove(child);
                throw e;
            }
        }
        return child;
    }

    /** Unregister a child and end its run, if it has one, after those that go down with it. */
    void remove(Child child) {
        ChildEvent.Request stop = new ChildEvent.Stop();
        registry.remove(child);
        registry.depart(child);
        replacements.giveUp(child, stop);
        timetable.forget(child);
        batches.end(child, stop);
        settlements.removed(child);
        forgetUnlessAlive(child);
    }

    /** End the run of a child that does not hold its name any longer. Nobody goes down with it. */
    void depart(Child child, ChildEvent.Request request) {
        timetable.forget(child);
        registry.depart(child);
        dispatch(child, request);
        forgetUnlessAlive(child);
    }

    private void forgetUnlessAlive(Child child) {
        if (!child.isAlive()) {
            gone(child);
        }
    }

    /** All children: those that depart, those that are to replace others, and those that are registered. */
    Collection<Child> everybody() {
        List<Child> all = new ArrayList<>(registry.departing());
        all.addAll(replacements.successors());
        all.addAll(registry.children());
        return all;
    }

    /** All children as they are: first those that depart, then the others in the order of their registration. */
    List<ChildView> views() {
        List<ChildView> views = new ArrayList<>();
        for (Child child : everybody()) {
            boolean waits = child.life.state() instanceof ChildState.Waiting;
            views.add(new ChildView(
                    child.program,
                    child.policy.get(),
                    child.relations,
                    groups.groupOf(child),
                    child.life,
                    child.role,
                    child.isReady(),
                    child.health.flatMap(HealthWatch::health),
                    !child.runProgram().equals(child.program),
                    batches.isToEnd(child),
                    waits ? gate.holds(child) : List.of(),
                    timetable.next(child)));
        }
        return views;
    }

    void tell(News news) {
        audience.tell(news);
    }

    MonotonicTime now() {
        return reactor.now();
    }

    /** The run of a child is over. */
    void exited(Child child, ChildEvent.ProcessExited exit) {
        holdings.exited(child, exit);
    }

    void dispatch(Child child, ChildEvent event) {
        occurrences.add(new Occurrence(child, event));
        drain();
    }

    /** Look who of those that wait may start, once nothing else is to be done. */
    void letIn() {
        mayLetIn = true;
        drain();
    }

    private void drain() {
        if (dispatching) {
            return;
        }
        dispatching = true;
        try {
            while (!occurrences.isEmpty() || mayLetIn) {
                Occurrence next = occurrences.poll();
                if (next != null) {
                    handle(next.child, next.event);
                } else {
                    mayLetIn = false;
                    gate.open();
                }
            }
        } finally {
            dispatching = false;
        }
    }

    private void handle(Child child, ChildEvent event) {
        MonotonicTime now = reactor.now();
        Life before = child.life;
        long runBefore = child.runNumber();
        Step step = Lifecycle.step(before, event, now, new Terms(child.runPolicy(), gate.admission(child)));
        if (step.reason().isIgnored()) {
            // It may have been told to end when it was down already, which is nothing but the end of the wait for that.
            settlements.followed(child);
            return;
        }
        apply(child, step);
        boolean moved =
                !step.effects().isEmpty() || !before.state().equals(step.next().state());
        if (moved) {
            audience.tell(new ChildTransition(
                    child.name(), child.role, before.state(), event, step.next().state(), step.reason(), now));
        }
        if (runBefore != child.runNumber()) {
            mourn(child, before);
        }
        follow(child, before, step);
        if (moved) {
            comment(child, step);
        }
    }

    private void apply(Child child, Step step) {
        ChildState before = child.life.state();
        long runBefore = child.runNumber();
        child.life = step.next();
        if (child.isAlive() && child.runNumber() != runBefore) {
            child.origin =
                    Optional.of(new Origin(child.program, child.policy.get().health()));
        }
        holdings.release(child, before);
        step.effects().forEach(effect -> perform(child, effect));
        holdings.acquire(child, before);
    }

    private void perform(Child child, Effect effect) {
        switch (effect) {
            case Effect.Spawn(var run) -> holdings.spawn(child, run);
            case Effect.SendSignal(var run, var signal, var reach) -> holdings.signal(child, run, signal, reach);
            case Effect.RunHook(var run, var point) -> holdings.runBeside(child, run, point);
            case Effect.Escalate(var then) -> groups.escalate(child, then);
        }
    }

    /** Tell what a transition alone does not say. */
    private void comment(Child child, Step step) {
        if (step.next().state() instanceof ChildState.Waiting && step.reason() != Reason.SCHEDULE_SAYS_LATER) {
            List<Hold> holds = gate.holds(child);
            if (!holds.isEmpty()) {
                tell(new News.Held(child.name(), holds, now()));
            }
        }
        if (step.reason() == Reason.OUTLIVED_KILL && child.process.isPresent()) {
            tell(new News.Outlived(
                    child.name(), child.runNumber(), child.process.get().remnants(), now()));
        }
    }

    private void follow(Child child, Life before, Step step) {
        gate.note(child);
        groups.followed(child, before, step);
        timetable.followed(child, before, step);
        bonds.followed(child, before);
        replacements.followed(child);
        keepsakes.followed(child);
        settlements.followed(child);
        if (step.reason() == Reason.OUTLIVED_KILL || step.reason() == Reason.KILL_REFUSED) {
            batches.despairOf(child);
        }
        batches.advance();
        // One that begins to wait is no news for those that wait already.
        mayLetIn |= !(isIdle(before.state()) && child.life.state() instanceof ChildState.Waiting);
    }

    private static boolean isIdle(ChildState state) {
        return switch (state.phase()) {
            case STOPPED, EXITED, FAILED -> true;
            case WAITING, STARTING, RUNNING, BACKING_OFF, STOPPING -> false;
        };
    }

    private void mourn(Child child, Life before) {
        if (before.state().liveRun().isEmpty()) {
            return;
        }
        List<CompletableFuture<Void>> mourners = child.mourners;
        child.mourners = new ArrayList<>();
        if (!child.isAlive() && child.role == Role.DEPARTING) {
            gone(child);
        }
        mourners.forEach(future -> future.complete(null));
    }

    private void gone(Child child) {
        if (registry.forget(child)) {
            keepsakes.gone(child);
            if (registry.find(child.name()).isEmpty() && !registry.isTaken(child.name())) {
                tell(new News.Removed(child.name(), now()));
            }
        }
    }

    /** The present run of a child is ready, or not, without a transition: others may wait for that. */
    void readinessChanged(Child child) {
        bonds.followed(child, child.life);
        replacements.followed(child);
        settlements.followed(child);
        letIn();
    }

    /** Look whether one of these would wait for itself. */
    void checkForCircles(Collection<Child> children) {
        circles.check(children);
    }

    /** Add a group. Its members need not be there yet. */
    void add(Group group) {
        groups.add(group);
        try {
            circles.check(groups.programsOf(group.name()));
        } catch (IllegalArgumentException e) {
            groups.remove(group);
            throw e;
        }
    }
}
