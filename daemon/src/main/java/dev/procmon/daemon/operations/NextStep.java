// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.time.MonotonicTime;
import java.time.Instant;
import java.util.Optional;

/**
 * What happens next to a child by itself.
 *
 * @param at when, as the time of day
 * @param words what, in few words: {@code next start}
 */
record NextStep(Instant at, String words) {

    /** Return it, if a timer acts upon the child. */
    static Optional<NextStep> of(Subject subject, Scene scene) {
        Optional<MonotonicTime> deadline = subject.state().deadline();
        String words = words(subject.state());
        if (deadline.isPresent() && !words.isEmpty()) {
            return Optional.of(new NextStep(scene.wallOf(deadline.get()), words));
        }
        return subject.view().nextTime().map(at -> new NextStep(at, "next run"));
    }

    private static String words(ChildState state) {
        return switch (state) {
            case ChildState.BackingOff _ -> "next start";
            case ChildState.Launching _ -> "must be ready";
            case ChildState.Running _ -> "must have ended";
            case ChildState.Asking _, ChildState.Terminating _ -> "KILL";
            case ChildState.Killing _ -> "KILL again";
            case ChildState.KillRefused _ -> "KILL is tried again";
            case ChildState.Stopped _,
                    ChildState.Waiting _,
                    ChildState.Preparing _,
                    ChildState.Starting _,
                    ChildState.Aborting _,
                    ChildState.Concluding _,
                    ChildState.Exited _,
                    ChildState.Failed _ -> "";
        };
    }
}
