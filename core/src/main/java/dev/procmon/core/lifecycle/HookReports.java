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
import dev.procmon.core.lifecycle.Effect.Spawn;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.process.SpawnFailure;
import java.util.Optional;

/** What follows when a hook of the present run has ended. */
final class HookReports {

    private HookReports() {}

    static Step decide(Moment moment, Hook.Point point, Optional<String> failure) {
        return switch (moment.state()) {
            case Preparing(var run) when point == Hook.Point.PRE_START -> prepared(moment, run, failure);
            case Aborting(var run, var _, var sequel)
            when point == Hook.Point.PRE_START ->
                Endings.over(moment, run, notPrepared("it was ended by request"), sequel, true);
            case Asking asking when point == asking.point() -> asked(moment, asking, failure);
            case Concluding concluding when point == Hook.Point.POST_STOP -> Endings.concluded(moment, concluding);
            case Preparing _,
                    Starting _,
                    Launching _,
                    Running _,
                    Aborting _,
                    Asking _,
                    Terminating _,
                    Killing _,
                    KillRefused _,
                    Concluding _ -> moment.ignored(Reason.IGNORED_HOOK);
            case Stopped _, Waiting _, BackingOff _, Exited _, Failed _ -> moment.ignored(Reason.IGNORED_OLD_RUN);
        };
    }

    private static Step prepared(Moment moment, Run run, Optional<String> failure) {
        return failure.isPresent()
                ? Endings.over(moment, run, notPrepared(failure.get()), Sequel.JUDGE, false)
                : moment.to(new Starting(run), Reason.PREPARED, new Spawn(run));
    }

    /** Like a spawn that the kernel refuses: nothing of the program has run. */
    private static SpawnFailure notPrepared(String why) {
        return new SpawnFailure("ECANCELED", "the hook before the start has failed: " + why);
    }

    private static Step asked(Moment moment, Asking asking, Optional<String> failure) {
        Run run = asking.run();
        boolean commandIsNext = asking.point() == Hook.Point.PRE_STOP
                && moment.policy().hooks().at(Hook.Point.STOP_COMMAND).isPresent();
        if (commandIsNext) {
            return moment.to(
                    new Asking(run, asking.pid(), Hook.Point.STOP_COMMAND, asking.killAt(), asking.sequel()),
                    Reason.STOP_HOOK_ENDED);
        }
        if (asking.point() == Hook.Point.STOP_COMMAND && failure.isEmpty()) {
            return moment.to(
                    new Terminating(run, asking.pid(), asking.killAt(), asking.sequel()),
                    Reason.STOP_COMMAND_SUCCEEDED);
        }
        Reason reason = asking.point() == Hook.Point.STOP_COMMAND ? Reason.STOP_COMMAND_FAILED : Reason.STOP_HOOK_ENDED;
        return moment.signal(
                run,
                asking.pid(),
                asking.killAt(),
                asking.sequel(),
                moment.policy().stop().reach(),
                reason);
    }
}
