// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildEvent.BecameReady;
import dev.procmon.core.lifecycle.ChildEvent.ExtensionAsked;
import dev.procmon.core.lifecycle.ChildEvent.HookEnded;
import dev.procmon.core.lifecycle.ChildEvent.LeaderExited;
import dev.procmon.core.lifecycle.ChildEvent.PardonAsked;
import dev.procmon.core.lifecycle.ChildEvent.ProcessExited;
import dev.procmon.core.lifecycle.ChildEvent.Report;
import dev.procmon.core.lifecycle.ChildEvent.SignalRefused;
import dev.procmon.core.lifecycle.ChildEvent.SpawnFailed;
import dev.procmon.core.lifecycle.ChildEvent.Spawned;
import dev.procmon.core.lifecycle.ChildEvent.Unhealthy;
import dev.procmon.core.lifecycle.ChildState.Aborting;
import dev.procmon.core.lifecycle.ChildState.Asking;
import dev.procmon.core.lifecycle.ChildState.BackingOff;
import dev.procmon.core.lifecycle.ChildState.BeingEnded;
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
import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import java.util.function.Function;

/** What follows from a report on the present run. */
final class Reports {

    private Reports() {}

    static Step decide(Moment moment, Report report) {
        return switch (report) {
            case Spawned(var _, var pid) -> spawned(moment, pid);
            case SpawnFailed(var _, var failure) -> spawnFailed(moment, failure);
            case LeaderExited _ -> leaderExited(moment);
            case ProcessExited(var _, var status) -> exited(moment, status);
            case SignalRefused(var _, var signal, var _) -> signalRefused(moment, signal);
            case BecameReady _ -> becameReady(moment);
            case Unhealthy(var _, var fault) -> unhealthy(moment, fault);
            case ExtensionAsked(var _, var time) -> Deadlines.extend(moment, time);
            case PardonAsked _ -> pardon(moment);
            case HookEnded(var _, var point, var failure) -> HookReports.decide(moment, point, failure);
        };
    }

    private static Step spawned(Moment moment, long pid) {
        return switch (moment.state()) {
            case Starting(var run) -> launched(moment, run, pid);
            case Aborting(var run, var force, var sequel) ->
                switch (force) {
                    case STOP_SIGNAL -> moment.end(run, pid, sequel, Reason.SPAWNED_BUT_UNWANTED);
                    case KILL -> moment.kill(run, pid, sequel, Reason.SPAWNED_BUT_UNWANTED);
                };
            case Preparing _, Launching _, Running _, BeingEnded _, Concluding _ ->
                moment.ignored(Reason.IGNORED_REPEATED);
            case Stopped _, Waiting _, BackingOff _, Exited _, Failed _ -> moment.ignored(Reason.IGNORED_OLD_RUN);
        };
    }

    private static Step launched(Moment moment, Run run, long pid) {
        HealthPolicy health = moment.policy().health();
        return health.hasReadiness()
                ? moment.to(new Launching(run, pid, moment.now().plus(health.readyWithin())), Reason.SPAWNED_NOT_READY)
                : moment.run(run, pid, Reason.SPAWNED);
    }

    private static Step spawnFailed(Moment moment, SpawnFailure failure) {
        return switch (moment.state()) {
            case Starting(var run) -> Endings.over(moment, run, failure, Sequel.JUDGE, false);
            case Aborting(var run, var _, var sequel) -> Endings.over(moment, run, failure, sequel, true);
            case Preparing _, Launching _, Running _, BeingEnded _, Concluding _ ->
                moment.ignored(Reason.IGNORED_REPEATED);
            case Stopped _, Waiting _, BackingOff _, Exited _, Failed _ -> moment.ignored(Reason.IGNORED_OLD_RUN);
        };
    }

    private static Step leaderExited(Moment moment) {
        return switch (moment.state()) {
            case Launching(var run, var pid, var _) -> sweep(moment, run, pid);
            case Running(var run, var pid, var _) -> sweep(moment, run, pid);
            case Asking(var run, var pid, var point, var killAt, var sequel) ->
                withoutLeader(moment, run, next -> new Asking(next, pid, point, killAt, sequel));
            case Terminating(var run, var pid, var killAt, var sequel) ->
                withoutLeader(moment, run, next -> new Terminating(next, pid, killAt, sequel));
            case Killing(var run, var pid, var againAt, var sequel) ->
                withoutLeader(moment, run, next -> new Killing(next, pid, againAt, sequel));
            case KillRefused(var run, var pid, var retryAt, var sequel) ->
                withoutLeader(moment, run, next -> new KillRefused(next, pid, retryAt, sequel));
            case Preparing _, Starting _, Aborting _, Concluding _ -> moment.ignored(Reason.IGNORED_REPEATED);
            case Stopped _, Waiting _, BackingOff _, Exited _, Failed _ -> moment.ignored(Reason.IGNORED_OLD_RUN);
        };
    }

