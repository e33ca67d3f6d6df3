// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.client.LogQuery;
import dev.procmon.control.output.LogFilesReport;
import dev.procmon.control.output.LogFilesRequest;
import dev.procmon.control.output.LogPage;
import dev.procmon.daemon.api.Operations;
import dev.procmon.daemon.api.RefusedException;
import dev.procmon.daemon.events.Notice;
import dev.procmon.daemon.logs.LogFailure;
import dev.procmon.logs.LineSearch;
import dev.procmon.logs.LogSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Does what is asked about the output of programs, of those too that are not there any longer. From any thread. */
final class OutputRequests {

    private static final String REOPEN = "reopen";
    private static final String ROTATE = "rotate";
    private static final String ALL = "*";

    private final OutputStore store;
    private final Desk desk;
    private final Scenes scenes;
    private final RunningConfiguration running;
    private final FormerPrograms former;
    private final Host host;
    private final LinePages pages;
    private final Growth growth;

    OutputRequests(
            OutputStore store,
            Desk desk,
            Scenes scenes,
            RunningConfiguration running,
            FormerPrograms former,
            Host host) {
        this.store = store;
        this.desk = desk;
        this.scenes = scenes;
        this.running = running;
        this.former = former;
        this.host = host;
        this.pages = new LinePages(store, desk);
        this.growth = new Growth(store, desk);
    }

    CompletableFuture<LogPage> page(LogQuery query) {
        CompletableFuture<LogPage> page = new CompletableFuture<>();
        with(query, page, (programs, search) -> pages.read(query, search, programs, page));
        return page;
    }

    CompletableFuture<Operations.Lines> follow(LogQuery query) {
        CompletableFuture<Operations.Lines> begun = new CompletableFuture<>();
        with(query, begun, (programs, search) -> {
            FollowedLines lines = new FollowedLines(store, desk, growth, programs, query, search);
            var _ = begun.whenComplete((_, failure) -> endIfUnwanted(lines, failure));
            if (lines.beginsAtTheEnd()) {
                pages.begin(lines, begun);
            } else {
                begun.complete(lines);
            }
        });
        return begun;
    }

    CompletableFuture<LogFilesReport> files(LogFilesRequest request, String caller) {
        if (!Set.of(REOPEN, ROTATE).contains(request.action())) {
            return CompletableFuture.failedFuture(new RefusedException(
                    RefusedException.Kind.MALFORMED,
                    "\"action\": got \"" + request.action() + "\", expected " + REOPEN + " or " + ROTATE));
        }
        return writers(request.programs()).thenCompose(programs -> {
            List<String> names = request.programs().isEmpty() ? List.of(ALL) : request.programs();
            host.tell(new Notice.Requested(request.action() + "-logs", names, caller));
            CompletableFuture<List<LogFailure>> done =
                    request.action().equals(REOPEN) ? store.reopen(programs) : store.rotate(programs);
            return done.thenApplyAsync(failures -> report(programs, failures), desk::follow);
        });
    }

    private static void endIfUnwanted(FollowedLines lines, @Nullable Throwable failure) {
        if (failure != null) {
            lines.end();
        }
    }

    private interface Reader {
        void read(Predicate<String> programs, Optional<LineSearch> search);
    }

    private void with(LogQuery query, CompletableFuture<?> answer, Reader reader) {
        try {
            Optional<LineSearch> search = LineFilter.search(query);
            Consumer<Predicate<String>> read = programs -> reader.read(programs, search);
            var _ = writers(query.programs()).thenAccept(read).exceptionally(failure -> {
                answer.completeExceptionally(Failures.cause(failure));
                return null;
            });
        } catch (RefusedException e) {
            answer.completeExceptionally(e);
        }
    }

    private LogFilesReport report(Predicate<String> programs, List<LogFailure> failures) {
        Set<String> paths = new TreeSet<>();
        for (LogSource each : store.sources(programs)) {
            paths.add(each.file().toString());
        }
        Set<String> failed = new TreeSet<>();
        for (LogFailure each : failures) {
            paths.remove(each.file().toString());
            failed.add(each.toString());
        }
        return new LogFilesReport(List.copyOf(paths), List.copyOf(failed));
    }

    /** Return what tells whose output is meant: that of programs which are there or were, or whose output is still there. */
    private CompletableFuture<Predicate<String>> writers(List<String> patterns) {
        if (patterns.isEmpty()) {
            return CompletableFuture.completedFuture(_ -> true);
        }
        return scenes.with(scene -> CompletableFuture.completedFuture(Targets.of(scene, running)))
                .thenCompose(targets -> writers(targets, patterns));
    }

    private CompletableFuture<Predicate<String>> writers(Targets targets, List<String> patterns) {
        return kept(targets, patterns).thenCompose(kept -> {
            List<String> others = new ArrayList<>(patterns);
            others.removeAll(kept);
            return former.of(targets, others).thenApply(meant -> {
                Predicate<String> names = meant.matcher(targets);
                return name -> kept.contains(name) || names.test(name);
            });
        });
    }

    /** Return those of some names that are known by nothing but their output. */
    private CompletableFuture<List<String>> kept(Targets targets, List<String> patterns) {
        List<String> unknown = new ArrayList<>(patterns);
        unknown.removeIf(targets::knows);
        if (unknown.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    unknown.removeIf(each -> store.sources(each::equals).isEmpty());
                    return unknown;
                },
                desk::follow);
    }
}
