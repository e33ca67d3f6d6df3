// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.output;

import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.output.LogLine;
import dev.procmon.logs.LineSearch;
import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogReader;
import dev.procmon.logs.LogSelection;
import dev.procmon.logs.LogSource;
import dev.procmon.logs.LogSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads the files of an instance, whose supervisor need not run. */
public final class LinesOfFiles implements WrittenLines {

    private static final String SOURCES = "log-sources.json";

    private final List<LogSource> sources;
    private final Consumer<String> warnings;

    private LinesOfFiles(List<LogSource> sources, Consumer<String> warnings) {
        this.sources = sources;
        this.warnings = warnings;
    }

    /**
     * Find the files of an instance.
     *
     * @param directories where it may keep what is to survive it; the first that has output is taken
     * @param warnings are told what cannot be read; each is one line for a person
     * @return empty where it has left no output
     * @throws ClientException where one may not read them
     */
    public static Optional<LinesOfFiles> find(List<Path> directories, Consumer<String> warnings) {
        for (Path directory : directories) {
            Path file = directory.resolve(SOURCES);
            // What may be of somebody else is not missed by whom it does not belong to.
            if (isForbidden(file) && directory.equals(directories.getFirst())) {
                throw forbidden(file);
            }
            List<LogSource> sources = Files.isReadable(file) ? sources(file, warnings) : List.of();
            if (!sources.isEmpty()) {
                return Optional.of(new LinesOfFiles(sources, warnings));
            }
        }
        return Optional.empty();
    }

    private static List<LogSource> sources(Path file, Consumer<String> warnings) {
        LogSources read = LogSources.read(file);
        read.problem().ifPresent(warnings);
        return read.sources();
    }

    @Override
    public List<String> programs(List<String> patterns) {
        Set<String> names = new LinkedHashSet<>();
        for (LogSource each : sources) {
            names.add(each.program());
        }
        return NamePatterns.find(names, patterns);
    }

    @Override
    public long read(LogQuery query, Predicate<LogLine> taker) {
        Optional<LineSearch> search = query.grep().map(LineSearch::of);
        List<LogSource> files = readable(programs(query.programs()));
        try (LogReader reader = LogReader.open(files, selection(query, search))) {
            reader.atRest();
            query.last().ifPresent(reader::last);
            Optional<LogEntry> next = reader.next();
            while (next.isPresent() && taker.test(EntryText.line(next.get()))) {
                next = reader.next();
            }
            reader.troubles().forEach(warnings);
            if (search.isPresent() && search.get().tooCostly() > 0) {
                warnings.accept(
                        search.get().tooCostly() + " lines would have taken too long to search, and are left out");
            }
            return reader.missed();
        }
    }

    /** Those that cannot be read are told; where nothing else is left, that is an error. */
    private List<LogSource> readable(List<String> programs) {
        List<LogSource> readable = new ArrayList<>();
        Set<Path> forbidden = new LinkedHashSet<>();
        for (LogSource each : sources) {
            if (!programs.contains(each.program())) {
                continue;
            }
            if (isForbidden(each.file())) {
                forbidden.add(each.file());
            } else {
                readable.add(each);
            }
        }
        if (readable.isEmpty() && !forbidden.isEmpty()) {
            throw forbidden(forbidden.iterator().next());
        }
        for (Path each : forbidden) {
            warnings.accept(words(each));
        }
        return readable;
    }

    private static LogSelection selection(LogQuery query, Optional<LineSearch> search) {
        return new LogSelection(
                query.after(), query.since(), query.until(), query.run(), query.stream(), search.map(wanted -> wanted));
    }

    /** What is there, or may be there in a directory that one may not look into, and is not to be read. */
    private static boolean isForbidden(Path file) {
        return !Files.isReadable(file) && !Files.notExists(file);
    }

    private static ClientException forbidden(Path file) {
        return new ClientException(ClientException.Cause.FORBIDDEN, words(file), Optional.empty());
    }

    private static String words(Path file) {
        return "cannot read " + file + ": permission denied";
    }
}
