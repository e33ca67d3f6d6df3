// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Replaces some children, so many at a time, up to the first that cannot be replaced. On the reactor thread. */
final class Roll {

    private final Engine engine;
    private final Deque<Child> left;
    private final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();
    private int underWay;
    private Optional<String> failure = Optional.empty();

    Roll(Engine engine, List<Child> children) {
        this.engine = engine;
        this.left = new ArrayDeque<>(children);
    }

    CompletableFuture<Optional<String>> begin(int atATime) {
        for (int i = 0; i < atATime; i++) {
            next();
        }
        return outcome;
    }

    private void next() {
        Child child = failure.isPresent() ? null : left.poll();
        if (child == null) {
            if (underWay == 0) {
                outcome.complete(failure);
            }
            return;
        }
        underWay++;
        var _ = engine.replacements.replace(child).thenAccept(why -> {
            underWay--;
            failure = failure.or(() -> why.map(text -> child.name() + ": " + text));
            next();
        });
    }
}
