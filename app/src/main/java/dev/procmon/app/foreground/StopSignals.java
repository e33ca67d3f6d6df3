// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Passes the signals that ask for an end on to the foreground, from the moment at which there is one. A signal that the
 * supervisor's parent wants ignored stays ignored, as HUP does under {@code nohup}.
 */
public final class StopSignals implements SignalHandler {

    private static final String[] NAMES = {"INT", "TERM", "HUP"};

    /** It would end procmon at once and leave its programs behind, though nobody means that. USR2 is the Java machine's own. */
    private static final String IGNORED = "USR1";

    private final CompletableFuture<Foreground> foreground;

    /**
     * Make it; nothing is taken over yet.
     *
     * @param foreground who is to be told, of signals that come before as well
     */
    public StopSignals(CompletableFuture<Foreground> foreground) {
        this.foreground = foreground;
    }

    /** Take the signals over. */
    public void install() {
        for (String name : NAMES) {
            take(name, this);
        }
        take(IGNORED, SignalHandler.SIG_IGN);
    }

    private static void take(String name, SignalHandler handler) {
        try {
            Signal.handle(new Signal(name), handler);
        } catch (IllegalArgumentException takenByTheMachine) {
            // Java was started with -Xrs: then the signal does what it does to any process.
        }
    }

    @Override
    public void handle(Signal signal) {
        var _ = foreground.thenAccept(
                target -> target.signalled(new dev.procmon.core.process.Signal(signal.getNumber())));
    }
}
