// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file that is read, once, for all sources that name it.
 *
 * @param path where it is written
 * @param format how, as far as a part of it does not say that itself
 * @param programs whose lines are wanted; a line that does not say whose it is belongs to the first
 * @param stream the only stream in it
 */
record LogFile(Path path, LogFormat format, Set<String> programs, Optional<String> stream) {

    /** Return the files of some sources. */
    static List<LogFile> of(Collection<LogSource> sources) {
        Map<Path, LogFile> files = new LinkedHashMap<>();
        for (LogSource each : sources) {
            TreeSet<String> programs = new TreeSet<>(List.of(each.program()));
            files.merge(each.file(), new LogFile(each.file(), each.format(), programs, each.stream()), LogFile::with);
        }
        return new ArrayList<>(files.values());
    }

    private LogFile with(LogFile other) {
        programs.addAll(other.programs);
        return new LogFile(path, format, programs, stream.equals(other.stream) ? stream : Optional.empty());
    }
}
