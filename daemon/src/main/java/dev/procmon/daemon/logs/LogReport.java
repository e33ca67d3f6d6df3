// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import java.nio.file.Path;

/** What there is to say of the store of output: told once when something goes wrong, and once when it is well again. */
public sealed interface LogReport {

    /** Return the file or directory that it is about. */
    Path file();

    /**
     * The file cannot be written. Its lines are kept in memory, up to {@value LogStore#HELD_MAX} bytes; it is tried again every second.
     *
     * @param cause the error by name, such as {@code ENOSPC (no space left on device)}
     * @param onFull what happens when the memory is full
     */
    record Unwritable(Path file, String cause, LogPolicy.OnFull onFull) implements LogReport {}

    /**
     * The memory of a file that cannot be written is full: the programs that write there wait from now on, or their oldest lines are
     * dropped and counted.
     */
    record Full(Path file, LogPolicy.OnFull onFull) implements LogReport {}

    /**
     * The file is written again, and so is all that was kept of it.
     *
     * @param linesLost how many lines were lost since it could not be
     * @param bytesLost how many bytes these were
     */
    record WritableAgain(Path file, long linesLost, long bytesLost) implements LogReport {}

    /**
     * The supervisor has ended, and the file could not be written to the end.
     *
     * @param lines how many lines are lost
     * @param bytes how many bytes these are
     */
    record Lost(Path file, long lines, long bytes) implements LogReport {}

    /**
     * The file cannot be rotated. It grows beyond its size until it can be; that is tried again every second.
     *
     * @param cause the error by name
     */
    record Unrotatable(Path file, String cause) implements LogReport {}

    /**
     * The older segments of the file cannot be compressed or deleted as they should be. That is tried again after the next rotation.
     *
     * @param cause the error by name
     */
    record Untidy(Path file, String cause) implements LogReport {}

    /**
     * The state directory cannot be written: the output of programs without a log file of their own is not kept.
     *
     * @param file the directory
     * @param cause the error by name
     */
    record Off(Path file, String cause) implements LogReport {}
}
