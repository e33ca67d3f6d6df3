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
 * @param more whether there are more after the last of them: a page is bounded, so ask again, after its number
 * @param missed how many bytes could not be read
 */
public record LogPage(List<LogLine> lines, boolean more, long missed) implements ToJson {

    public LogPage {
        lines = List.copyOf(lines);
    }

    @Override
    public void fields(JsonFields out) {
        out.objects("lines", lines).truth("more", more).number("missed", missed);
    }

    /** Read it back. */
    public static LogPage of(JsonObject json) {
        return new LogPage(json.objects("lines", LogLine::of), json.truth("more"), json.number("missed"));
    }
}
