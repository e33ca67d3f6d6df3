// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildEvent.Await;
import dev.procmon.core.lifecycle.ChildEvent.DeadlineReached;
import dev.procmon.core.lifecycle.ChildEvent.Kill;
import dev.procmon.core.lifecycle.ChildEvent.ProcessExited;
import dev.procmon.core.lifecycle.ChildEvent.Report;
import dev.procmon.core.lifecycle.ChildEvent.Restart;
import dev.procmon.core.lifecycle.ChildEvent.SignalRefused;
import dev.procmon.core.lifecycle.ChildEvent.SpawnFailed;
import dev.procmon.core.lifecycle.ChildEvent.Spawned;
import dev.procmon.core.lifecycle.ChildEvent.Start;
import dev.procmon.core.lifecycle.ChildEvent.Stop;
import dev.procmon.core.lifecycle.ChildEvent.Terminate;
import dev.procmon.core.lifecycle.ChildState.Aborting;
import dev.procmon.core.lifecycle.ChildState.BackingOff;
import dev.procmon.core.lifecycle.ChildState.Exited;
import dev.procmon.core.lifecycle.ChildState.Force;
import dev.procmon.core.lifecycle.ChildState.KillRefused;
import dev.procmon.core.lifecycle.ChildState.Killing;
import dev.procmon.core.lifecycle.ChildState.Running;
import dev.procmon.core.lifecycle.ChildState.Sequel;
import dev.procmon.core.lifecycle.ChildState.Starting;
import dev.procmon.core.lifecycle.ChildState.Stopped;
import dev.procmon.core.lifecycle.ChildState.Terminating;
import dev.procmon.core.lifecycle.ChildState.Waiting;
import dev.procmon.core.lifecycle.Effect.SendSignal;
import dev.procmon.core.lifecycle.Effect.Spawn;
import dev.procmon.core.policy.Backoff.Verdict;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.time.MonotonicTime;
import java.util.List;

/**
 * One child's life, decided: for every state and every event, what comes next and what is to be done.
 *
 * <p>The common round is stopped, starting, running, backing off, starting again. What is wanted (up or down) is kept
 * apart from what is: it is changed by requests at any time, and looked at when a run ends. An end that was asked for
 * goes by way of terminating (the stop signal is out, KILL follows at a deadline) to killing; a refused KILL is tried
 * again after another grace period, a second at least. There is no way out of a run but the report that it has ended: not even KILL is
 * believed.
 *
 * <p>Who decides first. A report on a run that is over is dropped before anything else is looked at. A first request to
 * end a run sets the deadline and no later one moves it; once KILL is out and nothing came of it, a new request begins
 * anew. A request during the end of a run only changes what follows it.
 *
 * <p>What is not handled here. Whether a start is allowed to happen now is the owner's decision ({@link Await} or
 * {@link Start}). Time is what the caller says it is; where it stands still or jumps, deadlines come late or all at once
 * and nothing else goes wrong. Processes that a program leaves behind are not part of its run.
 */
public final class Lifecycle {

    private Lifecycle() {}

    /** Decide what follows from an event. Pure: the same arguments give the same answer. Never throws, and never blocks. */
    public static Step step(Life life, ChildEvent event, MonotonicTime now, Policy policy) {
        if (event instanceof Report report && isAboutAnotherRun(life, report)) {
            return Step.ignored(life, Reason.IGNORED_OLD_RUN);
        }
        return switch (event) {
            case Start(var wanted) -> start(life.wanting(wanted), life, now, policy);
            case Await() -> await(life.wanting(Wanted.UP), life, policy);
            case Stop() -> stop(life.wanting(Wanted.DOWN), life, now, policy);
            case Kill() -> kill(life.wanting(Wanted.DOWN));
            case Terminate() -> terminate(life, now, policy);
            case Restart() -> restart(life.wanting(Wanted.UP), now, policy);
            case Spawned(var _, var pid) -> spawned(life, pid, now, policy);
            case SpawnFailed(var _, var failure) -> spawnFailed(life, failure, now, policy);
            case ProcessExited(var _, var status) -> exited(life, status, now, policy);
            case SignalRefused(var _, var signal, var _) -> signalRefused(life, signal, now, policy);
            case DeadlineReached() -> deadlineReached(life, now);
        };
    }

    private static boolean isAboutAnotherRun(Life life, Report report) {
        return life.state().liveRun().map(run -> run.number() != report.run()).orElse(true);
    }

