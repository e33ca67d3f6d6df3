// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.client.LogQuery;
import dev.procmon.control.output.LogLine;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.logs.LogState;
import dev.procmon.logs.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What one looks up to say why a program is as it is: the ends of files too, so this is for a thread that may wait. */
record HostFacts(OutputStore output, UsageLook look) implements Causes.Facts {

    @Override
    public List<LogLine> lines(ProgramName program, long run, Instant since, int count) {
        LogQuery query = new LogQuery(
                List.of(),
                OptionalLong.empty(),
                Optional.of(since),
                Optional.empty(),
                OptionalInt.of(count),
                OptionalLong.of(run),
                Optional.empty(),
                Optional.empty());
        LineFilter all = new LineFilter(query, Optional.empty(), () -> false);
        List<LogLine> lines = new ArrayList<>();
        LineMaker maker = new LineMaker();
        try (OutputStore.Reading reading = output.read(output.sources(program.value()::equals), all.selection())) {
            reading.last(count);
            Optional<LogEntry> next = reading.next();
            while (next.isPresent() && lines.size() < count) {
                lines.add(maker.of(next.get()));
                next = reading.next();
            }
        }
        return lines;
    }

    @Override
    public Optional<LogState> output(ProgramName program) {
        return output.state(program);
    }

    @Override
    public List<Remnant> members(long leader, int max) {
        return look.members(leader, max);
    }
}
