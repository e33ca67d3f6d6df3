// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.control.event.Event;
import dev.procmon.control.json.Json;
import java.util.Arrays;

/** An event as it is stored: JSON on a line of its own. */
final class EventLine {

    private final long id;
    private final byte[] bytes;

    private EventLine(long id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    static EventLine of(Event event) {
        byte[] json = Json.bytes(event);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return new EventLine(event.id(), line);
    }

    long id() {
        return id;
    }

    /** Return the line, with the line feed at its end. Nobody may change it. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }
}
