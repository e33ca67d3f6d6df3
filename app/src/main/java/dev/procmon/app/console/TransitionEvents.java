// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.ExitStatus;
import java.util.Optional;

/** The events of one transition: what happened to the run, then what the program does now. */
record TransitionEvents(JsonLines lines, ChildTransition transition, Policy policy) {

    void write() {
        switch (transition.event()) {
            case ChildEvent.ProcessExited(var run, var status) -> exited(run, status);
            case ChildEvent.SpawnFailed(var run, var failure) ->
                begin("spawn-failed")
                        .number("run", run)
                        .text("errno", failure.errno())
                        .text("detail", failure.detail())
                        .end();
            case ChildEvent.Spawned(var run, var pid) ->
                begin("started").number("run", run).number("pid", pid).end();
            case ChildEvent.LeaderExited(var run, var _) ->
                begin("left-others-behind").number("run", run).end();
            case ChildEvent.BecameReady(var run) ->
                begin("ready").number("run", run).end();
            case ChildEvent.Request _,
                    ChildEvent.SignalRefused _,
                    ChildEvent.Unhealthy _,
                    ChildEvent.ExtensionAsked _,
                    ChildEvent.PardonAsked _,
                    ChildEvent.HookEnded _,
                    ChildEvent.DeadlineReached _ -> {}
        }
        state();
    }

    private void state() {
        switch (transition.to()) {
            case ChildState.BackingOff(var until, var _) ->
                begin("backing-off")
                        .duration("delay_ms", until.since(transition.at()))
                        .end();
            case ChildState.Exited(var ending) ->
                begin("ended")
                        .truth("success", policy.restart().isSuccess(ending))
                        .end();
            case ChildState.Failed _ ->
                begin("failed").text("reason", transition.reason().sentence()).end();
            case ChildState.Asking(var run, var pid, var point, var _, var _) -> {
                if (!(transition.from() instanceof ChildState.Asking)) {
                    process("stopping", run, pid)
                            .text("hook", Headline.word(point))
                            .duration("grace_ms", policy.stop().grace())
                            .text("reason", transition.reason().sentence())
                            .end();
                }
            }
            case ChildState.Terminating(var run, var pid, var _, var _) -> {
                if (!(transition.from() instanceof ChildState.Terminating)) {
                    process("stopping", run, pid)
                            .text("signal", policy.stop().signal().name())
                            .duration("grace_ms", policy.stop().grace())
                            .text("reason", transition.reason().sentence())
                            .end();
                }
            }
            case ChildState.Killing(var run, var pid, var _, var _) ->
                process("killing", run, pid)
                        .text("reason", transition.reason().sentence())
                        .end();
            case ChildState.KillRefused(var run, var pid, var retryAt, var _) ->
                process("kill-refused", run, pid)
                        .duration("retry_ms", retryAt.since(transition.at()))
                        .end();
            case ChildState.Stopped() -> {
                if (!(transition.from() instanceof ChildState.Exited)) {
                    begin("stopped").end();
                }
            }
            case ChildState.Waiting _,
                    ChildState.Preparing _,
                    ChildState.Starting _,
                    ChildState.Launching _,
                    ChildState.Running _,
                    ChildState.Aborting _,
                    ChildState.Concluding _ -> {}
        }
    }

    private void exited(long run, ExitStatus status) {
        JsonLines event = begin("exited").number("run", run);
        switch (status) {
            case ExitStatus.Exited(var code) -> event.number("code", code);
            case ExitStatus.Signaled(var signal, var _) -> event.text("signal", signal.name());
        }
        Optional<Run> lived = transition.from().liveRun();
        if (lived.isPresent()) {
            event.duration("uptime_ms", transition.at().since(lived.get().startedAt()));
        }
        event.end();
    }

    private JsonLines process(String event, Run run, long pid) {
        return begin(event).number("run", run.number()).number("pid", pid);
    }

    private JsonLines begin(String event) {
        JsonLines begun = lines.begin(event, transition.program());
        return switch (transition.role()) {
            case HOLDER -> begun;
            case SUCCESSOR -> begun.text("role", "successor");
            case DEPARTING -> begun.text("role", "departing");
        };
    }
}
