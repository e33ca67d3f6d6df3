// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.program.ProgramName;
import dev.procmon.logs.JsonLine;
import dev.procmon.logs.LinePrefix;
import java.util.Optional;

/** Makes the writers of one run: one for each of its streams. */
record RunWriters(ProgramName program, long run, LogPolicy policy, ProgramCount count, Desk desk) {

    StreamWriter writer(LogFile file, boolean stderr) {
        Origin origin = new Origin(count, Upkeep.format(policy), run, stderr);
        return switch (origin.format()) {
            case LINES -> new LineStream(new Gathering(file, origin, desk), prefix(stderr), desk);
            case JSON ->
                new JsonStream(
                        new Gathering(file, origin, desk),
                        new JsonLine(program.value(), run, stderr, desk.json()),
                        desk);
            case RAW -> new RawStream(file, origin, desk);
        };
    }

    /** In a file that was named in the configuration there may be lines of others. */
    private LinePrefix prefix(boolean stderr) {
        return new LinePrefix(stderr, run, policy.file().isPresent() ? Optional.of(program.value()) : Optional.empty());
    }
}
