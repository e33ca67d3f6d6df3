// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.monitor.OutputTap;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.OutputListener;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the output of every run to where its program's policy has it: into a file, to those who see lines, or to nobody. One that has only
 * to be kept is given to its keeper as it is, so that the kernel may move it.
 */
public final class Taps implements OutputTap {

    private static final OutputListener NOBODY = new Nobody();

    private final Keeper keeper;
    private final Optional<Screens> screens;
    private final Map<ProgramName, LogPolicy> policies = new HashMap<>();

    /** Keeps output. */
    @FunctionalInterface
    public interface Keeper {

        /** Return who takes the output of one run, or empty where it is not kept. On the reactor thread, before the run is spawned. */
        Optional<OutputListener> open(Program program, long run, LogPolicy policy);

        /** A run begins whose output is not kept. On the reactor thread. */
        default void beginUnkept(ProgramName program) {
            // Who keeps nothing of it need not know.
        }

        /** A program that had another policy has this one now, while its run may be going on. On the reactor thread. */
        default void apply(ProgramName program, LogPolicy policy) {
            // What is opened for later runs has it anyway.
        }
    }

    /**
     * Where output is shown.
     *
     * @param prefixed shows it with the name of the program before each line
     * @param plain shows the lines alone
     */
    public record Screens(OutputTap prefixed, OutputTap plain) {}

    /**
     * Make it.
     *
     * @param screens where it is shown; nobody looks where empty
     */
    public Taps(Keeper keeper, Optional<Screens> screens) {
        this.keeper = keeper;
        this.screens = screens;
    }

    /**
     * Say what becomes of the output of the later runs of a program; how a file is kept that its present run writes to is another way at
     * once. On the reactor thread.
     */
    void assign(ProgramName program, Optional<LogPolicy> policy) {
        if (policy.isPresent()) {
            LogPolicy before = policies.put(program, policy.get());
            if (before != null && !before.equals(policy.get())) {
                keeper.apply(program, policy.get());
            }
        } else {
            policies.remove(program);
        }
    }

    @Override
    public OutputListener open(Program program, long run) {
        LogPolicy policy = policies.get(program.name());
        if (policy == null) {
            // Removed while it was about to be started.
            return NOBODY;
        }
        Optional<OutputListener> kept = Optional.empty();
        if (policy.mode().isKept()) {
            kept = keeper.open(program, run, policy);
        } else {
            keeper.beginUnkept(program.name());
        }
        Optional<OutputListener> shown = shown(program, run, policy);
        if (kept.isPresent() && shown.isPresent()) {
            return new Both(kept.get(), shown.get());
        }
        return kept.isPresent() ? kept.get() : shown.isPresent() ? shown.get() : NOBODY;
    }

    // No switches over enums with pattern labels, lambdas or streams: this is on the way to the first child.
    private Optional<OutputListener> shown(Program program, long run, LogPolicy policy) {
        boolean isRead = policy.mode() != LogPolicy.Mode.NONE && policy.mode() != LogPolicy.Mode.INHERIT;
        if (screens.isEmpty() || !isRead || policy.show() == LogPolicy.Show.NO) {
            return Optional.empty();
        }
        OutputTap screen = policy.show() == LogPolicy.Show.PLAIN
                ? screens.get().plain()
                : screens.get().prefixed();
        return Optional.of(screen.open(program, run));
    }

    /** The file comes first: a reader of the console that is slow or gone must not cost it anything. */
    private record Both(OutputListener file, OutputListener screen) implements OutputListener {

        @Override
        public void output(StdStream stream, ByteBuffer bytes) {
            file.output(stream, bytes.duplicate());
            screen.output(stream, bytes);
        }

        @Override
        public boolean isReady() {
            return file.isReady() && screen.isReady();
        }

        @Override
        public void ended(StdStream stream) {
            file.ended(stream);
            screen.ended(stream);
        }
    }

    private record Nobody() implements OutputListener {

        @Override
        public void output(StdStream stream, ByteBuffer bytes) {
            // A program whose output is not read would wait for ever.
            bytes.position(bytes.limit());
        }

        @Override
        public void ended(StdStream stream) {
            // Nothing was begun.
        }
    }
}
