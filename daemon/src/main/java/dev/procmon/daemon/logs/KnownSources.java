// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.LogSource;
import dev.procmon.logs.LogSources;
import dev.procmon.logs.SegmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Which program writes which file, with what earlier supervisors have written as long as it is there. Written down, when it is run, for those
 * who read without a supervisor.
 */
final class KnownSources implements Runnable {

    private final Optional<Path> file;
    private final Set<LogSource> present = ConcurrentHashMap.newKeySet();
    private final ReentrantLock files = new ReentrantLock();
    private Optional<List<LogSource>> former = Optional.empty();
    private volatile boolean news;

    KnownSources(Optional<Path> file) {
        this.file = file;
    }

    /** Take one. From any thread; never waits. */
    void add(LogSource source) {
        if (present.add(source)) {
            news = true;
        }
    }

    /** Return how many were taken. From any thread; never waits. */
    int seen() {
        return present.size();
    }

    /** Tell whether there is something to write down. */
    boolean isNews() {
        return news && file.isPresent();
    }

    /** Return those of some programs, in the order of their names. From any thread but those that must not wait for a file. */
    List<LogSource> of(Predicate<String> programs) {
        List<LogSource> found = new ArrayList<>();
        files.lock();
        try {
            for (LogSource each : all()) {
                if (programs.test(each.program())) {
                    found.add(each);
                }
            }
        } finally {
            files.unlock();
        }
        return found;
    }

    @Override
    public void run() {
        files.lock();
        try {
            if (isNews()) {
                news = false;
                LogSources.write(file.orElseThrow(), all());
            }
        } catch (IOException e) {
            // The directory of the state is in trouble, which is told by the files in it; the next run tries again.
            news = true;
        } finally {
            files.unlock();
        }
    }

    private List<LogSource> all() {
        List<LogSource> all = new ArrayList<>(present);
        if (former.isEmpty()) {
            former = Optional.of(file.isPresent() ? LogSources.read(file.get()).sources() : List.of());
        }
        for (LogSource each : former.get()) {
            if (!isPresent(each) && isThere(each.file())) {
                all.add(each);
            }
        }
        all.sort(Comparator.comparing(LogSource::program).thenComparing(LogSource::file));
        return all;
    }

    /** Whatever has become of its format and streams, the file is written as it is now. */
    private boolean isPresent(LogSource old) {
        for (LogSource each : present) {
            if (each.program().equals(old.program()) && each.file().equals(old.file())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThere(Path log) {
        try {
            return Files.exists(log) || !SegmentName.list(log).isEmpty();
        } catch (IOException unreadable) {
            return true;
        }
    }
}
