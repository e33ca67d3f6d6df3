// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildEvent.Abandon;
import dev.procmon.core.lifecycle.ChildEvent.Admit;
import dev.procmon.core.lifecycle.ChildEvent.Kill;
import dev.procmon.core.lifecycle.ChildEvent.Request;
import dev.procmon.core.lifecycle.ChildEvent.Restart;
import dev.procmon.core.lifecycle.ChildEvent.Start;
import dev.procmon.core.lifecycle.ChildEvent.Stop;
import dev.procmon.core.lifecycle.ChildEvent.Terminate;
import dev.procmon.core.lifecycle.ChildState.Aborting;
import dev.procmon.core.lifecycle.ChildState.Asking;
import dev.procmon.core.lifecycle.ChildState.BackingOff;
import dev.procmon.core.lifecycle.ChildState.BeingEnded;
import dev.procmon.core.lifecycle.ChildState.Concluding;
import dev.procmon.core.lifecycle.ChildState.Exited;
import dev.procmon.core.lifecycle.ChildState.Failed;
import dev.procmon.core.lifecycle.ChildState.Force;
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
import dev.procmon.core.process.Ending;
import java.util.Optional;

/** What follows from a request by the child's owner. */
final class Requests {

    private Requests() {}

    static Step decide(Moment moment, Request request) {
        Life before = moment.life();
        return switch (request) {
            case Start(var wanted) -> start(moment.wanting(wanted), before);
            case Admit() -> admit(moment);
            case Stop() -> stop(moment.wanting(Wanted.DOWN), before);
            case Kill() -> kill(moment.wanting(Wanted.DOWN), before);
            case Terminate() -> terminate(moment);
            case Restart() -> restart(moment.wanting(Wanted.UP), before);
            case Abandon() -> abandon(moment, before);
        };
    }

    private static Step start(Moment moment, Life before) {
        return switch (moment.state()) {
            case Stopped _, BackingOff _, Exited _, Failed _ -> afresh(moment).spawn(Reason.START_REQUESTED);
            case Waiting _ -> goOn(afresh(moment), before, Reason.START_REQUESTED);
            case Preparing _, Starting _, Launching _, Running _ -> moment.noted(before, Reason.IGNORED_RUNNING);
            case Aborting _, BeingEnded _, Concluding _ -> startAfterTheEnd(moment, before);
        };
    }

    private static Step admit(Moment moment) {
        return switch (moment.state()) {
            case Waiting _ -> goOn(moment, moment.life(), Reason.NOTHING_IN_THE_WAY);
            case Stopped _,
                    Preparing _,
                    Starting _,
                    Launching _,
                    Running _,
                    Aborting _,
                    BeingEnded _,
                    Concluding _,
                    BackingOff _,
                    Exited _,
                    Failed _ -> moment.ignored(Reason.IGNORED_NOT_WAITING);
        };
    }

    private static Step stop(Moment moment, Life before) {
        return switch (moment.state()) {
            case Stopped _ -> moment.noted(before, Reason.IGNORED_STOPPED);
            case Waiting _, BackingOff _, Exited _, Failed _ -> moment.to(new Stopped(), Reason.STOP_REQUESTED);
            case Preparing _, Starting _, Launching _, Running _ -> end(moment, Sequel.JUDGE, Reason.STOP_REQUESTED);
            case Killing(var run, var pid, var _, var _) -> anew(moment, run, pid, Sequel.JUDGE);
            case Aborting _, Asking _, Terminating _, KillRefused _, Concluding _ ->
                moment.with(moment.followedBy(Sequel.JUDGE)).noted(before, Reason.IGNORED_STOPPING);
        };
    }

    private static Step kill(Moment moment, Life before) {
        return switch (moment.state()) {
            case Stopped _ -> moment.ignored(Reason.IGNORED_STOPPED);
            case Waiting _, BackingOff _, Exited _, Failed _ -> moment.to(new Stopped(), Reason.KILL_REQUESTED);
            case Preparing(var run) -> abortByKill(moment, run);
            case Starting(var run) -> abortByKill(moment, run);
            case Aborting(var run, var _, var _) -> abortByKill(moment, run);
            case Launching(var run, var pid, var _) -> moment.kill(run, pid, Sequel.JUDGE, Reason.KILL_REQUESTED);
            case Running(var run, var pid, var _) -> moment.kill(run, pid, Sequel.JUDGE, Reason.KILL_REQUESTED);
            case BeingEnded ending -> moment.kill(ending.run(), ending.pid(), Sequel.JUDGE, Reason.KILL_REQUESTED);
            case Concluding _ -> moment.with(moment.followedBy(Sequel.JUDGE)).noted(before, Reason.IGNORED_STOPPING);
        };
    }

