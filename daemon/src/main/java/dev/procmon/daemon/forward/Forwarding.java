// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.config.Configuration;
import dev.procmon.config.ConfiguredProgram;
import dev.procmon.config.Forward;
import dev.procmon.config.ProgramInstance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Forwards the output of programs to those that the configuration names, each by a thread of its own that reads what is kept. A receiver that is
 * gone or slow is waited for; what it has not had stays on disk for as long as it is kept, also over the end of the supervisor.
 *
 * <p>Each line comes at least once: after a failure, or the sudden end of the supervisor, some come twice. All methods are for any thread,
 * and only {@link #close} waits.
 */
public final class Forwarding implements AutoCloseable {

    /** How long the end of the supervisor waits for receivers to take what there is. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ForwardedOutput output;
    private final Path state;
    private final Instant begun;
    private final InstantSource clock;
    private final Function<Forward.Target, Receiver> receivers;
    private final Consumer<ForwardReport> reports;
    private final Map<String, Forwarded> running = new LinkedHashMap<>();
    private final Map<String, ForwardThread> former = new HashMap<>();
    private boolean isFirst = true;
    private boolean isClosed;

    /** One receiver that gets something. */
    private record Forwarded(Wanted wanted, ForwardThread thread, ForwardCount count, AutoCloseable growth) {}

    /**
     * Make it; nothing is forwarded yet.
     *
     * @param state the directory where it is kept how far each receiver is
     * @param begun when the supervisor began: from there on output is forwarded to a receiver that has had none yet
     * @param receivers makes a receiver
     * @param reports told of troubles, on the thread of the receiver
     */
    public Forwarding(
            ForwardedOutput output,
            Path state,
            Instant begun,
            InstantSource clock,
            Function<Forward.Target, Receiver> receivers,
            Consumer<ForwardReport> reports) {
        this.output = output;
        this.state = state;
        this.begun = begun;
        this.clock = clock;
        this.receivers = receivers;
        this.reports = reports;
    }

    /**
     * Bring into effect what is configured. A receiver that no program names has no thread. What is forwarded for the first time begins with
     * this call; with the first call, with the beginning of the supervisor. One that is not named any longer is forgotten, and begins anew if it
     * comes again.
     *
     * @param configuration what says who gets what
     */
    public void apply(Configuration configuration) {
        Map<String, List<String>> programs = new HashMap<>();
        for (ConfiguredProgram each : configuration.programs()) {
            List<ProgramInstance> all = each.instances();
            ProgramInstance one = all.isEmpty() ? each.replica(0) : all.getFirst();
            programs.put(each.name().value(), one.log().forward());
        }
        apply(configuration.settings().forwards(), programs);
    }

    /**
     * The same.
     *
     * @param programs all programs, those with replicas by the name of their family, each with the names of those that get its output
     */
    synchronized void apply(Collection<Forward> forwards, Map<String, List<String>> programs) {
        if (isClosed) {
            return;
        }
        Instant from = isFirst ? begun : clock.instant();
        isFirst = false;
        Set<String> named = new HashSet<>();
        for (Forward each : forwards) {
            Wanted wanted = wanted(each, programs, from);
            if (!wanted.since().isEmpty()) {
                named.add(each.name());
                forward(wanted);
            }
        }
        for (String each : List.copyOf(running.keySet())) {
            if (!named.contains(each)) {
                forget(each);
            }
        }
    }

    /** Return how it stands with each receiver that gets something. */
    public synchronized List<ForwardState> states() {
        Instant now = clock.instant();
        List<ForwardState> states = new ArrayList<>();
        for (Forwarded each : running.values()) {
            states.add(each.count().state(now));
        }
        return states;
    }

    /** Send what there is to those that take it, for a few seconds at the most, and end. When nothing is written any more. */
    @Override
    public void close() {
        List<ForwardThread> threads = new ArrayList<>();
        synchronized (this) {
            isClosed = true;
            for (Forwarded each : running.values()) {
                endGrowth(each);
                each.thread().endSoon();
                threads.add(each.thread());
            }
        }
        try {
            join(threads);
            threads.forEach(ForwardThread::endNow);
            join(threads);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void join(List<ForwardThread> threads) throws InterruptedException {
        Instant end = clock.instant().plus(PATIENCE);
        for (ForwardThread each : threads) {
            Duration left = Duration.between(clock.instant(), end);
            each.join(left.isPositive() ? left : Duration.ofMillis(1));
        }
    }

    private Wanted wanted(Forward forward, Map<String, List<String>> programs, Instant from) {
        Map<String, Instant> before = Optional.ofNullable(running.get(forward.name()))
                .map(each -> each.wanted().since())
                .orElse(Map.of());
        Map<String, Instant> since = new HashMap<>();
        Set<String> others = new HashSet<>();
        programs.forEach((program, names) -> {
            if (names.contains(forward.name())) {
                since.put(program, before.getOrDefault(program, from));
            } else {
                others.add(program);
            }
        });
        return new Wanted(forward, since, others);
    }

    private void forward(Wanted wanted) {
        String name = wanted.forward().name();
        Forwarded present = running.get(name);
        if (present == null) {
            begin(name, wanted);
        } else if (!present.wanted().equals(wanted)) {
            present.thread().change(wanted);
            running.put(name, new Forwarded(wanted, present.thread(), present.count(), present.growth()));
        }
    }

    private void begin(String name, Wanted wanted) {
        ForwardCount count = new ForwardCount(name);
        Optional<ForwardThread> before = Optional.ofNullable(former.remove(name));
        // On its own thread, for it reads a file; and not before a former one of the name has ended.
        ForwardThread thread = new ForwardThread(
                name,
                () -> new ForwardWork(wanted, output, new Cursors(state, name), count, clock, receivers, reports),
                before,
                new Parking.OfThreads());
        running.put(name, new Forwarded(wanted, thread, count, output.whenGrown(thread::grown)));
        thread.start();
    }

    private void forget(String name) {
        Forwarded gone = Optional.ofNullable(running.remove(name)).orElseThrow();
        endGrowth(gone);
        gone.thread().forget();
        former.put(name, gone.thread());
    }

    private static void endGrowth(Forwarded each) {
        try {
            each.growth().close();
        } catch (Exception e) {
            throw new IllegalStateException("a store that cannot be let go", e);
        }
    }
}
