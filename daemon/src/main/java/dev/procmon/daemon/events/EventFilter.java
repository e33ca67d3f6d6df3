// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.util.Optional;

/** Which programs somebody wants events of. */
public interface EventFilter {

    /** All events. */
    EventFilter ALL = _ -> true;

    /**
     * Tell whether events of a program are wanted.
     *
     * @param program the name of a child; empty for what is about none
     */
    boolean accepts(Optional<String> program);
}
