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
 * @param failed those that could not be opened or rotated, each with the cause: {@code /var/log/web.log: EACCES (permission denied)}
 */
public record LogFilesReport(List<String> files, List<String> failed) implements ToJson {

    public LogFilesReport {
        files = List.copyOf(files);
        failed = List.copyOf(failed);
    }

    @Override
    public void fields(JsonFields out) {
        out.texts("files", files).texts("failed", failed);
    }

    /** Read it back. */
    public static LogFilesReport of(JsonObject json) {
        return new LogFilesReport(json.texts("files"), json.texts("failed"));
    }
}
