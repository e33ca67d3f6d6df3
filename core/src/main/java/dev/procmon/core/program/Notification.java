// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import java.time.Duration;
import java.util.Optional;

/** How a program tells the supervisor what it is doing, if it does. */
public sealed interface Notification {

    /** It does not. */
    record None() implements Notification {}

    /**
     * By datagrams to the socket in {@code NOTIFY_SOCKET} (sd_notify(3)).
     *
     * @param access who is listened to
     * @param watchdog how often it must say that it is well; it is told by {@code WATCHDOG_USEC} and {@code WATCHDOG_PID}
     */
    record SdNotify(Access access, Optional<Duration> watchdog) implements Notification {}

    /**
     * By a line on a descriptor that it closes then, as with s6: it is ready.
     *
     * @param number the descriptor, 3 to 1023
     */
    record Descriptor(int number) implements Notification {
        public Descriptor {
            if (number < 3 || number > 1023) {
                throw new IllegalArgumentException("descriptor " + number + " is not between 3 and 1023");
            }
        }
    }

    /** Whose messages count. */
    enum Access {
        /** Those of the main process. */
        MAIN,
        /** Those of all processes of the program. */
        ALL
    }

    /** Not at all. */
    Notification NONE = new None();
}
