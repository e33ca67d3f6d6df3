// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.process.Ending;
import dev.procmon.core.time.MonotonicTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a child is actually doing. Each state carries only what is valid in it, and declares what it holds: a run that is
 * not over ({@link #liveRun}), and the moment at which it wants to be woken ({@link #deadline}). Whoever assigns a state
 * cancels what the new one does not hold.
 */
public sealed interface ChildState {

    /** No run, and none is coming until somebody asks. */
    record Stopped() implements ChildState {}

    /** Wanted, but something else must come first, such as the end of the former holder of the name. */
    record Waiting() implements ChildState {}

    /** A spawn is under way. */
    record Starting(Run run) implements Live {}

    /** The process lives. */
    record Running(Run run, long pid) implements WithProcess {}

    /**
     * The end was asked for before the spawn had answered; the signal goes out as soon as it has.
     *
     * @param force whether that signal is KILL
     */
    record Aborting(Run run, Force force, Sequel sequel) implements Live {}

    /**
     * The stop signal is out.
     *
     * @param killAt when KILL follows
     */
    record Terminating(Run run, long pid, MonotonicTime killAt, Sequel sequel) implements WithProcess {
        @Override
        public Optional<MonotonicTime> deadline() {
            return Optional.of(killAt);
        }
    }

    /** KILL is out. */
    record Killing(Run run, long pid, Sequel sequel) implements WithProcess {}

    /**
     * The kernel refused KILL, as it does to one who may not signal a set-user-id program.
     *
     * @param retryAt when it is tried again
     */
    record KillRefused(Run run, long pid, MonotonicTime retryAt, Sequel sequel) implements WithProcess {
        @Override
        public Optional<MonotonicTime> deadline() {
            return Optional.of(retryAt);
        }
    }

    /**
     * Dead, and about to be started again.
     *
     * @param until when the next run starts
     * @param ending how the last run ended
     */
    record BackingOff(MonotonicTime until, Ending ending) implements ChildState {
        @Override
        public Optional<MonotonicTime> deadline() {
            return Optional.of(until);
        }
    }

    /** Ended, and the restart policy says that this was all. */
    record Exited(Ending ending) implements ChildState {}

    /** The signal with which a run is ended first. */
    enum Force {
        /** The signal of the stop plan. */
        STOP_SIGNAL,
        /** KILL, at once. */
        KILL
    }

    /** What follows the end of a run that was asked for, where the child is wanted up. */
    enum Sequel {
        /** The ending is judged as any other is. */
        JUDGE,
        /** The next run starts at once. */
        START_AGAIN
    }

    /** The states as users see them. */
    enum Phase {
        STOPPED,
        WAITING,
        STARTING,
        RUNNING,
        BACKING_OFF,
        STOPPING,
        EXITED
    }

    /** A state with a run that is not over yet. */
    sealed interface Live extends ChildState {
        Run run();
    }

    /** A state with a process that is known. */
    sealed interface WithProcess extends Live {
        long pid();
    }

    /** Return the run that is not over yet. */
    default Optional<Run> liveRun() {
        return this instanceof Live live ? Optional.of(live.run()) : Optional.empty();
    }

    /** Return the process of the run, from the moment at which it is known. */
    default OptionalLong livePid() {
        return this instanceof WithProcess known ? OptionalLong.of(known.pid()) : OptionalLong.empty();
    }

    /** Return when the state wants to be woken by {@link ChildEvent.DeadlineReached}. */
    default Optional<MonotonicTime> deadline() {
        return Optional.empty();
    }

    /** Return the state as users see it. */
    default Phase phase() {
        return switch (this) {
            case Stopped _ -> Phase.STOPPED;
            case Waiting _ -> Phase.WAITING;
            case Starting _ -> Phase.STARTING;
            case Running _ -> Phase.RUNNING;
            case BackingOff _ -> Phase.BACKING_OFF;
            case Aborting _, Terminating _, Killing _, KillRefused _ -> Phase.STOPPING;
            case Exited _ -> Phase.EXITED;
        };
    }
}
