// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import dev.procmon.control.plan.Plan;
import dev.procmon.daemon.api.Operations;
import dev.procmon.daemon.api.RefusedException;
import dev.procmon.daemon.events.Notice;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reloads when HUP comes. One that comes while a reload is under way is done after it, for the file may have changed since; so are many, in
 * one. What comes of a reload is in the event log.
 */
final class HangUps implements Runnable {

    private static final String CALLER = "SIGHUP";

    private final Function<Operations.Caller, CompletableFuture<Plan>> reload;
    private final Consumer<Notice> teller;
    private boolean underWay;
    private boolean wanted;

    /**
     * Make it.
     *
     * @param reload reloads in somebody's name
     * @param teller takes down what is told by nobody else
     */
    HangUps(Function<Operations.Caller, CompletableFuture<Plan>> reload, Consumer<Notice> teller) {
        this.reload = reload;
        this.teller = teller;
    }

    @Override
    public void run() {
        if (begin()) {
            reload();
        }
    }

    private void reload() {
        var _ = reload.apply(new Operations.Caller(CALLER)).whenComplete((_, failure) -> {
            tellIfRefused(failure);
            if (goesOn()) {
                reload();
            }
        });
    }

    private synchronized boolean begin() {
        wanted = underWay;
        boolean begins = !underWay;
        underWay = true;
        return begins;
    }

    private synchronized boolean goesOn() {
        underWay = wanted;
        wanted = false;
        return underWay;
    }

    /** A reload that somebody else has asked for is under way: that one tells nothing of this. */
    private void tellIfRefused(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused && refused.kind() == RefusedException.Kind.CONFLICT) {
            teller.accept(new Notice.ReloadFailed(0, 0, List.of(), String.valueOf(refused.getMessage()), CALLER));
        }
    }
}