    private static Step start(Life life, Life before, MonotonicTime now, Policy policy) {
        return switch (life.state()) {
            case Stopped _, BackingOff _, Exited _ -> spawn(afresh(life, policy), now, Reason.START_REQUESTED);
            case Waiting _ -> spawn(life, now, Reason.START_REQUESTED);
            case Starting _, Running _ -> wantedChanged(life, before, Reason.IGNORED_RUNNING);
            case Aborting _, Terminating _, Killing _, KillRefused _ -> startAfterTheEnd(life, before, policy);
        };
    }

    private static Step await(Life life, Life before, Policy policy) {
        return switch (life.state()) {
            case Stopped _, BackingOff _, Exited _ ->
                to(afresh(life, policy), new Waiting(), Reason.SOMETHING_COMES_FIRST);
            case Waiting _ -> wantedChanged(life, before, Reason.IGNORED_WAITING);
            case Starting _, Running _ -> wantedChanged(life, before, Reason.IGNORED_RUNNING);
            case Aborting _, Terminating _, Killing _, KillRefused _ -> startAfterTheEnd(life, before, policy);
        };
    }

    private static Step stop(Life life, Life before, MonotonicTime now, Policy policy) {
        return switch (life.state()) {
            case Stopped _ -> wantedChanged(life, before, Reason.IGNORED_STOPPED);
            case Waiting _, BackingOff _, Exited _ -> to(life, new Stopped(), Reason.STOP_REQUESTED);
            case Starting(var run) ->
                to(life, new Aborting(run, Force.STOP_SIGNAL, Sequel.JUDGE), Reason.STOP_REQUESTED);
            case Running(var run, var pid) -> end(life, run, pid, Sequel.JUDGE, now, policy, Reason.STOP_REQUESTED);
            case Killing(var run, var pid, var _) ->
                end(life, run, pid, Sequel.JUDGE, now, policy, Reason.STOP_REQUESTED);
            case Aborting _, Terminating _, KillRefused _ ->
                wantedChanged(withSequel(life, Sequel.JUDGE), before, Reason.IGNORED_STOPPING);
        };
    }

    private static Step kill(Life life) {
        return switch (life.state()) {
            case Stopped _ -> Step.ignored(life, Reason.IGNORED_STOPPED);
            case Waiting _, BackingOff _, Exited _ -> to(life, new Stopped(), Reason.KILL_REQUESTED);
            case Starting(var run) -> to(life, new Aborting(run, Force.KILL, Sequel.JUDGE), Reason.KILL_REQUESTED);
            case Aborting(var run, var _, var _) ->
                to(life, new Aborting(run, Force.KILL, Sequel.JUDGE), Reason.KILL_REQUESTED);
            case Running(var run, var pid) -> killNow(life, run, pid, Sequel.JUDGE, Reason.KILL_REQUESTED);
            case Terminating(var run, var pid, var _, var _) ->
                killNow(life, run, pid, Sequel.JUDGE, Reason.KILL_REQUESTED);
            case Killing(var run, var pid, var _) -> killNow(life, run, pid, Sequel.JUDGE, Reason.KILL_REQUESTED);
            case KillRefused(var run, var pid, var _, var _) ->
                killNow(life, run, pid, Sequel.JUDGE, Reason.KILL_REQUESTED);
        };
    }

    private static Step terminate(Life life, MonotonicTime now, Policy policy) {
        return switch (life.state()) {
            case Stopped _, Waiting _, BackingOff _, Exited _ -> Step.ignored(life, Reason.IGNORED_STOPPED);
            case Starting(var run) ->
                to(life, new Aborting(run, Force.STOP_SIGNAL, Sequel.JUDGE), Reason.STOP_REQUESTED);
            case Running(var run, var pid) -> end(life, run, pid, Sequel.JUDGE, now, policy, Reason.STOP_REQUESTED);
            case Killing(var run, var pid, var sequel) ->
                end(life, run, pid, sequel, now, policy, Reason.STOP_REQUESTED);
            case Aborting _, Terminating _, KillRefused _ -> Step.ignored(life, Reason.IGNORED_STOPPING);
        };
    }

