// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.time.Duration;
import java.util.Optional;

/** What the thread of a receiver is to do next. */
sealed interface Next {

    /** Go on at once. */
    record Again() implements Next {}

    /**
     * Wait until there is more.
     *
     * @param atMost how long at most
     */
    record Growth(Optional<Duration> atMost) implements Next {}

    /** Try again after some time. */
    record Retry(Duration delay) implements Next {}
}
