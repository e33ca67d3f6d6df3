// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.output;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.util.List;

/**
 * Lines, the oldest first.
 *
 * @param lines what there is of what was asked for
 * @param forgotten how many earlier lines of these programs are no longer kept
 */
public record LogPage(List<LogLine> lines, long forgotten) implements ToJson {

    public LogPage {
        lines = List.copyOf(lines);
    }

    @Override
    public void fields(JsonFields out) {
        out.objects("lines", lines).number("forgotten", forgotten);
    }

    /** Read it back. */
    public static LogPage of(JsonObject json) {
        return new LogPage(json.objects("lines", LogLine::of), json.number("forgotten"));
    }
}
