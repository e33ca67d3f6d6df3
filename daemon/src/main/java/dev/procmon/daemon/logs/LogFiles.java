// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.reactor.OutputListener;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The open log files of a supervisor. Two programs that name the same file share it, so that neither rotates it under the
 * other's hands; its settings are those that came first.
 */
public final class LogFiles {

    private final Map<Path, RotatingFile> files = new ConcurrentHashMap<>();
    private final Consumer<LogReport> reports;

    /**
     * Make an empty set of log files. Nothing is opened before there is something to write.
     *
     * @param reports told of troubles, on the output thread
     */
    public LogFiles(Consumer<LogReport> reports) {
        this.reports = reports;
    }

    /** Return who takes the output of one run of a program with this log file. From any thread. */
    public OutputListener open(LogPolicy settings) {
        Path path = settings.file().orElseThrow().toAbsolutePath().normalize();
        return new RunLog(files.computeIfAbsent(path, _ -> new RotatingFile(settings, reports)));
    }

    /** Close all files; what is written later opens them again. On the output thread. */
    public void close() {
        for (RotatingFile file : files.values()) {
            file.close();
        }
    }
}
