// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.IOException;
import java.nio.file.Path;

/** What the figures depend on: the machine, without its name. */
public final class Machine {
    private Machine() {}

    /** One line. The load is taken before the run: a busy machine makes noisy figures. */
    public static String describe() throws IOException {
        var processor = Footprint.read(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 2))
                .orElse(System.getProperty("os.arch"));
        return "Machine: %d cores (%s), kernel %s, %s %s; load before the run %s."
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor,
                        Footprint.read(Path.of("/proc/sys/kernel/osrelease")).strip(),
                        System.getProperty("java.vendor"),
                        Runtime.version(),
                        Footprint.read(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }
}
