// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import dev.procmon.config.DurationText;
import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.monitor.ChildTransition;
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
        return switch (transition.to()) {
            case ChildState.Starting _ -> restarted(transition);
            case ChildState.Running(var _, var pid) -> quiet("started, pid " + pid);
            case ChildState.BackingOff(var until, var ending) ->
                Optional.of(new Message(
                        policy.restart().isSuccess(ending) ? Tone.QUIET : Tone.BAD,
                        ended(transition, ending) + "; restarting" + in(until.since(transition.at()))));
            case ChildState.Exited(var ending) ->
                Optional.of(new Message(
                        policy.restart().isSuccess(ending) ? Tone.QUIET : Tone.BAD,
                        ended(transition, ending) + "; not restarted, as its policy says"));
            case ChildState.Terminating _ -> terminating(transition, policy);
            case ChildState.Killing _ -> killing(transition, policy);
            case ChildState.KillRefused(var _, var pid, var retryAt, var _) ->
                bad("cannot be killed" + refusal(transition.event()) + ", pid " + pid + "; trying again"
                        + in(retryAt.since(transition.at())));
            case ChildState.Stopped _ -> stopped(transition);
            case ChildState.Waiting _, ChildState.Aborting _ -> Optional.empty();
        };
    }

    /** Return a duration as people say it: a tenth of a second matters up to ten of them. */
    static String rounded(Duration duration) {
        long step = duration.compareTo(SECOND) < 0
                ? MILLISECOND
                : duration.compareTo(LONG) < 0 ? 100 * MILLISECOND : 1_000 * MILLISECOND;
        return DurationText.format(Duration.ofNanos((duration.toNanos() + step / 2) / step * step));
    }

    private static Optional<Message> restarted(ChildTransition transition) {
        return transition.event() instanceof ChildEvent.ProcessExited(var _, var status)
                ? quiet(ended(transition, status) + "; restarting, as requested")
                : Optional.empty();
    }

    private static Optional<Message> terminating(ChildTransition transition, Policy policy) {
        if (transition.from() instanceof ChildState.Terminating) {
            return Optional.empty();
        }
        return quiet("stopping, " + policy.stop().signal() + " sent (KILL follows"
                + in(policy.stop().grace()) + ")");
    }

    private static Optional<Message> killing(ChildTransition transition, Policy policy) {
        if (!(transition.event() instanceof ChildEvent.DeadlineReached)) {
            return transition.from() instanceof ChildState.Killing ? Optional.empty() : bad("killing");
        }
        return transition.from() instanceof ChildState.KillRefused
                ? bad("killing, once more")
                : bad("did not end within " + rounded(policy.stop().grace()) + " of "
                        + policy.stop().signal() + ", killing");
    }

    private static Optional<Message> stopped(ChildTransition transition) {
        return switch (transition.event()) {
            case ChildEvent.ProcessExited(var _, var status) -> quiet("stopped: " + ended(transition, status));
            case ChildEvent.SpawnFailed(var _, var failure) -> quiet("stopped: " + ended(transition, failure));
            default ->
                transition.from() instanceof ChildState.BackingOff
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
