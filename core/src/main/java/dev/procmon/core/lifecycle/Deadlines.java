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
import dev.procmon.core.lifecycle.ChildState.Starting;
import dev.procmon.core.lifecycle.ChildState.Stopped;
import dev.procmon.core.lifecycle.ChildState.Terminating;
import dev.procmon.core.lifecycle.ChildState.Waiting;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/** What follows when the deadline of a state comes, and how a run may put it off. */
final class Deadlines {

    private Deadlines() {}

    static Step decide(Moment moment) {
        return switch (moment.state()) {
            case BackingOff _ -> moment.spawn(Reason.BACK_OFF_OVER);
            case Launching(var run, var pid, var _) -> moment.fail(run, pid, Reason.NOT_READY_IN_TIME);
            case Running(var run, var pid, var endBy) ->
                endBy.isPresent()
                        ? moment.fail(run, pid, Reason.RAN_TOO_LONG)
                        : moment.ignored(Reason.IGNORED_NO_DEADLINE);
            case Asking(var run, var pid, var _, var _, var sequel) ->
                moment.kill(run, pid, sequel, Reason.GRACE_PERIOD_OVER);
            case Terminating(var run, var pid, var _, var sequel) ->
                moment.kill(run, pid, sequel, Reason.GRACE_PERIOD_OVER);
            case Killing(var run, var pid, var againAt, var sequel) ->
                againAt.isPresent()
                        ? moment.kill(run, pid, sequel, Reason.OUTLIVED_KILL)
                        : moment.ignored(Reason.IGNORED_NO_DEADLINE);
            case KillRefused(var run, var pid, var _, var sequel) ->
                moment.kill(run, pid, sequel, Reason.KILL_TRIED_AGAIN);
            case Stopped _, Waiting _, Preparing _, Starting _, Aborting _, Concluding _, Exited _, Failed _ ->
                moment.ignored(Reason.IGNORED_NO_DEADLINE);
        };
    }

    /** Put the deadline off, so far as the run has not had all that it may have. */
    static Step extend(Moment moment, Duration time) {
        return switch (moment.state()) {
            case Launching(var run, var pid, var readyBy) ->
                extend(moment, run, readyBy, time, (next, by) -> new Launching(next, pid, by));
            case Running(var run, var pid, var endBy)
            when endBy.isPresent() ->
                extend(moment, run, endBy.get(), time, (next, by) -> new Running(next, pid, Optional.of(by)));
            case Asking(var run, var pid, var point, var killAt, var sequel) ->
                extend(moment, run, killAt, time, (next, by) -> new Asking(next, pid, point, by, sequel));
            case Terminating(var run, var pid, var killAt, var sequel) ->
                extend(moment, run, killAt, time, (next, by) -> new Terminating(next, pid, by, sequel));
            case Preparing _, Starting _, Running _, Aborting _, Killing _, KillRefused _, Concluding _ ->
                moment.ignored(Reason.IGNORED_NO_TIME);
            case Stopped _, Waiting _, BackingOff _, Exited _, Failed _ -> moment.ignored(Reason.IGNORED_OLD_RUN);
        };
    }

    private static Step extend(
            Moment moment,
            Run run,
            MonotonicTime deadline,
            Duration time,
            BiFunction<Run, MonotonicTime, ChildState> state) {
        Duration wish = moment.now().plus(time).since(deadline);
        Duration left = moment.policy().health().extendMax().minus(run.extension());
        Duration by = wish.compareTo(left) <= 0 ? wish : left;
        if (by.isNegative() || by.isZero()) {
            return moment.ignored(Reason.IGNORED_NO_TIME);
        }
        Run next = run.extended(by);
        return moment.with(moment.life().with(next)).to(state.apply(next, deadline.plus(by)), Reason.EXTENDED);
    }
}
