// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with a file.
 *
 * @param cause why it cannot be written
 * @param waitingSince since when nothing more is read for it
 */
record Standing(Optional<String> cause, Optional<Instant> waitingSince) {

    /** The weight of a file that cannot be written, but that nobody writes to. */
    static final int LEFT = 1;

    static final Standing WELL = new Standing(Optional.empty(), Optional.empty());

    static Standing troubled(String cause) {
        return new Standing(Optional.of(cause), Optional.empty());
    }

    Standing waiting(Instant since) {
        return new Standing(cause, Optional.of(since));
    }

    boolean isWell() {
        return cause.isEmpty();
    }

    boolean isWaiting() {
        return waitingSince.isPresent();
    }

    /** The greater, the worse. */
    int weight() {
        return isWaiting() ? 3 : isWell() ? 0 : 2;
    }
}
