// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.output;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.util.List;

/**
 * What became of a request about the files of output.
 *
 * @param files the paths that it was done for
 */
public record LogFilesReport(List<String> files) implements ToJson {

    public LogFilesReport {
        files = List.copyOf(files);
    }

    @Override
    public void fields(JsonFields out) {
        out.texts("files", files);
    }

    /** Read it back. */
    public static LogFilesReport of(JsonObject json) {
        return new LogFilesReport(json.texts("files"));
    }
}
