// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Which lines.
 *
 * @param after only those with a greater number
 * @param since only those from this time on
 * @param until only those before this time
 * @param run only those of this run
 * @param stream only those of {@code stdout} or {@code stderr}
 * @param wanted only those whose bytes are wanted, such as those that hold a text; asked last
 */
public record LogSelection(
        OptionalLong after,
        Optional<Instant> since,
        Optional<Instant> until,
        OptionalLong run,
        Optional<String> stream,
        Optional<Predicate<byte[]>> wanted) {

    /** All lines. */
    public static final LogSelection ALL = new LogSelection(
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());
}
