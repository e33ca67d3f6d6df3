// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.config.DurationText;
import dev.procmon.control.event.Tone;
import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.SpawnFailure;
import java.time.Duration;
import java.util.Optional;

/** Tells what became of a program: one line for a person, or nothing where there is nothing to tell. */
final class Narration {

    private static final long MILLISECOND = 1_000_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(10);

    /** A line, and how serious it is. */
    record Message(Tone tone, String text) {}

    private Narration() {}

    static Optional<Message> of(ChildTransition transition, Policy policy) {
        if (transition.from() instanceof ChildState.Stopped) {
            // A start that has only been asked for. It is on the way to the first child, and the first switch over
            // types costs milliseconds.
            return Optional.empty();
        }
        Optional<Message> message = ofState(transition, policy);
        return switch (transition.role()) {
            case HOLDER -> message;
            case SUCCESSOR -> message.map(told -> new Message(told.tone(), "new run: " + told.text()));
            case DEPARTING -> message.map(told -> new Message(told.tone(), "old run: " + told.text()));
        };
    }

    private static Optional<Message> ofState(ChildTransition transition, Policy policy) {
        return switch (transition.to()) {
            case ChildState.Starting _, ChildState.Waiting _ -> restarted(transition);
            case ChildState.Launching(var _, var pid, var readyBy) ->
                transition.from() instanceof ChildState.Launching
                        ? quiet("has asked for more time to start" + in(readyBy.since(transition.at())))
                        : quiet("started, pid " + pid + ", not ready yet");
            case ChildState.Running(var run, var pid, var _) -> running(transition, run, pid);
            case ChildState.BackingOff(var until, var ending) ->
                Optional.of(new Message(
                        policy.restart().isSuccess(ending) ? Tone.QUIET : Tone.BAD,
                        ended(transition, ending) + "; restarting" + in(until.since(transition.at()))));
            case ChildState.Exited(var ending) ->
                Optional.of(new Message(
                        policy.restart().isSuccess(ending) ? Tone.QUIET : Tone.BAD,
                        ended(transition, ending) + "; not restarted, as its policy says"));
            case ChildState.Failed(var ending) ->
                bad((ending.isPresent() ? ended(transition, ending.get()) + "; " : "") + "given up: "
                        + transition.reason().sentence());
            case ChildState.Asking(var _, var _, var point, var _, var _) -> asking(transition, point);
            case ChildState.Terminating _ -> terminating(transition, policy);
            case ChildState.Killing _ -> killing(transition, policy);
            case ChildState.KillRefused(var _, var pid, var retryAt, var _) ->
                transition.from() instanceof ChildState.KillRefused
                        ? Optional.empty()
                        : bad("cannot be killed" + refusal(transition.event()) + ", pid " + pid + "; trying again"
                                + in(retryAt.since(transition.at())));
            case ChildState.Stopped _ -> stopped(transition);
            case ChildState.Preparing _, ChildState.Aborting _, ChildState.Concluding _ -> Optional.empty();
        };
    }

    /** Return a duration as people say it: a tenth of a second matters up to ten of them. */
    static String rounded(Duration duration) {
        long step = duration.compareTo(SECOND) < 0
                ? MILLISECOND
                : duration.compareTo(LONG) < 0 ? 100 * MILLISECOND : 1_000 * MILLISECOND;
        return DurationText.format(Duration.ofNanos((duration.toNanos() + step / 2) / step * step));
    }

    private static Optional<Message> running(ChildTransition transition, Run run, long pid) {
        if (transition.from() instanceof ChildState.Running) {
            return Optional.empty();
        }
        return transition.from() instanceof ChildState.Launching
                ? quiet("ready after " + rounded(transition.at().since(run.startedAt())))
                : quiet("started, pid " + pid);
    }

    private static Optional<Message> restarted(ChildTransition transition) {
        return transition.event() instanceof ChildEvent.ProcessExited(var _, var status)
                ? quiet(ended(transition, status) + "; " + sequel(transition))
                : Optional.empty();
    }

