// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.output.KeptLine;
import dev.procmon.core.output.LastLines;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.Reactor;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Keeps the last lines of each program, all together in a bounded number of bytes: each has an equal part of it, and {@value
 * #PROGRAM_MAX} bytes at the most. Subscribe it to the lines and to the news of a supervisor: what was removed is forgotten
 * when it is gone and all its output was read. Lines that come even later, from somebody who has kept the output open, are
 * kept again.
 */
public final class RecentLines implements LineListener, NewsListener {

    /** The most that is kept for one program, in bytes. */
    public static final int PROGRAM_MAX = 64 * 1024;

    /** What is usually kept for all programs together, in bytes. */
    public static final int BUDGET = 8 * 1024 * 1024;

    private final Reactor reactor;
    private final InstantSource clock;
    private final int budget;
    private final Map<ProgramName, LastLines> programs = new ConcurrentHashMap<>();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private int share;

    /** The number of the last line; on the output thread. */
    private long counted;

    private record Subscription(Predicate<ProgramName> which, RecentListener listener) {}

    /**
     * Make it; nothing is kept yet.
     *
     * @param clock the time of day; read on the output thread
     * @param budget how many bytes are kept for all together; of more than {@code budget / 256} programs more is kept, 256 each
     */
    public RecentLines(Reactor reactor, InstantSource clock, int budget) {
        this.reactor = reactor;
        this.clock = clock;
        this.budget = budget;
        this.share = share(1);
    }

    /** Return the last lines of a program, if it has written any. From any thread. */
    public Optional<LastLines> of(ProgramName program) {
        return Optional.ofNullable(programs.get(program));
    }

    /** Return the programs of which lines are kept. From any thread. */
    public List<ProgramName> programs() {
        return List.copyOf(programs.keySet());
    }

    /**
     * Tell a listener of each new line of some programs from now on. From any thread. To begin with what is there already,
     * subscribe first, read {@link #of} then, and leave out what comes with a sequence number that was read.
     */
    public void subscribe(Predicate<ProgramName> which, RecentListener listener) {
        subscriptions.add(new Subscription(which, listener));
    }

    /** Tell a listener no more. From any thread. */
    public void unsubscribe(RecentListener listener) {
        subscriptions.removeIf(each -> each.listener().equals(listener));
    }

    @Override
    public void line(OutputLine line) {
        LastLines lines = programs.get(line.program());
        if (lines == null) {
            lines = begin(line.program());
        }
        Instant at = clock.instant();
        // Beyond all numbers that a supervisor before this one has given, unless it had a thousand lines a millisecond.
        counted = Math.max(counted + 1, counted == 0 ? at.toEpochMilli() << 10 : 0);
        long id = counted;
        long sequence = lines.append(id, at, line.run(), line.stream(), line.text(), line.part());
        for (Subscription each : subscriptions) {
            if (each.which().test(line.program())) {
                KeptLine kept = new KeptLine(sequence, id, at, line.run(), line.stream(), line.text(), line.part(), 0);
                tell(each.listener(), line.program(), kept);
            }
        }
    }

    @Override
    public void told(News news) {
        if (news instanceof News.Removed(var program, var _)) {
            reactor.afterOutput(() -> forget(program));
        }
    }

    private synchronized LastLines begin(ProgramName program) {
        setShare(programs.size() + 1);
        return programs.computeIfAbsent(program, _ -> new LastLines(share));
    }

    private synchronized void forget(ProgramName program) {
        if (programs.remove(program) != null) {
            setShare(Math.max(1, programs.size()));
        }
    }

    private void setShare(int count) {
        int next = share(count);
        if (next != share) {
            share = next;
            programs.values().forEach(each -> each.limit(next));
        }
    }

    /** Only powers of two, so that the bounds are set anew a few times and not with each program. */
    private int share(int count) {
        int most = Integer.highestOneBit(Math.max(budget / count, LastLines.LIMIT_MIN));
        return Math.min(PROGRAM_MAX, most);
    }

    private static void tell(RecentListener listener, ProgramName program, KeptLine line) {
        try {
            listener.line(program, line);
        } catch (RuntimeException e) {
            SystemLog.monitor().log(Level.ERROR, "a listener to recent lines failed, ignoring", e);
        }
    }
}
