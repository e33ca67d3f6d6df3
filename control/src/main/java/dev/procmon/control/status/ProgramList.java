// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.status;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.time.Instant;
import java.util.List;

/**
 * Programs at one moment.
 *
 * @param at the time of day of the supervisor's host: what "ago" is counted from
 * @param lastEvent the number of the last event at that moment: from there on {@code events} tells what changes
 * @param programs in the order of the configuration
 */
public record ProgramList(Instant at, long lastEvent, List<ProgramStatus> programs) implements ToJson {

    public ProgramList {
        programs = List.copyOf(programs);
    }

    @Override
    public void fields(JsonFields out) {
        out.time("at", at).number("last_event", lastEvent).objects("programs", programs);
    }

    /** Read it back. */
    public static ProgramList of(JsonObject json) {
        return new ProgramList(json.time("at"), json.number("last_event"), json.objects("programs", ProgramStatus::of));
    }
}
