// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.contract.World;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.SignalOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The world of real processes. Whatever was spawned by it is killed at the end. */
final class PosixWorld implements World {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PosixReactor reactor;
    private final List<Observed> all = new ArrayList<>();

    /** Open a world in which a reactor works as it does within an application. */
    PosixWorld() {
        this(ReactorOptions.EMBEDDED);
    }

    PosixWorld(ReactorOptions options) {
        reactor = PosixReactor.open(options);
    }

    static Program shell(String script) {
        return Program.of("shell", "sh", "-c", script);
    }

    @Override
    public PosixReactor reactor() {
        return reactor;
    }

    Observed spawn(Program program) {
        Observed observed = new Observed();
        all.add(observed);
        reactor.execute(() -> observed.process.complete(reactor.spawn(program, observed, observed)));
        return observed;
    }

    /** Spawn a program and wait for its end. */
    Observed run(Program program) {
        Observed observed = spawn(program);
        observed.output();
        return observed;
    }

    SignalOutcome signal(Observed observed, Signal signal) {
        return signal(observed, signal, Reach.TREE);
    }

    SignalOutcome signal(Observed observed, Signal signal, Reach reach) {
        return call(() -> Observed.get(observed.process).signal(signal, reach));
    }

    @Override
    public <T> T call(Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        reactor.execute(() -> {
            try {
                result.complete(task.get());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return Observed.get(result);
    }

    @Override
    public void await(String condition, BooleanSupplier holds) {
        Awaitility.await(condition)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> call(holds::getAsBoolean));
    }

    @Override
    public Program exitsWith(int code) {
        return shell("exit " + code);
    }

    @Override
    public Program runsForever() {
        return Program.of("sleep", "sleep", "1000");
    }

    @Override
    public Program ignoresTerm() {
        return shell("trap '' TERM; echo ready; while :; do sleep 1000; done");
    }

    @Override
    public Program writes(String stdout, String stderr) {
        return Program.of("shell", "sh", "-c", "printf %s \"$1\"; printf %s \"$2\" >&2", "sh", stdout, stderr);
    }

    @Override
    public Program leavesItsOutputOpen() {
        return shell("sleep 1000 & :");
    }

    @Override
    public Program leavesAnotherForAMoment(int code) {
        // Not so short that it ends before a busy host has looked who is left.
        return shell("sleep 1 & exit " + code);
    }

    @Override
    public Program hasAChildThatIgnoresTerm() {
        return shell("(trap '' TERM; echo ready; while :; do sleep 1000; done) & wait");
    }

    @Override
    public Program doesNotExist() {
        return Program.of("nope", "/nope");
    }

    @Override
    public void close() {
        for (Observed observed : all) {
            if (!observed.ended.isDone() && observed.process.isDone()) {
                observed.pid();
                signal(observed, Signal.KILL);
                observed.ending();
            }
        }
        reactor.close();
    }

    /** Return how many descriptors are open that are such as a reactor opens. */
    static long descriptors() {
        try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
            return links.filter(PosixWorld::isOfAReactor).count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isOfAReactor(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("pipe:")
                    || target.startsWith("anon_inode:")
                    || target.startsWith("socket:")
                    || target.startsWith("/dev/pt")
                    || target.equals("/dev/null");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** Return the names of all threads of reactors. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("procmon-"))
                .sorted()
                .toList();
    }
}
