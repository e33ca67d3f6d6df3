// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Says by futures when runs are over. They complete on the reactor thread. */
final class Mourning {

    private final Engine engine;

    Mourning(Engine engine) {
        this.engine = engine;
    }

    /**
     * Return a future that completes when the present run of the child is over, and those of its name that depart or were to
     * replace it; at once where there is none.
     */
    CompletableFuture<Void> runsAreOver(Child child) {
        List<CompletableFuture<Void>> all = new ArrayList<>(1);
        all.add(runIsOver(child));
        engine.replacements.successorOf(child).ifPresent(successor -> all.add(runIsOver(successor)));
        for (Child each : engine.registry.departing()) {
            if (each.name().equals(child.name())) {
                all.add(runIsOver(each));
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** Return a future that completes when the present run of the child is over; at once where there is none. */
    static CompletableFuture<Void> runIsOver(Child child) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        if (child.isAlive()) {
            child.mourners.add(future);
        } else {
            future.complete(null);
        }
        return future;
    }

    /** Return a future that completes when all present runs are over, those of departing children too. */
    CompletableFuture<Void> allRunsAreOver() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        engine.everybody().forEach(child -> all.add(runIsOver(child)));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }
}
