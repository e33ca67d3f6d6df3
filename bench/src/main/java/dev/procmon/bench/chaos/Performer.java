// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One program of the run.
 *
 * @param mode {@code lines}, {@code json} or {@code raw}
 * @param file name of its file, where one is named in the configuration; several may have the same
 * @param errorFile whether its errors have a file of their own
 * @param compress {@code none}, {@code gzip} or {@code zstd}
 * @param dropping whether it drops the oldest lines rather than wait
 * @param kind what it writes, see scribe.c
 * @param rate bytes a second
 */
record Performer(
        String name,
        String mode,
        Optional<String> file,
        boolean errorFile,
        String compress,
        boolean dropping,
        String kind,
        int rate) {

    boolean isRaw() {
        return mode.equals("raw");
    }

    /** Its table in the configuration. */
    String table(Path scribe, Path journals, Path logs, long seed) {
        var text = new StringBuilder("""
                [program.%s]
                command = ["%s", "%s", "%s", "%d", "%d", "%s"]
                backoff = { threshold = "0s" }
                stop = { grace = "5s" }
                log = { mode = "%s", rotate = "%s", keep = 1000, compress = "%s", on-full = "%s", show = "no\"""".formatted(
                        name,
                        scribe,
                        name,
                        journals,
                        rate,
                        seed,
                        kind,
                        mode,
                        compress.equals("none") ? "200KB" : "500KB",
                        compress,
                        dropping ? "drop-oldest" : "wait"));
        file.ifPresent(
                each -> text.append(", file = \"").append(logs.resolve(each)).append('"'));
        if (errorFile) {
            text.append(", error-file = \"").append(logs.resolve(errorName())).append('"');
        }
        return text.append(" }\n").toString();
    }

    String errorName() {
        return name + ".err.log";
    }
}