    private static Step terminate(Moment moment) {
        return switch (moment.state()) {
            case Stopped _, Waiting _, BackingOff _, Exited _, Failed _ -> moment.ignored(Reason.IGNORED_STOPPED);
            case Preparing _, Starting _, Launching _, Running _ -> end(moment, Sequel.JUDGE, Reason.STOP_REQUESTED);
            case Killing(var run, var pid, var _, var sequel) -> anew(moment, run, pid, sequel);
            case Aborting _, Asking _, Terminating _, KillRefused _, Concluding _ ->
                moment.ignored(Reason.IGNORED_STOPPING);
        };
    }

    private static Step restart(Moment moment, Life before) {
        Moment afresh =
                moment.with(moment.life().forgiven(moment.policy().backoff().first()));
        return switch (moment.state()) {
            case Stopped _, BackingOff _, Exited _, Failed _ -> afresh.spawn(Reason.RESTART_REQUESTED);
            case Waiting _ -> goOn(afresh, before, Reason.RESTART_REQUESTED);
            case Preparing _, Starting _, Launching _, Running _ ->
                end(afresh, Sequel.START_AGAIN, Reason.RESTART_REQUESTED);
            case Aborting _, BeingEnded _, Concluding _ ->
                afresh.to(moment.followedBy(Sequel.START_AGAIN).state(), Reason.RESTART_REQUESTED);
        };
    }

    private static Step abandon(Moment moment, Life before) {
        return switch (moment.state()) {
            case Stopped _, Exited _, Failed _ -> moment.ignored(Reason.IGNORED_STOPPED);
            case Waiting _ -> moment.to(new Failed(lastEnding(moment.life())), Reason.ABANDONED);
            case BackingOff(var _, var ending) -> moment.to(new Failed(Optional.of(ending)), Reason.ABANDONED);
            case Preparing _, Starting _, Launching _, Running _ -> end(moment, Sequel.STAY_FAILED, Reason.ABANDONED);
            case Aborting _, BeingEnded _, Concluding _ ->
                moment.with(moment.followedBy(Sequel.STAY_FAILED)).noted(before, Reason.IGNORED_STOPPING);
        };
    }

    /** Begin to end a run that nobody has asked to end before. */
    private static Step end(Moment moment, Sequel sequel, Reason reason) {
        return switch (moment.state()) {
            case Preparing(var run) -> moment.to(new Aborting(run, Force.STOP_SIGNAL, sequel), reason);
            case Starting(var run) -> moment.to(new Aborting(run, Force.STOP_SIGNAL, sequel), reason);
            case Launching(var run, var pid, var _) -> moment.end(run, pid, sequel, reason);
            case Running(var run, var pid, var _) -> moment.end(run, pid, sequel, reason);
            case Stopped _, Waiting _, Aborting _, BeingEnded _, Concluding _, BackingOff _, Exited _, Failed _ ->
                moment.ignored(Reason.IGNORED_STOPPED);
        };
    }

    /** Who waits goes on waiting as long as it must, though a new row of delays may have begun. */
    private static Step goOn(Moment moment, Life before, Reason reason) {
        return moment.mayStart() ? moment.spawn(reason) : moment.noted(before, Reason.IGNORED_WAITING);
    }

    /** Try once more to end a run that KILL has not ended. There is nobody left whom a hook could ask. */
    private static Step anew(Moment moment, Run run, long pid, Sequel sequel) {
        return moment.signal(
                run, pid, moment.killAt(), sequel, moment.policy().stop().reach(), Reason.STOP_REQUESTED);
    }

    private static Step abortByKill(Moment moment, Run run) {
        return moment.to(new Aborting(run, Force.KILL, Sequel.JUDGE), Reason.KILL_REQUESTED);
    }

    private static Step startAfterTheEnd(Moment moment, Life before) {
        Moment next =
                switch (moment.policy().requests()) {
                    case CHARGED -> moment;
                    case FREE -> afresh(moment.with(moment.followedBy(Sequel.START_AGAIN)));
                };
        return next.noted(before, Reason.IGNORED_STOPPING);
    }

    /** A start by request begins a new row of delays, where requests are free. */
    private static Moment afresh(Moment moment) {
        return switch (moment.policy().requests()) {
            case CHARGED -> moment;
            case FREE ->
                moment.with(moment.life().forgiven(moment.policy().backoff().first()));
        };
    }

    private static Optional<Ending> lastEnding(Life life) {
        return life.lastOutcome().map(Outcome::ending);
    }
}
