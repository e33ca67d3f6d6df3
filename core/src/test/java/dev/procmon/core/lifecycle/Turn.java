// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.Effect.SendSignal;
import dev.procmon.core.lifecycle.Effect.Spawn;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.process.Reach;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A turn that lives take in many states in the same way, so that it has to be read once only. That it is the same way is
 * not believed: what a step makes of it is compared with what it has to be.
 */
enum Turn {
    /** None. */
    NONE,
    /** A run is to begin: it waits, it is prepared, or it is spawned. */
    BEGINS,
    /** A run that is up is to be ended: by its hooks if it has any, else by the stop signal. */
    ENDED,
    /** A run is over, and is judged. */
    OVER;

    private static final Set<Given> MATTERS_TO_A_BEGINNING =
            EnumSet.of(Given.GATE_WAIT, Given.GATE_DOWN, Given.PRE_START);
    private static final Set<Given> MATTERS_TO_A_STOP = EnumSet.of(Given.PRE_STOP, Given.STOP_COMMAND, Given.TO_LEADER);

    /** Find the turn that a step takes. */
    static Turn of(Situation situation, ChildEvent event, Step step) {
        boolean over = !step.next().lastOutcome().equals(situation.life().lastOutcome());
        if (over) {
            expect(judged(situation, step), step);
            return OVER;
        }
        Optional<Step> beginning = beginning(situation, event);
        if (beginning.isPresent()) {
            expect(beginning.get(), step);
            return BEGINS;
        }
        Optional<Step> stop = stop(situation, event);
        if (stop.isPresent()) {
            expect(stop.get(), step);
            return ENDED;
        }
        return NONE;
    }

    /** What follows the hook after the end, at the end of the same run. */
    private static Step judged(Situation situation, Step step) {
        ChildState state = situation.life().state();
        ChildState.Concluding end = state instanceof ChildState.Concluding concluding
                ? concluding
                : new ChildState.Concluding(
                        situation.run(),
                        step.next().lastOutcome().orElseThrow().ending(),
                        situation.run().leaderGoneAt().orElse(Situation.NOW),
                        state.phase() == ChildState.Phase.STOPPING,
                        situation.sequel());
        ChildEvent.HookEnded ended = new ChildEvent.HookEnded(7, Hook.Point.POST_STOP, Optional.empty());
        return Lifecycle.step(situation.life().in(end), ended, Situation.NOW, situation.terms());
    }

    /** What has to follow where a run would be spawned if nothing mattered to that. */
    private static Optional<Step> beginning(Situation situation, ChildEvent event) {
        Step plain = without(situation, MATTERS_TO_A_BEGINNING).on(event);
        boolean begins = plain.effects().stream().anyMatch(Spawn.class::isInstance)
                && situation.life().state().liveRun().isEmpty();
        if (!begins) {
            return Optional.empty();
        }
        Life next = plain.next();
        boolean mustWait =
                next.wanted() == Wanted.UP && (situation.has(Given.GATE_WAIT) || situation.has(Given.GATE_DOWN));
        if (mustWait && situation.state() == ChildState.Waiting.class) {
            return Optional.empty();
        }
        if (mustWait) {
            Life waiting = next.with(situation.run()).in(new ChildState.Waiting());
            return Optional.of(new Step(waiting, List.of(), Reason.SOMETHING_COMES_FIRST));
        }
        Run run = next.lastRun().orElseThrow();
        return Optional.of(
                situation.has(Given.PRE_START)
                        ? new Step(next.in(new ChildState.Preparing(run)), List.of(), plain.reason())
                        : plain);
    }

    /** What has to follow where the stop signal would be sent to a run that is up if nothing mattered to that. */
    private static Optional<Step> stop(Situation situation, ChildEvent event) {
        boolean isUp = situation.state() == ChildState.Launching.class
                || situation.state() == ChildState.Running.class
                || situation.state() == ChildState.Aborting.class;
        Step plain = without(situation, MATTERS_TO_A_STOP).on(event);
        if (!isUp
                || event instanceof ChildEvent.LeaderExited
                || !(plain.next().state()
                        instanceof ChildState.Terminating(var run, var pid, var killAt, var sequel))) {
            return Optional.empty();
        }
        Optional<Hook.Point> hook = situation.has(Given.PRE_STOP)
                ? Optional.of(Hook.Point.PRE_STOP)
                : situation.has(Given.STOP_COMMAND) ? Optional.of(Hook.Point.STOP_COMMAND) : Optional.empty();
        if (hook.isPresent()) {
            ChildState asking = new ChildState.Asking(run, pid, hook.get(), killAt, sequel);
            return Optional.of(new Step(plain.next().in(asking), List.of(), plain.reason()));
        }
        Reach reach = situation.has(Given.TO_LEADER) ? Reach.LEADER : Reach.TREE;
        SendSignal signal = new SendSignal(run, situation.policy().stop().signal(), reach);
        return Optional.of(new Step(plain.next(), List.of(signal), plain.reason()));
    }

    private static Situation without(Situation situation, Set<Given> what) {
        Set<Given> rest = EnumSet.noneOf(Given.class);
        rest.addAll(situation.given());
        rest.removeAll(what);
        return new Situation(situation.state(), rest);
    }

    private static void expect(Step expected, Step step) {
        if (!expected.equals(step)) {
            throw new AssertionError("this goes another way than elsewhere: " + step + "\n  elsewhere: " + expected);
        }
    }
}