    private static String sequel(ChildTransition transition) {
        return transition.to() instanceof ChildState.Starting
                ? "restarting, as requested"
                : transition.reason() == Reason.SCHEDULE_SAYS_LATER
                        ? "waiting for its next time"
                        : "it will be started again";
    }

    private static Optional<Message> asking(ChildTransition transition, Hook.Point point) {
        return transition.from() instanceof ChildState.Asking && point != Hook.Point.STOP_COMMAND
                ? Optional.empty()
                : quiet(why(transition)
                        + (point == Hook.Point.STOP_COMMAND
                                ? "stopping by its stop command"
                                : "stopping, its hook before the stop runs"));
    }

    private static Optional<Message> terminating(ChildTransition transition, Policy policy) {
        String grace = "KILL follows" + in(policy.stop().grace());
        return switch (transition.reason()) {
            case LEADER_GONE, EXTENDED -> Optional.empty();
            case STOP_COMMAND_SUCCEEDED -> quiet("its stop command has succeeded, waiting for its end");
            case LEFT_OTHERS_BEHIND ->
                bad(leader(transition) + " and left others behind, "
                        + policy.stop().signal() + " sent to them (" + grace + ")");
            default ->
                transition.from() instanceof ChildState.Terminating
                        ? Optional.empty()
                        : Optional.of(new Message(
                                why(transition).isEmpty() ? Tone.QUIET : Tone.BAD,
                                why(transition) + "stopping, " + policy.stop().signal() + " sent (" + grace + ")"));
        };
    }

    /** Why a run is ended that nobody has asked to end. */
    private static String why(ChildTransition transition) {
        return switch (transition.reason()) {
            case NOT_READY_IN_TIME, NOT_LIVE, SILENT, TOO_LARGE, RAN_TOO_LONG, ABANDONED ->
                transition.reason().sentence() + "; ";
            default -> "";
        };
    }

    private static String leader(ChildTransition transition) {
        return transition.event() instanceof ChildEvent.LeaderExited(var _, var status)
                ? ended(transition, status)
                : "ended";
    }

    private static Optional<Message> killing(ChildTransition transition, Policy policy) {
        return switch (transition.reason()) {
            case KILL_TRIED_AGAIN, OUTLIVED_KILL -> bad("killing, once more");
            case GRACE_PERIOD_OVER ->
                bad("did not end within " + rounded(policy.stop().grace()) + " of "
                        + (transition.from() instanceof ChildState.Asking
                                ? "its stop command"
                                : policy.stop().signal().toString())
                        + ", killing");
            default -> transition.from() instanceof ChildState.Killing ? Optional.empty() : bad("killing");
        };
    }

    private static Optional<Message> stopped(ChildTransition transition) {
        return switch (transition.event()) {
            case ChildEvent.ProcessExited(var _, var status) -> quiet("stopped: " + ended(transition, status));
            case ChildEvent.SpawnFailed(var _, var failure) -> quiet("stopped: " + ended(transition, failure));
            case ChildEvent.HookEnded _
            when transition.from() instanceof ChildState.Concluding concluding ->
                quiet("stopped: " + ended(transition, concluding.ending()));
            default ->
                transition.from() instanceof ChildState.BackingOff || transition.from() instanceof ChildState.Waiting
                        ? quiet("stopped: not to be restarted any more")
                        : Optional.empty();
        };
    }

    private static String ended(ChildTransition transition, Ending ending) {
        return switch (ending) {
            case SpawnFailure failure -> failure.describe();
            case ExitStatus status -> {
                Optional<Run> run = transition.from().liveRun();
                yield run.isEmpty()
                        ? status.describe()
                        : status.describe() + " after "
                                + rounded(transition.at().since(run.get().startedAt()));
            }
        };
    }

    private static String in(Duration delay) {
        return delay.isZero() || delay.isNegative() ? "" : " in " + rounded(delay);
    }

    private static String refusal(ChildEvent event) {
        return event instanceof ChildEvent.SignalRefused(var _, var _, var errno) ? ": " + errno : "";
    }

    private static Optional<Message> quiet(String text) {
        return Optional.of(new Message(Tone.QUIET, text));
    }

    private static Optional<Message> bad(String text) {
        return Optional.of(new Message(Tone.BAD, text));
    }
}
