// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.policy.Hook;
import dev.procmon.core.process.Ending;
import dev.procmon.core.time.MonotonicTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a child is actually doing. Each state carries only what is valid in it, and declares what it holds: a run that is
 * not over ({@link #liveRun}), the moment at which it wants to be woken ({@link #deadline}), and the hook that it waits for
 * ({@link #hook}). Whoever assigns a state sees to what the new one holds, and ends what it does not.
 */
public sealed interface ChildState {

    /** No run, and none is coming until somebody asks. */
    record Stopped() implements ChildState {}

    /** Wanted, but something else must come first. */
    record Waiting() implements ChildState {}

    /** The hook before the spawn runs. */
    record Preparing(Run run) implements Live {
        @Override
        public Optional<Hook.Point> hook() {
            return Optional.of(Hook.Point.PRE_START);
        }
    }

    /** A spawn is under way. */
    record Starting(Run run) implements Live {}

    /**
     * The process lives and is not ready yet.
     *
     * @param readyBy when it must be
     */
    record Launching(Run run, long pid, MonotonicTime readyBy) implements WithProcess {
        @Override
        public Optional<MonotonicTime> deadline() {
            return Optional.of(readyBy);
        }
    }

    /**
     * The process lives, and was ready where anything says so.
     *
     * @param endBy how long it may run, where that is bounded
     */
    record Running(Run run, long pid, Optional<MonotonicTime> endBy) implements WithProcess {
        @Override
        public Optional<MonotonicTime> deadline() {
            return endBy;
        }
    }

    /**
     * The end was asked for before there was a process; the signal goes out as soon as there is one.
     *
     * @param force with which signal
     */
    record Aborting(Run run, Force force, Sequel sequel) implements Live {}

    /**
     * A hook runs that comes before the stop signal or in its place.
     *
     * @param point which one
     * @param killAt when KILL follows
     */
    record Asking(Run run, long pid, Hook.Point point, MonotonicTime killAt, Sequel sequel) implements BeingEnded {
        @Override
        public Optional<MonotonicTime> deadline() {
            return Optional.of(killAt);
        }

        @Override
        public Optional<Hook.Point> hook() {
            return Optional.of(point);
        }
    }

    /**
     * The stop signal is out.
     *
     * @param killAt when KILL follows
     */
    record Terminating(Run run, long pid, MonotonicTime killAt, Sequel sequel) implements BeingEnded {
        @Override
        public Optional<MonotonicTime> deadline() {
            return Optional.of(killAt);
        }
    }

    /**
     * KILL is out.
     *
     * @param againAt when it is sent again to those who outlive it
     */
    record Killing(Run run, long pid, Optional<MonotonicTime> againAt, Sequel sequel) implements BeingEnded {
        @Override
        public Optional<MonotonicTime> deadline() {
            return againAt;
        }
    }

    /**
     * The kernel refused KILL, as it does to one who may not signal a set-user-id program.
     *
     * @param retryAt when it is tried again
     */
    record KillRefused(Run run, long pid, MonotonicTime retryAt, Sequel sequel) implements BeingEnded {
        @Override
        public Optional<MonotonicTime> deadline() {
            return Optional.of(retryAt);
        }
    }

    /**
     * Nobody of the tree is left, and the hook after the end runs.
     *
     * @param ending how the run ended
     * @param endedAt when its leader ended
     * @param asked whether its end was asked for
     */
    record Concluding(Run run, Ending ending, MonotonicTime endedAt, boolean asked, Sequel sequel) implements Live {
        @Override
        public Optional<Hook.Point> hook() {
            return Optional.of(Hook.Point.POST_STOP);
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

    /**
     * Given up, because the user's policy says so.
     *
     * @param ending how its last run ended, if it had one
     */
    record Failed(Optional<Ending> ending) implements ChildState {}

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
        START_AGAIN,
        /** It stays failed. */
        STAY_FAILED
    }

    /** The states as users see them. */
    enum Phase {
        STOPPED,
        WAITING,
        STARTING,
        RUNNING,
        BACKING_OFF,
        STOPPING,
        EXITED,
        FAILED
    }

    /** A state with a run that is not over yet. */
    sealed interface Live extends ChildState {
        Run run();
    }

    /** A state with a process that is known. */
    sealed interface WithProcess extends Live {
        long pid();
    }

    /** A state in which a known process is being ended. */
    sealed interface BeingEnded extends WithProcess {
        Sequel sequel();
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

    /** Return the hook that the state waits for; {@link ChildEvent.HookEnded} tells of its end. */
    default Optional<Hook.Point> hook() {
        return Optional.empty();
    }

    /** Return the state as users see it. */
    default Phase phase() {
        return switch (this) {
            case Stopped _ -> Phase.STOPPED;
            case Waiting _ -> Phase.WAITING;
            case Preparing _, Starting _, Launching _ -> Phase.STARTING;
            case Running _ -> Phase.RUNNING;
            case BackingOff _ -> Phase.BACKING_OFF;
            case Aborting _, BeingEnded _, Concluding _ -> Phase.STOPPING;
            case Exited _ -> Phase.EXITED;
            case Failed _ -> Phase.FAILED;
        };
    }
}
