// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.client.EventQuery;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Finds programs that are not there any longer, for questions about the past: those that the event log knows, by their exact names. The
 * log is looked at only for a name that means nobody who is there.
 */
record FormerPrograms(History history) {

    /**
     * Whom patterns mean.
     *
     * @param present the patterns that mean programs which are there
     * @param former the names of programs that were there
     */
    record Meant(List<String> present, List<ProgramName> former) {

        Meant {
            present = List.copyOf(present);
            former = List.copyOf(former);
        }

        /** Return what tells whether a name is meant. */
        Predicate<String> matcher(Targets targets) {
            Predicate<String> there = targets.matcher(present);
            return name -> there.test(name) || former.contains(new ProgramName(name));
        }

        /** Return those that are there in order, then those that were. */
        List<ProgramName> names(Targets targets) {
            List<ProgramName> names = new ArrayList<>(targets.find(present));
            names.addAll(former);
            return names;
        }
    }

    /** Split patterns. Fails as {@link Targets#find} does where one means nobody who is there or was. */
    CompletableFuture<Meant> of(Targets targets, List<String> patterns) {
        CompletableFuture<Meant> meant = CompletableFuture.completedFuture(new Meant(List.of(), List.of()));
        for (String each : patterns) {
            meant = meant.thenCombine(
                    targets.knows(each) ? CompletableFuture.completedFuture(false) : wasThere(each),
                    (those, former) -> with(those, each, former));
        }
        return meant.thenApply(those -> {
            // Refuses what is left of them and means nobody, all in one answer.
            targets.find(those.present());
            return those;
        });
    }

    private static Meant with(Meant those, String pattern, boolean former) {
        List<String> present = new ArrayList<>(those.present());
        List<ProgramName> names = new ArrayList<>(those.former());
        if (former) {
            names.add(new ProgramName(pattern));
        } else {
            present.add(pattern);
        }
        return new Meant(present, names);
    }

    private CompletableFuture<Boolean> wasThere(String name) {
        EventQuery last = new EventQuery(List.of(), OptionalLong.empty(), Optional.empty(), OptionalInt.of(1));
        return history.page(last, about -> about.equals(Optional.of(name)))
                .thenApply(page -> !page.events().isEmpty());
    }
}
