// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.program.ProgramName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Replaces some children, so many at a time, up to the first that cannot be replaced. On the reactor thread. */
final class Roll {

    private final Engine engine;
    private final Deque<ProgramName> left;
    private final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();
    private int underWay;
    private Optional<String> failure = Optional.empty();

    /** Make it of names, for whoever holds one may be another by the time at which its turn comes. */
    Roll(Engine engine, List<ProgramName> names) {
        this.engine = engine;
        this.left = new ArrayDeque<>(names);
    }

    CompletableFuture<Optional<String>> begin(int atATime) {
        for (int i = 0; i < atATime; i++) {
            next();
        }
        return outcome;
    }

    private void next() {
        Optional<Child> child = failure.isPresent() ? Optional.empty() : nextRegistered();
        if (child.isPresent()) {
            underWay++;
            var _ = engine.replacements.replace(child.get()).thenAccept(why -> done(child.get(), why));
        } else if (underWay == 0) {
            outcome.complete(failure);
        }
    }

    /** Those that were removed meanwhile are left out. */
    private Optional<Child> nextRegistered() {
        Optional<Child> child = Optional.empty();
        while (child.isEmpty() && !left.isEmpty()) {
            child = engine.registry.find(left.remove());
        }
        return child;
    }

    private void done(Child child, Optional<String> why) {
        underWay--;
        failure = failure.or(() -> why.map(text -> child.name() + ": " + text));
        next();
    }
}
