// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.output;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.util.List;

/**
 * A request about the files of output; the programs notice nothing.
 *
 * @param action {@code reopen}: close them, and open what is under their names with the next byte, as logrotate(8) asks for; {@code
 *     rotate}: begin new ones now
 * @param programs of which programs, as in an action; of all where there are none
 */
public record LogFilesRequest(String action, List<String> programs) implements ToJson {

    public LogFilesRequest {
        programs = List.copyOf(programs);
    }

    @Override
    public void fields(JsonFields out) {
        out.text("action", action).texts("programs", programs);
    }

    /** Read it back. */
    public static LogFilesRequest of(JsonObject json) {
        return new LogFilesRequest(json.text("action"), json.texts("programs"));
    }
}
