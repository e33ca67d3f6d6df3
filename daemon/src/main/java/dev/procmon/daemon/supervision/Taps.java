// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.monitor.LineTap;
import dev.procmon.core.monitor.OutputTap;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.daemon.logs.LogStore;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gives the output of every run to those who see lines, and where its program has a log file, to that as well. */
public final class Taps implements OutputTap {

    private final LineTap lines;
    private final LogStore files;
    private final Map<ProgramName, LogPolicy> logs = new HashMap<>();

    /**
     * Make it.
     *
     * @param lines takes what goes to those who see lines
     * @param files takes what goes to log files
     */
    public Taps(LineTap lines, LogStore files) {
        this.lines = lines;
        this.files = files;
    }

    /** Say which log file the later runs of a program have. On the reactor thread. */
    void assign(ProgramName program, Optional<LogPolicy> log) {
        if (log.isPresent()) {
            logs.put(program, log.get());
        } else {
            logs.remove(program);
        }
    }

    @Override
    public OutputListener open(Program program, long run) {
        OutputListener console = lines.open(program, run);
        LogPolicy log = logs.get(program.name());
        if (log == null || !log.mode().isKept()) {
            return console;
        }
        Optional<OutputListener> kept = files.open(program.name(), run, log, program.stdio());
        return kept.isPresent() ? new Both(kept.get(), console) : console;
    }

    /** The file comes first: a reader of the console that is slow or gone must not cost it anything. */
    private record Both(OutputListener file, OutputListener console) implements OutputListener {

        @Override
        public void output(StdStream stream, ByteBuffer bytes) {
            file.output(stream, bytes.duplicate());
            console.output(stream, bytes);
        }

        @Override
        public boolean isReady() {
            return file.isReady() && console.isReady();
        }

        @Override
        public void ended(StdStream stream) {
            file.ended(stream);
            console.ended(stream);
        }
    }
}
