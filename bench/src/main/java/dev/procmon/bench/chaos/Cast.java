// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import java.util.List;
import java.util.Optional;

/** The programs: every mode in a file that is named and in one that is not, shared, compressed, split, waiting and dropping. */
final class Cast {
    private static final int RATE = 100_000;
    private static final int FAST = 600_000;

    private Cast() {}

    static List<Performer> all() {
        return List.of(
                named("lines", "lines", "lines.log", "none", "any"),
                kept("lines-kept", "lines", "none", "any"),
                named("shared-a", "lines", "shared.log", "none", "any"),
                named("shared-b", "lines", "shared.log", "none", "any"),
                new Performer("split", "lines", Optional.of("split.log"), true, "none", false, "any", RATE),
                named("json", "json", "json.log", "none", "any"),
                kept("json-kept", "json", "none", "json"),
                named("raw", "raw", "raw.log", "none", "single"),
                kept("raw-kept", "raw", "none", "single"),
                named("gzip", "lines", "gzip.log", "gzip", "any"),
                kept("gzip-raw", "raw", "gzip", "single"),
                kept("zstd", "lines", "zstd", "any"),
                named("zstd-json", "json", "zstd-json.log", "zstd", "json"),
                dropping("dropping", "lines", FAST),
                dropping("dropping-json", "json", FAST / 2));
    }

    private static Performer named(String name, String mode, String file, String compress, String kind) {
        return new Performer(name, mode, Optional.of(file), false, compress, false, kind, RATE);
    }

    private static Performer kept(String name, String mode, String compress, String kind) {
        return new Performer(name, mode, Optional.empty(), false, compress, false, kind, RATE);
    }

    private static Performer dropping(String name, String mode, int rate) {
        return new Performer(name, mode, Optional.of(name + ".log"), false, "none", true, "plain", rate);
    }
}
