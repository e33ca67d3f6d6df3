// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import java.time.Duration;
import java.util.OptionalLong;

/** One assignment of a message of sd_notify(3), as far as its value could be understood; else it is {@link Unknown}. */
public sealed interface SdMessage {

    /** It is ready, or has reloaded ({@code READY=1}). */
    record Ready() implements SdMessage {}

    /**
     * It is reloading its configuration ({@code RELOADING=1}), and will say when it is ready again.
     *
     * @param since when it began, in microseconds of CLOCK_MONOTONIC, where it says so ({@code MONOTONIC_USEC} in the same
     *     message)
     */
    record Reloading(OptionalLong since) implements SdMessage {}

    /** It is about to end by itself ({@code STOPPING=1}). */
    record Stopping() implements SdMessage {}

    /**
     * What it is doing ({@code STATUS=}).
     *
     * @param text for a person; anything may stand in it, control characters too
     */
    record Status(String text) implements SdMessage {}

    /**
     * It has failed ({@code ERRNO=}).
     *
     * @param number an error number of the host, 1 or greater
     */
    record Errno(int number) implements SdMessage {}

    /**
     * Another process is the main one now ({@code MAINPID=}).
     *
     * @param pid 1 or greater
     */
    record MainPid(long pid) implements SdMessage {}

    /** It is well ({@code WATCHDOG=1}). */
    record Watchdog() implements SdMessage {}

    /** It is not well, and wants to be treated as if it had been silent for too long ({@code WATCHDOG=trigger}). */
    record WatchdogTrigger() implements SdMessage {}

    /**
     * So often it will say from now on that it is well ({@code WATCHDOG_USEC=}).
     *
     * @param period more than zero: a program does not switch off the watchdog that its user wants
     */
    record WatchdogPeriod(Duration period) implements SdMessage {}

    /**
     * It needs longer for what it is doing ({@code EXTEND_TIMEOUT_USEC=}).
     *
     * @param more how much longer, counted from now
     */
    record ExtendTimeout(Duration more) implements SdMessage {}

    /** Earlier restarts are not to be held against it ({@code RESTART_RESET=1}). */
    record RestartReset() implements SdMessage {}

    /** It wants descriptors to be kept for its next run ({@code FDSTORE=1}). */
    record FdStore() implements SdMessage {}

    /** It wants descriptors not to be kept any longer ({@code FDSTOREREMOVE=1}). */
    record FdStoreRemove() implements SdMessage {}

    /** It waits until all that it has said before was heard ({@code BARRIER=1}). */
    record Barrier() implements SdMessage {}

    /**
     * Nothing that is known here, or a value that is not one.
     *
     * @param key what stands before the equals sign; the whole line where there is none
     * @param value what stands behind it
     */
    record Unknown(String key, String value) implements SdMessage {}
}
