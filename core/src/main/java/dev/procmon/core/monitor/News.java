// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.order.Hold;
import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import java.util.List;
import java.util.Optional;

/** Something that happened which is no transition of a child, but that a person wants to know. */
public sealed interface News {

    /** When it happened. */
    MonotonicTime at();

    /** What it is about a program. */
    sealed interface OfProgram extends News {
        ProgramName program();
    }

    /** A program waits, and this is in the way. */
    record Held(ProgramName program, List<Hold> holds, MonotonicTime at) implements OfProgram {}

    /**
     * A run that was ready is so no longer, or is again.
     *
     * @param detail why it is not; empty where it is
     */
    record ReadinessChanged(ProgramName program, long run, boolean ready, String detail, MonotonicTime at)
            implements OfProgram {}

    /** A run is not well, and is ended for that. */
    record Unwell(ProgramName program, long run, Fault fault, String detail, MonotonicTime at) implements OfProgram {}

    /** A hook has failed. */
    record HookFailed(ProgramName program, long run, Hook.Point point, String failure, MonotonicTime at)
            implements OfProgram {}

    /** These have outlived KILL. */
    record Outlived(ProgramName program, long run, List<Remnant> remnants, MonotonicTime at) implements OfProgram {}

    /** A run says what it is doing, for a person. */
    record StatusSaid(ProgramName program, long run, String status, MonotonicTime at) implements OfProgram {}

    /** A message to the supervisor does not count, and why. */
    record Unheard(ProgramName program, long run, String why, MonotonicTime at) implements OfProgram {}

    /**
     * The time of a program had come and it was not run.
     *
     * @param why why not
     */
    record TimeSkipped(ProgramName program, Skip why, MonotonicTime at) implements OfProgram {}

    /** It was removed and is gone: nobody has its name any longer. */
    record Removed(ProgramName program, MonotonicTime at) implements OfProgram {}

    /** What is registered under its name was changed. Its present run, if it has one, goes on as it was begun. */
    record Updated(ProgramName program, MonotonicTime at) implements OfProgram {}

    /** A new run has taken the place of the old one, which is being ended. */
    record Replaced(ProgramName program, long run, MonotonicTime at) implements OfProgram {}

    /** A new run was to take the place of the old one and has failed; the old one goes on. */
    record NotReplaced(ProgramName program, String detail, MonotonicTime at) implements OfProgram {}

    /** A member of a group has died, and others are restarted with it. */
    record GroupRestarts(String group, ProgramName died, List<ProgramName> restarted, MonotonicTime at)
            implements News {}

    /**
     * A group was given up: too many of its members have died.
     *
     * @param last who died last
     * @param escalatedTo the group for which that is the death of a member, if there is one
     */
    record GroupGivenUp(String group, ProgramName last, Optional<String> escalatedTo, MonotonicTime at)
            implements News {}

    /** A policy says that the supervisor is to stop all programs and end with an exit code. */
    record ExitWanted(int code, String because, MonotonicTime at) implements News {}

    /** Why a program was not run when its time had come. */
    enum Skip {
        /** Its last run was not over. */
        OVERLAP,
        /** The time had passed while nobody could act. */
        MISSED
    }
}
