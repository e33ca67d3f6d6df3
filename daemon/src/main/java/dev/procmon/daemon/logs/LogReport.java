// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.nio.file.Path;

/** What there is to say of a log file: told once when something goes wrong, and once when it is well again. */
public sealed interface LogReport {

    /** Return the log file. */
    Path file();

    /**
     * The file cannot be written. What comes is lost, and counted, until it can be; that is tried with each write.
     *
     * @param cause the error by name, such as {@code ENOSPC (no space left on device)}
     */
    record Unwritable(Path file, String cause) implements LogReport {}

    /**
     * The file is written again.
     *
     * @param bytesLost how many bytes were lost since it could not be
     */
    record WritableAgain(Path file, long bytesLost) implements LogReport {}

    /**
     * The file cannot be rotated. It grows beyond its size until it can be; that is tried with each write.
     *
     * @param cause the error by name
     */
    record Unrotatable(Path file, String cause) implements LogReport {}
}
