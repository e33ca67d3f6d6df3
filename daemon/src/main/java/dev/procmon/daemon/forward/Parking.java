// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How a thread waits, and is woken. A wait may end for no reason. */
interface Parking {

    /** Have the present thread wait until it is woken or interrupted; at once if it was woken since its last wait. */
    void park();

    /** The same, for so long at most. */
    void park(Duration atMost);

    /** Wake a thread, or end its next wait at once. Never waits. */
    void wake(Thread thread);

    /** That of the Java machine. */
    record OfThreads() implements Parking {
        @Override
        public void park() {
            LockSupport.park(this);
        }

        @Override
        public void park(Duration atMost) {
            LockSupport.parkNanos(this, atMost.toNanos());
        }

        @Override
        public void wake(Thread thread) {
            LockSupport.unpark(thread);
        }
    }
}
