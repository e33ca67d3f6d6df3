// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.time.Duration;
import java.util.Optional;

/**
 * How it stands with a receiver, since the supervisor began.
 *
 * @param name that of its table in the configuration
 * @param sentLines how many lines it has taken, pieces of long ones counted by themselves
 * @param sentBytes how many bytes these were, without line feeds and what is added to them
 * @param failures how often something could not be sent
 * @param lostBytes how many bytes it will never get: of files that were deleted before they were sent, and of lines that it refuses
 * @param behind how old the line is that it has taken last, or cannot take; zero where it has everything
 * @param trouble why nothing can be sent at the moment, if so
 */
public record ForwardState(
        String name,
        long sentLines,
        long sentBytes,
        long failures,
        long lostBytes,
        Duration behind,
        Optional<String> trouble) {}
