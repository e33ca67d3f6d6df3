// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.event;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.util.List;

/**
 * Events, the oldest first.
 *
 * @param events what there is of what was asked for
 * @param oldest the number of the oldest event that is still kept, 0 where there is none
 */
public record EventPage(List<Event> events, long oldest) implements ToJson {

    public EventPage {
        events = List.copyOf(events);
    }

    @Override
    public void fields(JsonFields out) {
        out.objects("events", events).number("oldest", oldest);
    }

    /** Read it back. */
    public static EventPage of(JsonObject json) {
        return new EventPage(json.objects("events", Event::of), json.number("oldest"));
    }
}
