// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an event says of a transition: its kind is what happened to the run, or where nothing did, what the program does now.
 *
 * <p>On the way to the first child: no switch over types, of which the first costs milliseconds.
 */
final class TransitionFacts {

    private final ChildTransition transition;
    private final Policy policy;
    private final Map<String, Object> details = new LinkedHashMap<>();
    private final String kind;

    private TransitionFacts(ChildTransition transition, Policy policy) {
        this.transition = transition;
        this.policy = policy;
        OptionalLong pid = pid();
        if (pid.isPresent()) {
            details.put("pid", pid.getAsLong());
        }
        this.kind = report(transition.event());
        state(transition.to());
    }

    static TransitionFacts of(ChildTransition transition, Policy policy) {
        return new TransitionFacts(transition, policy);
    }

    String kind() {
        return kind;
    }

    Map<String, Object> details() {
        return details;
    }

    /** Return the run that it is about: the one that something is reported of, else the present one. */
    OptionalLong run() {
        // A hook's end may be the beginning of the next run.
        if (transition.event() instanceof ChildEvent.Report report && !(report instanceof ChildEvent.HookEnded)) {
            return OptionalLong.of(report.run());
        }
        Optional<Run> run = transition.to().liveRun();
        if (run.isEmpty()) {
            run = transition.from().liveRun();
        }
        return run.isPresent() ? OptionalLong.of(run.get().number()) : OptionalLong.empty();
    }

    Optional<String> role() {
        return switch (transition.role()) {
            case HOLDER -> Optional.empty();
            case SUCCESSOR -> Optional.of("successor");
            case DEPARTING -> Optional.of("departing");
        };
    }

    private OptionalLong pid() {
        OptionalLong pid = transition.to().livePid();
        return pid.isPresent() ? pid : transition.from().livePid();
    }

    /** Tell what happened to the run and return how that is called. */
    private String report(ChildEvent event) {
        if (event instanceof ChildEvent.ProcessExited(var _, var status)) {
            ended(status);
            return "exited";
        }
        if (event instanceof ChildEvent.SpawnFailed(var _, var failure)) {
            details.put("errno", failure.errno());
            details.put("detail", failure.detail());
            return "spawn-failed";
        }
        if (event instanceof ChildEvent.Spawned) {
            return "started";
        }
        if (event instanceof ChildEvent.LeaderExited(var _, var status)) {
            ended(status);
            return "left-others-behind";
        }
        if (event instanceof ChildEvent.BecameReady
                && transition.to() instanceof ChildState.Running(var run, var _, var _)) {
            details.put("after_ms", Milliseconds.of(transition.at().since(run.startedAt())));
            return "ready";
        }
        if (event instanceof ChildEvent.ExtensionAsked) {
            return extended();
        }
        if (event instanceof ChildEvent.SignalRefused(var _, var _, var errno)) {
            details.put("errno", errno);
        }
        return doing(transition.to());
    }

    private void ended(ExitStatus status) {
        if (status instanceof ExitStatus.Exited(var code)) {
            details.put("code", (long) code);
        } else if (status instanceof ExitStatus.Signaled(var signal, var cause)) {
            details.put("signal", signal.name());
            if (cause == ExitStatus.Cause.OUT_OF_MEMORY) {
                details.put("out_of_memory", true);
            }
        }
        Optional<Run> run = transition.from().liveRun();
        if (run.isPresent()) {
            details.put(
                    "uptime_ms", Milliseconds.of(transition.at().since(run.get().startedAt())));
        }
    }

    private String extended() {
        Optional<MonotonicTime> deadline = transition.to().deadline();
        if (deadline.isPresent()) {
            details.put("left_ms", Milliseconds.of(deadline.get().since(transition.at())));
        }
        return "extended";
    }

    /** Return how it is called what a program does in a state. */
    private String doing(ChildState state) {
        if (state.getClass() == transition.from().getClass() && !isTriedAgain(state)) {
            return "noted";
        }
        if (state instanceof ChildState.Preparing) {
            return "preparing";
        }
        if (state instanceof ChildState.Killing) {
            return "killing";
        }
        if (state instanceof ChildState.KillRefused) {
            return "kill-refused";
        }
        if (state instanceof ChildState.Exited) {
            return "ended";
        }
        // The rest is called as its phase is: waiting, starting, stopping, backing-off, stopped, failed.
        return Words.of(state.phase());
    }

    /** Whether a state that follows its like is another try; else only what comes after it has changed. */
    private boolean isTriedAgain(ChildState state) {
        ChildEvent event = transition.event();
        return (state instanceof ChildState.Killing && !(event instanceof ChildEvent.Restart))
                || (state instanceof ChildState.Asking && event instanceof ChildEvent.HookEnded);
    }

    /** Tell what the program does now. */
    private void state(ChildState state) {
        if (state instanceof ChildState.BackingOff(var until, var ending)) {
            success(ending);
            duration("delay_ms", until.since(transition.at()));
        } else if (state instanceof ChildState.Exited(var ending)) {
            success(ending);
        } else if (state instanceof ChildState.Failed(var ending)) {
            if (ending.isPresent()) {
                success(ending.get());
            }
        } else if (state instanceof ChildState.Waiting) {
            judged();
        } else if (state instanceof ChildState.Asking(var _, var _, var point, var killAt, var _)) {
            asking(point, killAt);
        } else if (state instanceof ChildState.Terminating(var _, var _, var killAt, var _)) {
            terminating(killAt);
        } else if (state instanceof ChildState.KillRefused(var _, var _, var retryAt, var _)) {
            duration("retry_ms", retryAt.since(transition.at()));
        } else if (state instanceof ChildState.Preparing(var run)) {
            begins(run);
            hook(Hook.Point.PRE_START);
        } else if (state instanceof ChildState.Starting(var run)) {
            begins(run);
        } else if (state instanceof ChildState.Concluding) {
            hook(Hook.Point.POST_STOP);
        }
    }

    /** A run that waits for the next has ended, and was judged. */
    private void judged() {
        if (transition.event() instanceof ChildEvent.ProcessExited(var _, var status)) {
            success(status);
        } else if (transition.event() instanceof ChildEvent.SpawnFailed(var _, var failure)) {
            success(failure);
        } else if (transition.from() instanceof ChildState.Concluding concluding) {
            success(concluding.ending());
        }
    }

    private void success(Ending ending) {
        Optional<Run> run = transition.from().liveRun();
        if (run.isPresent()) {
            boolean unwell = run.get().unwell();
            details.put("success", !unwell && policy.restart().isSuccess(ending));
        }
    }

    private void asking(Hook.Point point, MonotonicTime killAt) {
        hook(point);
        duration("grace_ms", killAt.since(transition.at()));
    }

    private void terminating(MonotonicTime killAt) {
        boolean sent = !(transition.from() instanceof ChildState.Terminating)
                && transition.reason() != Reason.STOP_COMMAND_SUCCEEDED;
        if (sent) {
            // Beside how a leader has ended, which may be by a signal.
            details.put(
                    transition.event() instanceof ChildEvent.LeaderExited ? "sent" : "signal",
                    policy.stop().signal().name());
            duration("grace_ms", killAt.since(transition.at()));
        }
    }

    /** A run has ended and the next begins. */
    private void begins(Run run) {
        OptionalLong about = run();
        if (about.isPresent() && about.getAsLong() != run.number()) {
            details.put("next_run", run.number());
        }
    }

    private void hook(Hook.Point point) {
        details.put("hook", Words.of(point));
    }

    private void duration(String name, Duration value) {
        details.put(name, Milliseconds.of(value));
    }
}
