// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import java.time.Duration;
import java.util.Optional;

/** What can happen to a child: requests by its owner, reports on one of its runs, and the passing of its deadline. */
public sealed interface ChildEvent {

    /** A request by the child's owner. */
    sealed interface Request extends ChildEvent {}

    /** A report on the run of this number, which may be an older one than the present. */
    sealed interface Report extends ChildEvent {
        /** The number of the run that the report is about. */
        long run();
    }

    /**
     * Run it, as soon as it may be started.
     *
     * @param wanted what is wanted afterwards: {@code DOWN} for a single run that is not to be repeated and waits for nobody
     */
    record Start(Wanted wanted) implements Request {}

    /** What was in the way of its start may be so no longer. */
    record Admit() implements Request {}

    /** End the run and stay down. */
    record Stop() implements Request {}

    /** End the run at once, by KILL, and stay down. */
    record Kill() implements Request {}

    /** End the run; what follows is judged as after any other ending. */
    record Terminate() implements Request {}

    /** End the run, if there is one, and start the next as soon as it may be started. */
    record Restart() implements Request {}

    /** End the run, and stay failed: its group was given up. */
    record Abandon() implements Request {}

    /** The process of the run exists. */
    record Spawned(long run, long pid) implements Report {}

    /** The process of the run does not exist and never did. */
    record SpawnFailed(long run, SpawnFailure failure) implements Report {}

    /** The leader of the run has ended and others of its tree have not; {@link ProcessExited} follows when they have. */
    record LeaderExited(long run, ExitStatus status) implements Report {}

    /** The leader of the run has ended and was reaped, and nobody of its tree is left. */
    record ProcessExited(long run, ExitStatus status) implements Report {}

    /**
     * A signal to the living process of the run was refused.
     *
     * @param errno the name of the error, such as {@code EPERM}
     */
    record SignalRefused(long run, Signal signal, String errno) implements Report {}

    /** The run is ready. */
    record BecameReady(long run) implements Report {}

    /** The run is not well and must not go on. */
    record Unhealthy(long run, Fault fault) implements Report {}

    /** The run asks for so much time from now on for what it is doing. */
    record ExtensionAsked(long run, Duration time) implements Report {}

    /** The run asks that no earlier restart be held against it. */
    record PardonAsked(long run) implements Report {}

    /**
     * A hook of the run has ended, and all that it started.
     *
     * @param failure why it has failed, if it has
     */
    record HookEnded(long run, Hook.Point point, Optional<String> failure) implements Report {}

    /** The deadline of the present state has come. */
    record DeadlineReached() implements ChildEvent {}
}
