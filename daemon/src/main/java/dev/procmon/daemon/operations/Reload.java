// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.ConfigResult;
import dev.procmon.config.Configuration;
import dev.procmon.config.Problem;
import dev.procmon.control.plan.Plan;
import dev.procmon.daemon.api.RefusedException;
import dev.procmon.daemon.api.RefusedException.Kind;
import dev.procmon.daemon.events.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Brings what the configuration file says into effect. The file is read anew, all of it, before anything is looked at; one mistake in
 * it and nothing is changed. From any thread.
 */
final class Reload {

    private final ReloadRun.Tools tools;
    private final Scenes scenes;
    private final Executor executor;
    private final Supplier<ConfigResult> reader;
    private final AtomicBoolean underWay = new AtomicBoolean();

    Reload(ReloadRun.Tools tools, Scenes scenes, Executor executor, Supplier<ConfigResult> reader) {
        this.tools = tools;
        this.scenes = scenes;
        this.executor = executor;
        this.reader = reader;
    }

    /** What is to be done, and what it is made of. */
    private record Planned(Configuration wanted, Plan plan, List<List<Move>> waves) {}

    /** What a plan is made of. */
    private record Basis(Scene scene, RunningConfiguration.Snapshot running) {}

    boolean isUnderWay() {
        return underWay.get();
    }

    CompletableFuture<Plan> plan() {
        return planned().thenApply(Planned::plan);
    }

    /** Begin a reload. Completes with what was done and what was not. */
    CompletableFuture<Plan> begin(String caller) {
        if (!underWay.compareAndSet(false, true)) {
            return CompletableFuture.failedFuture(
                    new RefusedException(Kind.CONFLICT, "a reload is under way already: wait until it is done"));
        }
        tools.host().tell(new Notice.ReloadBegun(caller));
        return planned().thenCompose(planned -> run(planned, caller)).whenComplete((_, failure) -> {
            underWay.set(false);
            if (failure != null) {
                String why = String.valueOf(Failures.cause(failure).getMessage());
                tools.host().tell(new Notice.ReloadFailed(0, 0, List.of(), why, caller));
            }
        });
    }

    private CompletableFuture<Plan> run(Planned planned, String caller) {
        ReloadRun run = new ReloadRun(tools, planned.wanted(), planned.plan(), planned.waves());
        CompletableFuture<Plan> done = new CompletableFuture<>();
        tools.reactor().execute(() -> {
            var _ = run.begin().whenComplete((plan, failure) -> {
                if (failure == null) {
                    tell(plan, run, caller);
                    done.complete(plan);
                } else {
                    done.completeExceptionally(failure);
                }
            });
        });
        return done;
    }

    private void tell(Plan plan, ReloadRun run, String caller) {
        Optional<String> failure = run.failure();
        int left = plan.steps().size() - run.changedChildren();
        tools.host()
                .tell(
                        failure.isEmpty()
                                ? new Notice.ReloadDone(run.changes(), caller)
                                : new Notice.ReloadFailed(run.changes(), left, run.down(), failure.get(), caller));
    }

    private CompletableFuture<Planned> planned() {
        return CompletableFuture.supplyAsync(this::read, executor)
                .thenCompose(valid -> scenes.with(scene -> CompletableFuture.completedFuture(
                                new Basis(scene, tools.running().snapshot())))
                        .thenApplyAsync(basis -> make(valid, basis), executor));
    }

    private ConfigResult.Valid read() {
        return switch (reader.get()) {
            case ConfigResult.Valid valid -> valid;
            case ConfigResult.Invalid(var problems, var _) -> {
                List<String> errors = texts(problems);
                throw new RefusedException(
                        Kind.INVALID,
                        errors.size() == 1
                                ? errors.getFirst()
                                : "the configuration has " + errors.size() + " mistakes; the first: "
                                        + errors.getFirst(),
                        errors);
            }
        };
    }

    private Planned make(ConfigResult.Valid valid, Basis basis) {
        Configuration wanted = valid.configuration();
        PlanMaker maker = new PlanMaker(wanted, basis.running(), basis.scene(), tools.files()::changed);
        List<List<Move>> waves = maker.waves();
        List<Plan.Step> steps = new ArrayList<>();
        waves.forEach(wave -> wave.forEach(each -> steps.add(each.step())));
        Plan plan = new Plan(
                wanted.file().toString(),
                steps,
                maker.unchanged(),
                SettingsChanges.of(basis.running().started(), basis.running().whole(), wanted),
                texts(valid.warnings()));
        return new Planned(wanted, plan, waves);
    }

    private static List<String> texts(List<Problem> problems) {
        List<String> texts = new ArrayList<>(problems.size());
        problems.forEach(each -> texts.add(each.toString()));
        return texts;
    }
}
