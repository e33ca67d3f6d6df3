// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

import dev.procmon.control.event.Event;

/** Sees what happens, after all that was written before. On the output thread. */
@FunctionalInterface
public interface Onlooker {

    /** Something has happened. */
    void event(Event event);
}
