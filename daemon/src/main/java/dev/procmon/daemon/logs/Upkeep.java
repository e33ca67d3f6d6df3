// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import dev.procmon.daemon.files.IoFailure;
import dev.procmon.logs.LogCompression;
import dev.procmon.logs.LogFormat;
import dev.procmon.logs.SegmentCompressor;
import dev.procmon.logs.SegmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What is done with older segments, off the output thread and one thing after the other: they are deleted when they are too many, too old or
 * too large, and compressed, the newest first. Deletion goes first, even between two blocks of a compression, so that a flood does not fill
 * the disk meanwhile.
 */
final class Upkeep implements Runnable, Executor {

    private static final Duration AGE_CHECK = Duration.ofHours(1);

    private final Executor thread;
    private final InstantSource clock;
    private final Later later;
    private final Consumer<LogReport> reports;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Set<LogFile> unpruned = new LinkedHashSet<>();
    private final Set<LogFile> uncompressed = new LinkedHashSet<>();
    private boolean works;
    private volatile boolean closed;

    // Of the thread that works.
    private final Set<LogFile> cleaned = new HashSet<>();
    private final Set<LogFile> troubled = new HashSet<>();
    private final Set<LogFile> aging = new HashSet<>();

    Upkeep(Executor thread, InstantSource clock, Later later, Consumer<LogReport> reports) {
        this.thread = thread;
        this.clock = clock;
        this.later = later;
        this.reports = reports;
    }

    /** Look after the segments of a file soon. From any thread. */
    void request(LogFile file) {
        boolean begins;
        synchronized (this) {
            unpruned.add(file);
            begins = begins();
        }
        if (begins) {
            thread.execute(this);
        }
    }

    /** Run a short task before anything else. From any thread. */
    @Override
    public void execute(Runnable task) {
        boolean begins;
        synchronized (this) {
            tasks.add(task);
            begins = begins();
        }
        if (begins) {
            thread.execute(this);
        }
    }

    /** Begin nothing new, and give up a compression that is going on: the next supervisor does it. */
    void close() {
        closed = true;
    }

    @Override
    public void run() {
        boolean goesOn = true;
        try {
            while (goesOn) {
                goesOn = doUrgent() || compressOne();
            }
        } finally {
            if (goesOn) {
                // A fault of our own: the next request begins anew.
                synchronized (this) {
                    works = false;
                }
            }
        }
    }

    private boolean begins() {
        boolean begins = !works;
        works = true;
        return begins;
    }

    /** Run a task or delete what is too much of one file. Return whether there was one. */
    private boolean doUrgent() {
        Runnable task;
        synchronized (this) {
            task = tasks.poll();
            if (task == null && !unpruned.isEmpty()) {
                LogFile file = unpruned.iterator().next();
                unpruned.remove(file);
                task = () -> prune(file);
            }
        }
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    /** Compress a segment of one file. Return whether there is more to do. */
    private boolean compressOne() {
        LogFile file;
        synchronized (this) {
            if (uncompressed.isEmpty() || closed) {
                works = !tasks.isEmpty() || !unpruned.isEmpty();
                return works;
            }
            file = uncompressed.iterator().next();
            uncompressed.remove(file);
        }
        try {
            if (compress(file)) {
                synchronized (this) {
                    uncompressed.add(file);
                    unpruned.add(file);
                }
            }
        } catch (IOException e) {
            failed(file, e);
        }
        return true;
    }

    private void prune(LogFile file) {
        LogPolicy policy = file.policy();
        try {
            if (!closed && cleaned.add(file)) {
                SegmentCompressor.removeLeftovers(file.path());
            }
            Retention.apply(file.path(), policy, clock.instant());
            troubled.remove(file);
        } catch (IOException e) {
            failed(file, e);
        }
        if (policy.compression() != LogPolicy.Compression.NONE) {
            synchronized (this) {
                uncompressed.add(file);
            }
        }
        if (policy.keepFor().isPresent() && aging.add(file)) {
            later.after(AGE_CHECK, () -> age(file));
        }
    }

    private void age(LogFile file) {
        execute(() -> aging.remove(file));
        request(file);
    }

    /** Compress the newest segment that is not. Return whether there was one. */
    private boolean compress(LogFile file) throws IOException {
        LogPolicy policy = file.policy();
        Optional<SegmentName> next = newest(SegmentName.list(file.path()));
        LogCompression how =
                switch (policy.compression()) {
                    case NONE -> LogCompression.NONE;
                    case GZIP -> LogCompression.GZIP;
                    case ZSTD -> LogCompression.ZSTD;
                };
        if (next.isEmpty() || how == LogCompression.NONE) {
            return false;
        }
        BooleanSupplier stop = () -> {
            while (doUrgent()) {
                // They are short.
            }
            return closed;
        };
        try {
            return SegmentCompressor.compress(next.get(), format(policy), how, stop)
                    .isPresent();
        } catch (NoSuchFileException e) {
            // Deleted meanwhile, as one too many, by what is urgent or by somebody else: there may be another.
            if (Files.exists(next.get().path(), LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            return true;
        }
    }

    private static Optional<SegmentName> newest(List<SegmentName> segments) {
        for (SegmentName each : segments.reversed()) {
            if (each.compression() == LogCompression.NONE) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    static LogFormat format(LogPolicy policy) {
        return switch (policy.mode()) {
            case LINES -> LogFormat.LINES;
            case JSON -> LogFormat.JSON;
            case RAW, PASS_THROUGH, NONE, INHERIT -> LogFormat.RAW;
        };
    }

    private void failed(LogFile file, IOException e) {
        if (troubled.add(file)) {
            LogReport report = new LogReport.Untidy(file.path(), IoFailure.describe(e));
            later.after(Duration.ZERO, () -> reports.accept(report));
        }
    }
}
