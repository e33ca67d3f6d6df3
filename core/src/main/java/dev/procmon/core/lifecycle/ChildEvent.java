// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;

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
     * Run it.
     *
     * @param wanted what is wanted afterwards: {@code DOWN} for a single run that is not to be repeated
     */
    record Start(Wanted wanted) implements Request {}

    /** It is wanted up, and runs as soon as what must come first has come: {@link Start} follows then. */
    record Await() implements Request {}

    /** End the run and stay down. */
    record Stop() implements Request {}

    /** End the run at once, by KILL, and stay down. */
    record Kill() implements Request {}

    /** End the run; what follows is judged as after any other ending. */
    record Terminate() implements Request {}

    /** End the run, if there is one, and start the next at once. */
    record Restart() implements Request {}

    /** The process of the run exists. */
    record Spawned(long run, long pid) implements Report {}

    /** The process of the run does not exist and never did. */
    record SpawnFailed(long run, SpawnFailure failure) implements Report {}

    /** The process of the run has ended and was reaped. */
    record ProcessExited(long run, ExitStatus status) implements Report {}

    /**
     * A signal to the living process of the run was refused.
     *
     * @param errno the name of the error, such as {@code EPERM}
     */
    record SignalRefused(long run, Signal signal, String errno) implements Report {}

    /** The deadline of the present state has come. */
    record DeadlineReached() implements ChildEvent {}
}