    /** End those whom a leader that ended by itself has left behind. There is nobody left to be asked first. */
    private static Step sweep(Moment moment, Run run, long pid) {
        Run next = run.withoutLeader(moment.now());
        return moment.with(moment.life().with(next))
                .signal(next, pid, moment.killAt(), Sequel.JUDGE, Reach.TREE, Reason.LEFT_OTHERS_BEHIND);
    }

    private static Step withoutLeader(Moment moment, Run run, Function<Run, ChildState> state) {
        if (run.leaderGoneAt().isPresent()) {
            return moment.ignored(Reason.IGNORED_REPEATED);
        }
        Run next = run.withoutLeader(moment.now());
        return moment.with(moment.life().with(next)).to(state.apply(next), Reason.LEADER_GONE);
    }

    private static Step exited(Moment moment, ExitStatus status) {
        return switch (moment.state()) {
            case Starting(var run) -> Endings.over(moment, run, status, Sequel.JUDGE, false);
            case Launching(var run, var _, var _) -> Endings.over(moment, run, status, Sequel.JUDGE, false);
            case Running(var run, var _, var _) -> Endings.over(moment, run, status, Sequel.JUDGE, false);
            case Aborting(var run, var _, var sequel) -> Endings.over(moment, run, status, sequel, true);
            case BeingEnded ending -> Endings.over(moment, ending.run(), status, ending.sequel(), true);
            case Preparing _, Concluding _ -> moment.ignored(Reason.IGNORED_REPEATED);
            case Stopped _, Waiting _, BackingOff _, Exited _, Failed _ -> moment.ignored(Reason.IGNORED_OLD_RUN);
        };
    }

    private static Step signalRefused(Moment moment, Signal signal) {
        return switch (moment.state()) {
            case Terminating _ -> moment.ignored(Reason.IGNORED_REFUSED);
            case Killing(var run, var pid, var _, var sequel) ->
                signal.equals(Signal.KILL)
                        ? moment.to(
                                new KillRefused(
                                        run,
                                        pid,
                                        moment.now().plus(moment.policy().stop().retry()),
                                        sequel),
                                Reason.KILL_REFUSED)
                        : moment.ignored(Reason.IGNORED_REPEATED);
            case Preparing _, Starting _, Launching _, Running _, Aborting _, Asking _, KillRefused _, Concluding _ ->
                moment.ignored(Reason.IGNORED_REPEATED);
            case Stopped _, Waiting _, BackingOff _, Exited _, Failed _ -> moment.ignored(Reason.IGNORED_OLD_RUN);
        };
    }

    private static Step becameReady(Moment moment) {
        return switch (moment.state()) {
            case Launching(var run, var pid, var _) -> moment.run(run.ready(moment.now()), pid, Reason.READY);
            case Aborting _, BeingEnded _, Concluding _ -> moment.ignored(Reason.IGNORED_STOPPING);
            case Preparing _, Starting _, Running _ -> moment.ignored(Reason.IGNORED_REPEATED);
            case Stopped _, Waiting _, BackingOff _, Exited _, Failed _ -> moment.ignored(Reason.IGNORED_OLD_RUN);
        };
    }

    private static Step unhealthy(Moment moment, Fault fault) {
        Reason reason =
                switch (fault) {
                    case NOT_LIVE -> Reason.NOT_LIVE;
                    case SILENT -> Reason.SILENT;
                    case TOO_LARGE -> Reason.TOO_LARGE;
                };
        return switch (moment.state()) {
            case Launching(var run, var pid, var _) -> moment.fail(run, pid, reason);
            case Running(var run, var pid, var _) -> moment.fail(run, pid, reason);
            case Aborting _, BeingEnded _, Concluding _ -> moment.ignored(Reason.IGNORED_STOPPING);
            case Preparing _, Starting _ -> moment.ignored(Reason.IGNORED_REPEATED);
            case Stopped _, Waiting _, BackingOff _, Exited _, Failed _ -> moment.ignored(Reason.IGNORED_OLD_RUN);
        };
    }

    private static Step pardon(Moment moment) {
        Life pardoned = moment.life().forgiven(moment.policy().backoff().first());
        return switch (moment.state()) {
            case Launching _, Running _, BeingEnded _, Concluding _ ->
                moment.with(pardoned).noted(moment.life(), Reason.IGNORED_REPEATED);
            case Preparing _, Starting _, Aborting _ -> moment.ignored(Reason.IGNORED_REPEATED);
            case Stopped _, Waiting _, BackingOff _, Exited _, Failed _ -> moment.ignored(Reason.IGNORED_OLD_RUN);
        };
    }
}