    private static Step restart(Life life, MonotonicTime now, Policy policy) {
        Life afresh = life.delayedBy(policy.backoff().min());
        return switch (life.state()) {
            case Stopped _, BackingOff _, Exited _ -> spawn(afresh, now, Reason.RESTART_REQUESTED);
            case Waiting _ -> Step.ignored(life, Reason.IGNORED_WAITING);
            case Starting(var run) ->
                to(afresh, new Aborting(run, Force.STOP_SIGNAL, Sequel.START_AGAIN), Reason.RESTART_REQUESTED);
            case Running(var run, var pid) ->
                end(afresh, run, pid, Sequel.START_AGAIN, now, policy, Reason.RESTART_REQUESTED);
            case Aborting _, Terminating _, Killing _, KillRefused _ ->
                to(afresh, withSequel(life, Sequel.START_AGAIN).state(), Reason.RESTART_REQUESTED);
        };
    }

    private static Step spawned(Life life, long pid, MonotonicTime now, Policy policy) {
        return switch (life.state()) {
            case Starting(var run) -> to(life, new Running(run, pid), Reason.SPAWNED);
            case Aborting(var run, var force, var sequel) ->
                switch (force) {
                    case STOP_SIGNAL -> end(life, run, pid, sequel, now, policy, Reason.SPAWNED_BUT_UNWANTED);
                    case KILL -> killNow(life, run, pid, sequel, Reason.SPAWNED_BUT_UNWANTED);
                };
            case Running _, Terminating _, Killing _, KillRefused _ -> Step.ignored(life, Reason.IGNORED_REPEATED);
            case Stopped _, Waiting _, BackingOff _, Exited _ -> Step.ignored(life, Reason.IGNORED_OLD_RUN);
        };
    }

    private static Step spawnFailed(Life life, SpawnFailure failure, MonotonicTime now, Policy policy) {
        return switch (life.state()) {
            case Starting(var run) -> ended(life, run, failure, now, policy, Reason.ENDED_UNWANTED);
            case Aborting(var run, var _, var sequel) -> endedByRequest(life, run, failure, sequel, now, policy);
            case Running _, Terminating _, Killing _, KillRefused _ -> Step.ignored(life, Reason.IGNORED_REPEATED);
            case Stopped _, Waiting _, BackingOff _, Exited _ -> Step.ignored(life, Reason.IGNORED_OLD_RUN);
        };
    }

    private static Step exited(Life life, ExitStatus status, MonotonicTime now, Policy policy) {
        return switch (life.state()) {
            case Starting(var run) -> ended(life, run, status, now, policy, Reason.ENDED_UNWANTED);
            case Running(var run, var _) -> ended(life, run, status, now, policy, Reason.ENDED_UNWANTED);
            case Aborting(var run, var _, var sequel) -> endedByRequest(life, run, status, sequel, now, policy);
            case Terminating(var run, var _, var _, var sequel) ->
                endedByRequest(life, run, status, sequel, now, policy);
            case Killing(var run, var _, var sequel) -> endedByRequest(life, run, status, sequel, now, policy);
            case KillRefused(var run, var _, var _, var sequel) ->
                endedByRequest(life, run, status, sequel, now, policy);
            case Stopped _, Waiting _, BackingOff _, Exited _ -> Step.ignored(life, Reason.IGNORED_OLD_RUN);
        };
    }

    private static Step signalRefused(Life life, Signal signal, MonotonicTime now, Policy policy) {
        return switch (life.state()) {
            case Terminating _ -> Step.ignored(life, Reason.IGNORED_REFUSED);
            case Killing(var run, var pid, var sequel) ->
                signal.equals(Signal.KILL)
                        ? to(
                                life,
                                new KillRefused(run, pid, now.plus(policy.stop().retry()), sequel),
                                Reason.KILL_REFUSED)
                        : Step.ignored(life, Reason.IGNORED_REPEATED);
            case Starting _, Running _, Aborting _, KillRefused _ -> Step.ignored(life, Reason.IGNORED_REPEATED);
            case Stopped _, Waiting _, BackingOff _, Exited _ -> Step.ignored(life, Reason.IGNORED_OLD_RUN);
        };
    }

    private static Step deadlineReached(Life life, MonotonicTime now) {
        return switch (life.state()) {
            case BackingOff _ -> spawn(life, now, Reason.BACK_OFF_OVER);
            case Terminating(var run, var pid, var _, var sequel) ->
                killNow(life, run, pid, sequel, Reason.GRACE_PERIOD_OVER);
            case KillRefused(var run, var pid, var _, var sequel) ->
                killNow(life, run, pid, sequel, Reason.KILL_TRIED_AGAIN);
            case Stopped _, Waiting _, Starting _, Running _, Aborting _, Killing _, Exited _ ->
                Step.ignored(life, Reason.IGNORED_NO_DEADLINE);
        };
    }

