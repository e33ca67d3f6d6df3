// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

/**
 * How far a reactor may change the process in which it works.
 *
 * @param groups by what means it knows the processes of a run
 * @param orphans what becomes of processes whose parents have ended
 */
public record ReactorOptions(Groups groups, OrphanCare orphans) {

    /** By what means the processes of a run are known. */
    public enum Groups {
        /** By control groups where there are any; the group of this process is not changed. */
        USED,
        /**
         * By control groups where there are any. This process puts itself into a group below its own where a quota asks for a
         * controller that cannot be enabled otherwise, and it is alone in its group.
         */
        OWN,
        /** By looking for them. */
        NOT_USED
    }

    /** What becomes of processes whose parents have ended. */
    public enum OrphanCare {
        /** They go where the kernel sends them. */
        LEFT,
        /**
         * Those among the descendants of this process become its children (PR_SET_CHILD_SUBREAPER, prctl(2)) and are reaped, of
         * which those of other parts of the application are no exception; so is a child that the application has started by
         * other means on a thread that has ended. The loop wakes up every 10 s for that.
         */
        ADOPTED
    }

    /** For a library within an application, and the default: nothing that belongs to the whole process is changed. */
    public static final ReactorOptions EMBEDDED = new ReactorOptions(Groups.USED, OrphanCare.LEFT);

    /** For a process that does nothing but supervise. */
    public static final ReactorOptions SUPERVISOR = new ReactorOptions(Groups.OWN, OrphanCare.ADOPTED);
}
