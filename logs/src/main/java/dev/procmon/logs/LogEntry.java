// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.time.Instant;

/**
 * A line that a program has written, or a piece of a long one.
 *
 * @param id its number: greater than that of all lines before, over all programs
 * @param time when it was read; in {@code raw} files, no later than that
 * @param program who has written it
 * @param run which run of it; 0 for a notice of procmon itself
 * @param stream {@code stdout} or {@code stderr}
 * @param bytes what was written, without the line feed; not to be changed
 * @param continued whether no line feed followed: it goes on with the next entry of the same run and stream, or was never finished
 * @param continuing whether the entry before of the same run and stream was continued by this one, as far as is known
 */
// Two entries are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record LogEntry(
        long id,
        Instant time,
        String program,
        long run,
        String stream,
        byte[] bytes,
        boolean continued,
        boolean continuing) {}