    /** The end of a run that nobody asked for, or of one whose request wants it judged the same way. */
    private static Step ended(
            Life life, Run run, Ending ending, MonotonicTime now, Policy policy, Reason whenUnwanted) {
        Verdict verdict = judge(life, run, ending, now, policy);
        if (life.wanted() == Wanted.DOWN) {
            return to(charged(life, verdict, policy), new Stopped(), whenUnwanted);
        }
        if (!policy.restart().restartsAfter(ending)) {
            return to(charged(life, verdict, policy), new Exited(ending), Reason.POLICY_SAYS_NO);
        }
        Reason reason =
                switch (ending) {
                    case SpawnFailure _ -> Reason.SPAWN_FAILED;
                    case ExitStatus _ -> verdict.pause().isZero() ? Reason.LIVED_LONG : Reason.DIED_EARLY;
                };
        ChildState next = new BackingOff(now.plus(verdict.pause()), ending);
        return to(life.delayedBy(verdict.nextDelay()), next, reason);
    }

    private static Step endedByRequest(
            Life life, Run run, Ending ending, Sequel sequel, MonotonicTime now, Policy policy) {
        return life.wanted() == Wanted.UP && sequel == Sequel.START_AGAIN
                ? spawn(life, now, Reason.RESTARTED_AS_REQUESTED)
                : ended(life, run, ending, now, policy, Reason.ENDED_AS_REQUESTED);
    }

    private static Verdict judge(Life life, Run run, Ending ending, MonotonicTime now, Policy policy) {
        boolean longLife =
                switch (ending) {
                    case SpawnFailure _ -> false;
                    case ExitStatus _ -> policy.backoff().isLongLife(now.since(run.startedAt()));
                };
        return longLife
                ? policy.backoff().afterLongLife()
                : policy.backoff().afterEarlyDeath(life.nextDelay(), life.chance(run));
    }

    /** Where requests are charged, an ending that no restart follows counts for the next start. */
    private static Life charged(Life life, Verdict verdict, Policy policy) {
        return switch (policy.requests()) {
            case CHARGED -> life.delayedBy(verdict.nextDelay());
            case FREE -> life;
        };
    }

    /** A start by request begins a new row of delays, where requests are free. */
    private static Life afresh(Life life, Policy policy) {
        return switch (policy.requests()) {
            case CHARGED -> life;
            case FREE -> life.delayedBy(policy.backoff().min());
        };
    }

    private static Step startAfterTheEnd(Life life, Life before, Policy policy) {
        Life next =
                switch (policy.requests()) {
                    case CHARGED -> life;
                    case FREE -> withSequel(afresh(life, policy), Sequel.START_AGAIN);
                };
        return wantedChanged(next, before, Reason.IGNORED_STOPPING);
    }

    private static Life withSequel(Life life, Sequel sequel) {
        return switch (life.state()) {
            case Aborting(var run, var force, var _) -> life.in(new Aborting(run, force, sequel));
            case Terminating(var run, var pid, var killAt, var _) -> life.in(new Terminating(run, pid, killAt, sequel));
            case Killing(var run, var pid, var _) -> life.in(new Killing(run, pid, sequel));
            case KillRefused(var run, var pid, var retryAt, var _) ->
                life.in(new KillRefused(run, pid, retryAt, sequel));
            case Stopped _, Waiting _, Starting _, Running _, BackingOff _, Exited _ -> life;
        };
    }

    private static Step wantedChanged(Life life, Life before, Reason otherwise) {
        return new Step(life, List.of(), life.equals(before) ? otherwise : Reason.WANTED_CHANGED);
    }

    private static Step to(Life life, ChildState next, Reason reason) {
        return new Step(life.in(next), List.of(), reason);
    }

    private static Step spawn(Life life, MonotonicTime now, Reason reason) {
        Run run = new Run(life.nextRun(), now);
        return new Step(life.running(run), List.of(new Spawn(run)), reason);
    }

    private static Step end(
            Life life, Run run, long pid, Sequel sequel, MonotonicTime now, Policy policy, Reason reason) {
        Signal signal = policy.stop().signal();
        MonotonicTime killAt = now.plus(policy.stop().grace());
        return new Step(
                life.in(new Terminating(run, pid, killAt, sequel)), List.of(new SendSignal(run, signal)), reason);
    }

    private static Step killNow(Life life, Run run, long pid, Sequel sequel, Reason reason) {
        return new Step(life.in(new Killing(run, pid, sequel)), List.of(new SendSignal(run, Signal.KILL)), reason);
    }
}
