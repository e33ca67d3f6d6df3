// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import dev.procmon.core.process.Signal;
import dev.procmon.daemon.supervision.Supervision;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import sun.misc.SignalHandler;

/**
 * Passes signals on to the supervision, from the moment at which there is one. A signal that the supervisor's parent wants ignored stays
 * ignored, as HUP does under {@code nohup}.
 */
public final class HostSignals {

    private static final String HANG_UP = "HUP";

    /**
     * As nginx has it. Without files to open anew it is ignored: it would end procmon at once and leave its programs behind, though nobody
     * means that. USR2 is the Java machine's own.
     */
    private static final String REOPEN = "USR1";

    private final CompletableFuture<Supervision> supervision;
    private final CompletableFuture<Runnable> reload = new CompletableFuture<>();
    private final CompletableFuture<Runnable> reopen = new CompletableFuture<>();

    /**
     * Make it; nothing is taken over yet.
     *
     * @param supervision who is to be told, of signals that come before as well
     */
    public HostSignals(CompletableFuture<Supervision> supervision) {
        this.supervision = supervision;
    }

    /**
     * Let the signals that ask for an end ask for it.
     *
     * @param hangUpEnds whether HUP does so too; else it asks for a reload, as soon as there can be one
     */
    public void install(boolean hangUpEnds) {
        SignalHandler end = new Ending();
        take("INT", end);
        take("TERM", end);
        take(HANG_UP, hangUpEnds ? end : new Asking(reload));
        take(REOPEN, new Asking(reopen));
    }

    /** Say how to reload. */
    public void reloadBy(Runnable how) {
        reload.complete(how);
    }

    /** Say how to open the files of output anew, which USR1 asks for unless it is passed on. */
    public void reopenBy(Runnable how) {
        reopen.complete(how);
    }

    /** Pass these on to the programs. */
    public void forward(List<Signal> signals) {
        for (Signal signal : signals) {
            take(signal.name(), _ -> {
                var _ = supervision.thenAccept(target -> target.forward(signal));
            });
        }
    }

    private static void take(String name, SignalHandler handler) {
        try {
            sun.misc.Signal.handle(new sun.misc.Signal(name), handler);
        } catch (IllegalArgumentException takenByTheMachine) {
            // Java was started with -Xrs: then the signal does what it does to any process.
        }
    }

    // Classes and no lambdas: this is on the way to the first child.

    /** Asks for something that can be done later, if it can be done at all. */
    private record Asking(CompletableFuture<Runnable> how) implements SignalHandler {
        @Override
        public void handle(sun.misc.Signal signal) {
            var _ = how.thenAccept(Runnable::run);
        }
    }

    private final class Ending implements SignalHandler {
        @Override
        public void handle(sun.misc.Signal signal) {
            var _ = supervision.thenAccept(target -> target.signalled(new Signal(signal.getNumber())));
        }
    }
}
