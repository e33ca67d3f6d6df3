// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which lines.
 *
 * @param programs of which programs, as in an action; of all where there are none
 * @param after only those with a greater number
 * @param since only those from this time of day on
 * @param until only those before this time of day
 * @param last only so many, the latest
 * @param run only those of this run
 * @param stream only those of {@code stdout} or {@code stderr}
 * @param grep only those in which this regular expression is found
 */
public record LogQuery(
        List<String> programs,
        OptionalLong after,
        Optional<Instant> since,
        Optional<Instant> until,
        OptionalInt last,
        OptionalLong run,
        Optional<String> stream,
        Optional<String> grep) {

    public LogQuery {
        programs = List.copyOf(programs);
    }

    /** Return the same for lines with greater numbers than another one. */
    public LogQuery from(OptionalLong other) {
        return new LogQuery(programs, other, since, until, last, run, stream, grep);
    }

    /** Return the same without a limit. */
    public LogQuery all() {
        return new LogQuery(programs, after, since, until, OptionalInt.empty(), run, stream, grep);
    }
}
