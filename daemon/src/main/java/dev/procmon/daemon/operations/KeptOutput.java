// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.client.LogQuery;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.core.monitor.RecentLines;
import dev.procmon.core.monitor.RecentListener;
import dev.procmon.core.output.KeptLine;
import dev.procmon.core.output.LastLines;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.daemon.api.Operations.Following;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What programs have written, as far as it is kept in memory. */
public final class KeptOutput implements RecentOutput {

    private final Reactor reactor;
    private final RecentLines lines;

    /**
     * Make it.
     *
     * @param reactor the one on whose output thread lines are read
     */
    public KeptOutput(Reactor reactor, RecentLines lines) {
        this.reactor = reactor;
        this.lines = lines;
    }

    @Override
    public List<LogLine> last(ProgramName program, long run, int count) {
        Optional<LastLines> kept = lines.of(program);
        List<LogLine> last = new ArrayList<>();
        if (kept.isPresent()) {
            kept.get().last(count, run).forEach(each -> last.add(line(program, each)));
        }
        return last;
    }

    @Override
    public LogPage page(LogQuery query, List<ProgramName> programs) {
        List<LogLine> found = new ArrayList<>();
        long forgotten = 0;
        for (ProgramName program : programs) {
            Optional<LastLines> kept = lines.of(program);
            if (kept.isPresent()) {
                LastLines.Excerpt excerpt = kept.get().since(0);
                forgotten += excerpt.missed();
                for (KeptLine each : excerpt.lines()) {
                    LogLine line = line(program, each);
                    if (isWanted(query, line)) {
                        found.add(line);
                    }
                }
            }
        }
        found.sort(Comparator.comparingLong(LogLine::id));
        int from = Math.max(0, found.size() - query.last().orElse(Integer.MAX_VALUE));
        return new LogPage(found.subList(from, found.size()), false, forgotten);
    }

    @Override
    public Following follow(LogQuery query, Predicate<String> programs, Consumer<LogLine> listener) {
        Follower follower = new Follower(query, programs, listener);
        // No line is read meanwhile: there is no gap between what was and what comes.
        reactor.afterOutput(follower::begin);
        return follower;
    }

    /** One who is told of lines. */
    private final class Follower implements Following, RecentListener {

        private final LogQuery query;
        private final Predicate<String> programs;
        private final Consumer<LogLine> listener;
        private boolean over;

        Follower(LogQuery query, Predicate<String> programs, Consumer<LogLine> listener) {
            this.query = query;
            this.programs = programs;
            this.listener = listener;
        }

        private synchronized void begin() {
            if (!over) {
                List<ProgramName> those = new ArrayList<>();
                for (ProgramName each : lines.programs()) {
                    if (programs.test(each.value())) {
                        those.add(each);
                    }
                }
                page(query, those).lines().forEach(listener);
                lines.subscribe(program -> programs.test(program.value()), this);
            }
        }

        @Override
        public synchronized void line(ProgramName program, KeptLine line) {
            LogLine told = KeptOutput.line(program, line);
            if (!over && isWanted(query, told)) {
                listener.accept(told);
            }
        }

        @Override
        public synchronized void end() {
            over = true;
            lines.unsubscribe(this);
        }
    }

    private static boolean isWanted(LogQuery query, LogLine line) {
        return line.id() > query.after().orElse(0)
                && (query.since().isEmpty()
                        || !line.time().isBefore(query.since().get()))
                && (query.run().isEmpty() || query.run().getAsLong() == line.run())
                && (query.stream().isEmpty() || query.stream().get().equals(line.stream()));
    }

    private static LogLine line(ProgramName program, KeptLine line) {
        return new LogLine(
                line.id(),
                line.at(),
                program.value(),
                line.run(),
                word(line.stream()),
                line.text(),
                Optional.empty(),
                line.part().name().toLowerCase(Locale.ROOT));
    }

    private static String word(StdStream stream) {
        return switch (stream) {
            case STDOUT -> "stdout";
            case STDERR -> "stderr";
        };
    }
}
