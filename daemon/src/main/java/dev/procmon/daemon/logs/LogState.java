// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with the output of a program.
 *
 * @param bytes how many bytes it has written since the supervisor began
 * @param heldBytes how many of them are in memory, because they cannot be written
 * @param lostBytes how many are lost
 * @param lostLines how many lines these were
 * @param waitingSince since when its output is not read, because there is no room for it: the program waits, once its pipe is full
 * @param trouble what is wrong with its file, such as {@code /var/log/web.log: ENOSPC (no space left on device)}
 */
public record LogState(
        long bytes,
        long heldBytes,
        long lostBytes,
        long lostLines,
        Optional<Instant> waitingSince,
        Optional<String> trouble) {}
