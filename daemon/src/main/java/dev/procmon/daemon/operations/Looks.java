// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.posix.usage.TreeUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Looks what programs use, once for all who ask meanwhile: with a thousand clients that want to know, the host is not looked
 * over a thousand times. Everything comes back on the thread that has looked.
 */
final class Looks {

    private final Executor executor;
    private final UsageLook look;
    private final ConcurrentLinkedQueue<Pending> pending = new ConcurrentLinkedQueue<>();

    /**
     * Make it.
     *
     * @param executor where to look
     * @param look looks what runs use
     */
    Looks(Executor executor, UsageLook look) {
        this.executor = executor;
        this.look = look;
    }

    private record Pending(List<Long> leaders, BiConsumer<Map<Long, TreeUsage>, Throwable> then) {}

    /** Make something of what children use. */
    <T> CompletableFuture<T> with(List<Subject> subjects, Function<Map<Long, TreeUsage>, T> make) {
        List<Long> leaders = new ArrayList<>(subjects.size());
        for (Subject each : subjects) {
            OptionalLong pid = each.state().livePid();
            if (pid.isPresent()) {
                leaders.add(pid.getAsLong());
            }
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        pending.add(new Pending(leaders, (usage, failure) -> {
            if (failure == null) {
                complete(answer, usage, make);
            } else {
                answer.completeExceptionally(failure);
            }
        }));
        executor.execute(this::lookForAll);
        return answer;
    }

    private static <T> void complete(
            CompletableFuture<T> answer, Map<Long, TreeUsage> usage, Function<Map<Long, TreeUsage>, T> make) {
        try {
            answer.complete(make.apply(usage));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private void lookForAll() {
        List<Pending> those = new ArrayList<>();
        List<Long> leaders = new ArrayList<>();
        for (Pending each = pending.poll(); each != null; each = pending.poll()) {
            those.add(each);
            leaders.addAll(each.leaders());
        }
        if (those.isEmpty()) {
            return;
        }
        Map<Long, TreeUsage> usage = Map.of();
        RuntimeException failure = null;
        try {
            usage = leaders.isEmpty() ? Map.of() : look.of(leaders);
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Pending each : those) {
            each.then().accept(usage, failure);
        }
    }
}
