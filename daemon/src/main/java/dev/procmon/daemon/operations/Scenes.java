// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.Reactor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Takes pictures of all children with what is remembered of them. */
final class Scenes {

    /** So many more names than there are may be remembered. */
    private static final int FORGOTTEN_MAX = 64;

    private final Reactor reactor;
    private final Supervisor supervisor;
    private final Ledger ledger;
    private final RunningConfiguration running;
    private final History history;

    Scenes(Reactor reactor, Supervisor supervisor, Ledger ledger, RunningConfiguration running, History history) {
        this.reactor = reactor;
        this.supervisor = supervisor;
        this.ledger = ledger;
        this.running = running;
        this.history = history;
    }

    /**
     * Take a picture and make something of it, both on the reactor thread, with nothing between them. From any thread. What is
     * refused or fails there fails the answer.
     */
    <T> CompletableFuture<T> with(Function<Scene, CompletableFuture<T>> make) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        reactor.execute(() -> {
            var _ = supervisor
                    .children()
                    .thenApply(this::scene)
                    .thenCompose(make)
                    .whenComplete((value, failure) -> {
                        if (failure == null) {
                            answer.complete(value);
                        } else {
                            answer.completeExceptionally(Failures.cause(failure));
                        }
                    });
        });
        return answer;
    }

    private Scene scene(List<ChildView> views) {
        List<Subject> subjects = new ArrayList<>(views.size());
        Set<ProgramName> names = new HashSet<>();
        for (ChildView each : views) {
            subjects.add(new Subject(each, ledger.of(each.program().name())));
            names.add(each.program().name());
        }
        ledger.forgetOthers(names, FORGOTTEN_MAX);
        running.sort(subjects);
        return new Scene(
                reactor.now(),
                reactor.wallTime(),
                subjects,
                running.whole().groups(),
                ledger.givenUp(),
                running.whole().settings().startingMax().orElse(0),
                history.lastId());
    }
}
