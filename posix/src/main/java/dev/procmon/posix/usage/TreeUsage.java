// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.usage;

/**
 * What the processes of a run use at one moment.
 *
 * @param cpuSeconds the CPU time that they have used so far, and those whom they have waited for
 * @param memoryBytes their resident memory; what two of them share counts twice
 * @param processes how many there are
 */
public record TreeUsage(double cpuSeconds, long memoryBytes, int processes) {

    /** Nobody lives. */
    static final TreeUsage NONE = new TreeUsage(0, 0, 0);

    TreeUsage plus(UsageStat stat, int pageSize) {
        return new TreeUsage(
                cpuSeconds + stat.ticks() / UsageStat.TICKS_PER_SECOND,
                memoryBytes + stat.residentPages() * pageSize,
                processes + 1);
    }
}
