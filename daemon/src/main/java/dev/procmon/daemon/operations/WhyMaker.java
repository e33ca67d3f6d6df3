// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.status.ProgramStatus;
import dev.procmon.control.status.Why;
import dev.procmon.control.status.Why.Cause;
import dev.procmon.core.lifecycle.ChildState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says why a program is as it is, what happens next, and what can be done. */
final class WhyMaker {

    private final Scene scene;
    private final Causes.Facts facts;

    WhyMaker(Scene scene, Causes.Facts facts) {
        this.scene = scene;
        this.facts = facts;
    }

    Why of(Subject subject, ProgramStatus status) {
        Causes causes = new Causes(scene, facts);
        List<Cause> chain = causes.of(subject);
        Optional<Next> next = next(subject, causes.roots());
        return new Why(
                scene.wall(),
                status,
                chain,
                next.map(Next::sentence),
                next.flatMap(Next::at),
                Advice.of(subject, causes.roots(), causes.missing(), causes.groups(), facts.output(subject.name())));
    }

    private record Next(String sentence, Optional<Instant> at) {}

    private Optional<Next> next(Subject subject, List<Subject> roots) {
        if (subject.phase() != ChildState.Phase.WAITING || subject.waitsForItsTime()) {
            return own(subject).map(words -> new Next(words, at(subject)));
        }
        if (subject.view().holds().isEmpty()) {
            return Optional.of(new Next("it is started at once", Optional.empty()));
        }
        for (Subject root : roots) {
            if (isOver(root)) {
                return Optional.of(new Next(
                        "nothing by itself: " + root.name() + " is not started again unless somebody asks for it",
                        Optional.empty()));
            }
        }
        String start = "it is started as soon as nothing of that is in the way any longer";
        for (Subject root : roots) {
            Optional<String> words = root.equals(subject) ? Optional.empty() : own(root);
            if (words.isPresent()) {
                return Optional.of(new Next(root.name() + ": " + words.get() + "; then " + start, at(root)));
            }
        }
        return Optional.of(new Next(start, Optional.empty()));
    }

    /** Nobody waits in vain for one that is started, ends well, or comes back. */
    private static boolean isOver(Subject root) {
        return switch (root.state()) {
            case ChildState.Failed _, ChildState.Exited _ ->
                !root.hasCompleted() && root.view().nextTime().isEmpty();
            case ChildState.Stopped _ -> !root.isWantedUp();
            default -> false;
        };
    }

    private Optional<Instant> at(Subject subject) {
        return NextStep.of(subject, scene).map(NextStep::at);
    }

    /** What happens to a child by itself. */
    private Optional<String> own(Subject subject) {
        Optional<Instant> nextTime = subject.view().nextTime();
        return switch (subject.state()) {
            case ChildState.BackingOff(var until, var _) -> say("it is started again " + scene.in(until));
            case ChildState.Launching(var _, var _, var readyBy) ->
                say("it must be ready " + scene.in(readyBy) + ", or it is ended and the start has failed");
            case ChildState.Running(var _, var _, var endBy) ->
                endBy.isPresent()
                        ? say("it is ended " + scene.in(endBy.get()) + ", for it may run no longer")
                        : job(nextTime);
            case ChildState.Asking(var _, var _, var _, var killAt, var _) -> say("KILL follows " + scene.in(killAt));
            case ChildState.Terminating(var _, var _, var killAt, var _) -> say("KILL follows " + scene.in(killAt));
            case ChildState.Killing(var _, var _, var again, var _) ->
                again.isPresent() ? say("KILL is sent again " + scene.in(again.get())) : Optional.empty();
            case ChildState.KillRefused(var _, var _, var retryAt, var _) ->
                say("KILL is tried again " + scene.in(retryAt));
            case ChildState.Waiting(), ChildState.Exited(var _) -> job(nextTime);
            case ChildState.Stopped _,
                    ChildState.Preparing _,
                    ChildState.Starting _,
                    ChildState.Aborting _,
                    ChildState.Concluding _,
                    ChildState.Failed _ -> Optional.empty();
        };
    }

    private Optional<String> job(Optional<Instant> nextTime) {
        return nextTime.map(at -> "its next time is " + TimeWords.of(at, scene));
    }

    private static Optional<String> say(String words) {
        return Optional.of(words);
    }
}
