// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.order.Hold;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.time.MonotonicTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** Says what there is to say of a state, in few words. */
final class StateWords {

    private StateWords() {}

    /** Return the state as it is written: {@code backing-off}. */
    static String word(ChildState.Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Return what is to be said of a state beside its name; empty where there is nothing. */
    static String detail(Subject subject, Scene scene) {
        String detail = ofState(subject, scene);
        String outdated = subject.view().outdated() ? "not restarted since its configuration has changed" : "";
        return detail.isEmpty() ? outdated : outdated.isEmpty() ? detail : detail + "; " + outdated;
    }

    static String sentences(List<Hold> holds) {
        StringJoiner text = new StringJoiner(", ");
        for (Hold hold : holds) {
            text.add(hold.sentence());
        }
        return text.toString();
    }

    /** Return a point of a hook as the configuration has it. */
    static String word(Hook.Point point) {
        return point.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String ofState(Subject subject, Scene scene) {
        if (subject.view().toEnd()) {
            return "will be ended after those that depend on it";
        }
        return switch (subject.state()) {
            case ChildState.Stopped() -> "";
            case ChildState.Waiting() -> sentences(subject.view().holds());
            case ChildState.Preparing _ -> "its hook before the start runs";
            case ChildState.Starting _ -> "is being spawned";
            case ChildState.Launching _ -> "not ready yet";
            case ChildState.Running _ ->
                subject.view().ready()
                        ? ""
                        : "no longer ready"
                                + subject.memory()
                                        .unready()
                                        .map(why -> ": " + why)
                                        .orElse("");
            case ChildState.BackingOff(var until, var _) -> "restarting " + scene.in(until);
            case ChildState.Aborting _ -> "stops as soon as it has been spawned";
            case ChildState.Asking(var _, var _, var point, var _, var _) ->
                point == Hook.Point.STOP_COMMAND ? "its stop command runs" : "its hook before the stop runs";
            case ChildState.Terminating(var run, var _, var killAt, var _) ->
                withoutLeader(run) + subject.view().policy().stop().signal() + " sent, KILL " + scene.in(killAt);
            case ChildState.Killing(var run, var _, var againAt, var _) -> withoutLeader(run) + killing(againAt, scene);
            case ChildState.KillRefused(var _, var _, var retryAt, var _) ->
                "the kernel refuses KILL, tried again " + scene.in(retryAt);
            case ChildState.Concluding _ -> "its hook after the end runs";
            case ChildState.Exited _ -> "not restarted, as its policy says";
            case ChildState.Failed _ ->
                "given up"
                        + subject.memory()
                                .reason()
                                .map(why -> ": " + why.sentence())
                                .orElse("");
        };
    }

    private static String withoutLeader(Run run) {
        return run.leaderGoneAt().isPresent() ? "its main process has ended, others live; " : "";
    }

    private static String killing(Optional<MonotonicTime> again, Scene scene) {
        return "KILL sent" + (again.isPresent() ? ", once more " + scene.in(again.get()) : "");
    }
}
