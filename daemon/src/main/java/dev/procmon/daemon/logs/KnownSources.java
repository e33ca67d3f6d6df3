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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Which program writes which file, with what earlier supervisors have written as long as it is there. Written down, when it is run, for those
 * who read without a supervisor.
 */
final class KnownSources implements Runnable {

    private final Optional<Path> file;
    private final Map<Path, List<LogSource>> present = new ConcurrentHashMap<>();
    private final ReentrantLock files = new ReentrantLock();
    private Optional<List<LogSource>> former = Optional.empty();
    private volatile boolean news;
    private volatile boolean unsaved;
    private volatile int seen;

    KnownSources(Optional<Path> file) {
        this.file = file;
    }

    /** Take one. On the reactor thread; never waits. */
    void add(LogSource source) {
        List<LogSource> sharing = present.get(source.file());
        if (sharing == null) {
            sharing = new CopyOnWriteArrayList<>();
            present.put(source.file(), sharing);
        }
        int old = sharing.size() - 1;
        while (old >= 0 && !sharing.get(old).program().equals(source.program())) {
            old--;
        }
        // Part by part: a record is compared by code that is made at its first use, which is late on the way to the
        // first child.
        if (old < 0) {
            sharing.add(source);
        } else if (isOther(sharing.get(old), source)) {
            sharing.set(old, source);
        } else {
            return;
        }
        unsaved = true;
        news = true;
        // Only one thread takes them.
        int more = seen + 1;
        seen = more;
    }

    /** Return how often one was taken that was not known. From any thread; never waits. */
    int seen() {
        return seen;
    }

    /** Tell, once, that there is something to write down. On the output thread. */
    boolean takeNews() {
        if (!news || file.isEmpty()) {
            return false;
        }
        news = false;
        return true;
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
            if (unsaved && file.isPresent()) {
                unsaved = false;
                LogSources.write(file.get(), all());
            }
        } catch (IOException e) {
            // The state directory is in trouble, which is told of the files in it; the next program and the end try
            // again.
            unsaved = true;
        } finally {
            files.unlock();
        }
    }

    private List<LogSource> all() {
        List<LogSource> all = new ArrayList<>();
        present.values().forEach(all::addAll);
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
        for (LogSource each : present.getOrDefault(old.file(), List.of())) {
            if (each.program().equals(old.program())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOther(LogSource old, LogSource fresh) {
        return old.format() != fresh.format() || !old.stream().equals(fresh.stream());
    }

    private static boolean isThere(Path log) {
        try {
            return Files.exists(log) || !SegmentName.list(log).isEmpty();
        } catch (IOException unreadable) {
            return true;
        }
    }
}
