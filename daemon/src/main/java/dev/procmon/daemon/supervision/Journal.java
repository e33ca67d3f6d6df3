// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

import dev.procmon.control.event.Event;

/** Takes down what happens. On the reactor thread; must not block. */
@FunctionalInterface
public interface Journal {

    /** Take an event down, and return it with its number, if it is given one. */
    Event append(Event event);
}
