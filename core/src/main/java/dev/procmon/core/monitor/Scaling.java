// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** Brings the number of replicas of a program to what is wanted. On the reactor thread. */
final class Scaling {

    private final Engine engine;
    private final ProgramName family;

    Scaling(Engine engine, ProgramName family) {
        this.engine = engine;
        this.family = family;
    }

    /** Add and start those that are missing, and remove those that are too many, the last first. */
    CompletableFuture<Void> to(int count, IntFunction<Replica> make) {
        // Made before anything is changed: who cannot be made must not leave half of it done.
        List<Replica> missing = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            if (engine.registry.find(family.replica(index)).isEmpty()) {
                missing.add(checked(make.apply(index), index));
            }
        }
        List<CompletableFuture<Void>> over = new ArrayList<>();
        for (Child child : surplus(count)) {
            over.add(engine.mourning.runsAreOver(child));
            engine.remove(child);
        }
        for (Replica each : missing) {
            engine.wishes.start(engine.add(each.program(), each::policy, each.relations()));
        }
        return CompletableFuture.allOf(over.toArray(CompletableFuture[]::new));
    }

    private Replica checked(Replica replica, int index) {
        if (!replica.program().name().equals(family.replica(index))) {
            throw new IllegalArgumentException("replica " + index + " of " + family + " is named "
                    + replica.program().name() + ", expected " + family.replica(index));
        }
        return replica;
    }

    private List<Child> surplus(int count) {
        List<Child> surplus = new ArrayList<>();
        for (Child child : engine.registry.named(family)) {
            if (!child.name().equals(family) && !isBelow(child, count)) {
                surplus.addFirst(child);
            }
        }
        return surplus;
    }

    private boolean isBelow(Child child, int count) {
        String name = child.name().value();
        String index = name.substring(family.value().length() + 1);
        // More digits than any number of replicas has are not below it.
        return index.length() <= 9 && Integer.parseInt(index) < count;
    }
}
