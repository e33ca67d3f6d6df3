// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildState.Aborting;
import dev.procmon.core.lifecycle.ChildState.Asking;
import dev.procmon.core.lifecycle.ChildState.BackingOff;
import dev.procmon.core.lifecycle.ChildState.Concluding;
import dev.procmon.core.lifecycle.ChildState.Exited;
import dev.procmon.core.lifecycle.ChildState.Failed;
import dev.procmon.core.lifecycle.ChildState.KillRefused;
import dev.procmon.core.lifecycle.ChildState.Killing;
import dev.procmon.core.lifecycle.ChildState.Launching;
import dev.procmon.core.lifecycle.ChildState.Preparing;
import dev.procmon.core.lifecycle.ChildState.Running;
import dev.procmon.core.lifecycle.ChildState.Sequel;
import dev.procmon.core.lifecycle.ChildState.Starting;
import dev.procmon.core.lifecycle.ChildState.Stopped;
import dev.procmon.core.lifecycle.ChildState.Terminating;
import dev.procmon.core.lifecycle.ChildState.Waiting;
import dev.procmon.core.lifecycle.Effect.RunHook;
import dev.procmon.core.lifecycle.Effect.SendSignal;
import dev.procmon.core.lifecycle.Effect.Spawn;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.time.MonotonicTime;
import java.util.List;
import java.util.Optional;

/**
 * A child at the moment of an event, and the moves that can be made from there.
 *
 * @param life what is remembered of it
 * @param now the time
 * @param terms its policy, and whether it may be started
 */
record Moment(Life life, MonotonicTime now, Terms terms) {

    Policy policy() {
        return terms.policy();
    }

    ChildState state() {
        return life.state();
    }

    Moment with(Life other) {
        return new Moment(other, now, terms);
    }

    Moment wanting(Wanted wanted) {
        return with(life.wanting(wanted));
    }

    Step ignored(Reason reason) {
        return Step.ignored(life, reason);
    }

    /** Nothing but what is wanted, or what comes next, is another than before. */
    Step noted(Life before, Reason otherwise) {
        return new Step(life, List.of(), life.equals(before) ? otherwise : Reason.WANTED_CHANGED);
    }

    Step to(ChildState next, Reason reason) {
        return new Step(life.in(next), List.of(), reason);
    }

    Step to(ChildState next, Reason reason, Effect effect) {
        return new Step(life.in(next), List.of(effect), reason);
    }

    /** Whether the next run may begin now. A single run waits for nobody. */
    boolean mayStart() {
        return life.wanted() == Wanted.DOWN || terms.admission() == Admission.MAY_START;
    }

    /** Start the next run, or let it wait. */
    Step spawn(Reason reason) {
        if (!mayStart()) {
            return to(new Waiting(), Reason.SOMETHING_COMES_FIRST);
        }
        Run run = new Run(life.nextRun(), now);
        Moment next = with(life.with(run));
        return policy().hooks().at(Hook.Point.PRE_START).isPresent()
                ? next.to(new Preparing(run), reason)
                : next.to(new Starting(run), reason, new Spawn(run));
    }

    /** Call the process of a run running. */
    Step run(Run run, long pid, Reason reason) {
        Optional<MonotonicTime> endBy = policy().runTimeMax().map(run.startedAt()::plus);
        Moment next = with(life.with(run));
        Running running = new Running(run, pid, endBy);
        return policy().hooks().at(Hook.Point.POST_START).isPresent()
                ? next.to(running, reason, new RunHook(run, Hook.Point.POST_START))
                : next.to(running, reason);
    }

    /** Begin to end a run: by its hooks if it has any, else by the stop signal. */
    Step end(Run run, long pid, Sequel sequel, Reason reason) {
        MonotonicTime killAt = killAt();
        Optional<Hook.Point> hook = firstOf(Hook.Point.PRE_STOP, Hook.Point.STOP_COMMAND);
        return hook.isPresent()
                ? to(new Asking(run, pid, hook.get(), killAt, sequel), reason)
                : signal(run, pid, killAt, sequel, policy().stop().reach(), reason);
    }

    /** Begin to end a run that is not well. */
    Step fail(Run run, long pid, Reason reason) {
        Run unwell = run.foundUnwell();
        return with(life.with(unwell)).end(unwell, pid, Sequel.JUDGE, reason);
    }

    MonotonicTime killAt() {
        return now.plus(policy().stop().grace());
    }

    /** Send the stop signal. */
    Step signal(Run run, long pid, MonotonicTime killAt, Sequel sequel, Reach reach, Reason reason) {
        Terminating next = new Terminating(run, pid, killAt, sequel);
        return to(next, reason, new SendSignal(run, policy().stop().signal(), reach));
    }

    Step kill(Run run, long pid, Sequel sequel, Reason reason) {
        Optional<MonotonicTime> againAt = policy().stop().insist().map(now::plus);
        return to(new Killing(run, pid, againAt, sequel), reason, new SendSignal(run, Signal.KILL, Reach.TREE));
    }

    /** Keep the way in which a run is being ended, and let something else follow its end. */
    Life followedBy(Sequel sequel) {
        return switch (state()) {
            case Aborting(var run, var force, var _) -> life.in(new Aborting(run, force, sequel));
            case Asking(var run, var pid, var point, var killAt, var _) ->
                life.in(new Asking(run, pid, point, killAt, sequel));
            case Terminating(var run, var pid, var killAt, var _) -> life.in(new Terminating(run, pid, killAt, sequel));
            case Killing(var run, var pid, var againAt, var _) -> life.in(new Killing(run, pid, againAt, sequel));
            case KillRefused(var run, var pid, var retryAt, var _) ->
                life.in(new KillRefused(run, pid, retryAt, sequel));
            case Concluding(var run, var ending, var endedAt, var asked, var _) ->
                life.in(new Concluding(run, ending, endedAt, asked, sequel));
            case Stopped _,
                    Waiting _,
                    Preparing _,
                    Starting _,
                    Launching _,
                    Running _,
                    BackingOff _,
                    Exited _,
                    Failed _ -> life;
        };
    }

    private Optional<Hook.Point> firstOf(Hook.Point first, Hook.Point second) {
        if (policy().hooks().at(first).isPresent()) {
            return Optional.of(first);
        }
        return policy().hooks().at(second).isPresent() ? Optional.of(second) : Optional.empty();
    }
}
