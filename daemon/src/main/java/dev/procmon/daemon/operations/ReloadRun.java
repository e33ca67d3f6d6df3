// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.Configuration;
import dev.procmon.control.action.ActionReport.Outcome;
import dev.procmon.control.action.ActionReport.Result;
import dev.procmon.control.plan.Plan;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Reach;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Makes the moves of a plan, wave by wave, up to the first that fails. What was made stays and is what runs from then on; what was not
 * stays as it was, so that a second plan shows just the rest. On the reactor thread.
 */
final class ReloadRun {

    /** Beyond the times that a program has to end and to become ready: then nobody waits for it any longer. */
    private static final Duration SPARE = Duration.ofSeconds(30);

    private final Tools tools;
    private final Configuration wanted;
    private final Plan plan;
    private final List<List<Move>> waves;
    private final Map<Move, Outcome> outcomes = new HashMap<>();
    private final CompletableFuture<Plan> done = new CompletableFuture<>();
    private Optional<String> failure = Optional.empty();
    private final Set<Move> changed = new HashSet<>();
    private boolean configured;
    private int settings;

    /** What it works with. */
    record Tools(
            Reactor reactor,
            Supervisor supervisor,
            Host host,
            Ledger ledger,
            RunningConfiguration running,
            Attempts attempts,
            ReloadFiles files) {}

    ReloadRun(Tools tools, Configuration wanted, Plan plan, List<List<Move>> waves) {
        this.tools = tools;
        this.wanted = wanted;
        this.plan = plan;
        this.waves = waves;
    }

    /** Begin. Completes with what was done and what was not. */
    CompletableFuture<Plan> begin() {
        wave(0);
        return done;
    }

    /** Return why it has failed, where it has. */
    Optional<String> failure() {
        return failure;
    }

    /** Return how many changes were made, those too whose program does not run since. */
    int changes() {
        return changed.size() + settings;
    }

    /** Return how many of those are about programs. */
    int changedChildren() {
        return changed.size();
    }

    /** Return the programs that were changed, were to run and do not. */
    List<String> down() {
        List<String> down = new ArrayList<>();
        for (List<Move> wave : waves) {
            for (Move each : wave) {
                Outcome outcome = outcomes.get(each);
                if (outcome != null && outcome.result() != Result.DONE && changed.contains(each) && !isUp(each)) {
                    down.add(each.child().value());
                }
            }
        }
        return down;
    }

    private boolean isUp(Move move) {
        return tools.ledger().of(move.child()).state() instanceof ChildState.Running;
    }

    /** Futures keep what is thrown to themselves: a fault here must not leave a reload under way for ever. */
    private void wave(int index) {
        try {
            next(index);
        } catch (RuntimeException fault) {
            done.completeExceptionally(fault);
        }
    }

    private void next(int index) {
        boolean over = index == waves.size() || failure.isPresent();
        if (!configured && failure.isEmpty() && (over || !isStop(waves.get(index)))) {
            configured = true;
            configure(index);
        } else if (over) {
            done.complete(report());
        } else {
            move(waves.get(index), index);
        }
    }

    private static boolean isStop(List<Move> wave) {
        return wave.getFirst().kind() == Move.Kind.STOP;
    }

    /** Between what goes and what comes, groups, settings and all that needs no new run are changed in one. */
    private void configure(int index) {
        List<Registered> updates = new ArrayList<>();
        List<Registered> all = new ArrayList<>();
        List<ProgramName> changed = new ArrayList<>();
        waves.forEach(wave -> wave.forEach(move -> collect(move, updates, all, changed)));
        if (updates.isEmpty() && plan.settings().isEmpty()) {
            adopt(changed);
            wave(index);
            return;
        }
        var _ = tools.host().change(updates, wanted.groups()).whenComplete((_, refused) -> {
            if (refused == null) {
                adopt(changed);
                changeSettings();
                wave(index);
            } else {
                configureAll(all, index, refused);
            }
        });
    }

    private static void collect(Move move, List<Registered> updates, List<Registered> all, List<ProgramName> changed) {
        switch (move.kind()) {
            case UPDATE -> {
                updates.add(move.wanted().orElseThrow());
                all.add(move.wanted().orElseThrow());
                changed.add(move.child());
            }
            case FOLLOW -> {
                changed.add(move.child());
                if (!move.changes().isEmpty()) {
                    updates.add(move.wanted().orElseThrow());
                    all.add(move.wanted().orElseThrow());
                }
            }
            case RESTART, REPLACE, START_AGAIN -> all.add(move.wanted().orElseThrow());
            case STOP, REGISTER, SIGNAL, START -> {}
        }
    }

    /** Some alone would wait for each other in a circle, which is none once all are changed. */
    private void configureAll(List<Registered> all, int index, Throwable refused) {
        if (!(Failures.cause(refused) instanceof IllegalArgumentException)) {
            fail(Failures.words(refused), index);
            return;
        }
        var _ = tools.host().change(all, wanted.groups()).whenComplete((_, again) -> {
            if (again == null) {
                List<ProgramName> names = new ArrayList<>();
                all.forEach(each -> names.add(each.name()));
                adopt(names);
                changeSettings();
                wave(index);
            } else {
                fail(Failures.words(again), index);
            }
        });
    }

    private void fail(String why, int index) {
        failure = Optional.of(why);
        wave(index);
    }

    /** Those that are to go have gone. Of all others that are there some stay what they were, until it is their turn. */
    private void adopt(List<ProgramName> changed) {
        List<ProgramName> unchanged = new ArrayList<>();
        plan.unchanged().forEach(each -> unchanged.add(new ProgramName(each)));
        List<ProgramName> children = new ArrayList<>(unchanged);
        waves.forEach(wave -> wave.forEach(move -> {
            switch (move.kind()) {
                case UPDATE, SIGNAL, RESTART, FOLLOW, REPLACE, START_AGAIN -> children.add(move.child());
                case STOP, REGISTER, START -> {}
            }
        }));
        tools.running().adopt(wanted, children);
        // Before anything new is started: nothing of what it writes is to be missed.
        tools.host().forward(wanted);
        unchanged.forEach(tools.running()::made);
        changed.forEach(tools.running()::made);
    }

    private void changeSettings() {
        settings = SettingsChanges.atOnce(plan.settings());
        var _ = tools.supervisor().limitStarts(wanted.settings().startingMax());
        tools.host().change(wanted.settings());
    }

    private void move(List<Move> wave, int index) {
        List<Attempt> attempts = new ArrayList<>();
        List<Timer> timers = new ArrayList<>();
        for (Move each : wave) {
            Attempt attempt = begin(each);
            attempts.add(attempt);
            timers.add(limit(each, attempt));
        }
        int[] left = {attempts.size()};
        for (int i = 0; i < wave.size(); i++) {
            Move each = wave.get(i);
            Timer timer = timers.get(i);
            var _ = attempts.get(i).outcome().whenComplete((outcome, _) -> {
                timer.cancel();
                note(each, outcome);
                if (outcome.result() != Result.DONE) {
                    giveUpThoseThatWait(each, attempts);
                }
                if (--left[0] == 0) {
                    // Later, so that a thousand that are done at once are no recursion.
                    tools.reactor().execute(() -> wave(index + 1));
                }
            });
        }
    }

    private Timer limit(Move move, Attempt attempt) {
        Duration time = SPARE;
        if (move.wanted().isPresent()) {
            Policy policy = move.wanted().get().instance().policy();
            time = time.plus(policy.stop().grace()).plus(policy.health().readyWithin());
        }
        String passed = DurationWords.of(time);
        return tools.reactor().schedule(tools.reactor().now().plus(time), () -> {
            ChildState.Phase phase = tools.ledger().of(move.child()).state().phase();
            attempt.failed("is still " + StateWords.word(phase) + " after " + passed + "; it goes on");
        });
    }

    /** Where one has failed that others wait for, they will wait for long. */
    private void giveUpThoseThatWait(Move failed, List<Attempt> attempts) {
        for (Attempt each : attempts) {
            boolean waits = tools.ledger().of(each.name()).state() instanceof ChildState.Waiting;
            if (!each.isOver() && waits) {
                each.failed("is waiting, and " + failed.child() + " has failed");
            }
        }
    }

    private void note(Move move, Outcome outcome) {
        outcomes.put(move, outcome);
        if (outcome.result() == Result.DONE) {
            changed.add(move);
            return;
        }
        if (changed.contains(move)) {
            tools.running().failed(move.child());
        }
        if (failure.isEmpty()) {
            failure = Optional.of(move.child() + ": " + outcome.message());
        }
    }

    private Attempt begin(Move move) {
        Attempts attempts = tools.attempts();
        return switch (move.kind()) {
            case STOP -> {
                tools.files().forget(move.child());
                yield attempts.remove(move.child());
            }
            case UPDATE -> {
                Attempt updated = new Attempt(move.child(), true);
                updated.done("changed");
                yield updated;
            }
            case REGISTER -> registered(move);
            case SIGNAL -> {
                Attempt signalled = attempts.signal(move.child(), move.signal().orElseThrow(), Reach.LEADER);
                var _ = signalled.outcome().thenRun(() -> tools.files().taken(move.child()));
                yield signalled;
            }
            case START -> attempts.add(move.wanted().orElseThrow(), () -> changed.add(move));
            case FOLLOW -> {
                changed.add(move);
                yield attempts.follow(move.child());
            }
            case RESTART, REPLACE, START_AGAIN -> changed(move);
        };
    }

    private Attempt registered(Move move) {
        Attempt attempt = new Attempt(move.child(), true);
        attempt.then(tools.host().register(move.wanted().orElseThrow()), _ -> attempt.done("registered, not started"));
        return attempt;
    }

    /** Change it, then do what brings that into effect. */
    private Attempt changed(Move move) {
        Attempt attempt = new Attempt(move.child(), true);
        Former former = new Former(
                tools.running().registered(move.child()), tools.running().sourceOf(move.child()), run(move.child()));
        attempt.then(tools.host().change(List.of(move.wanted().orElseThrow()), wanted.groups()), _ -> {
            tools.running().made(move.child());
            changed.add(move);
            if (isStoppedMeanwhile(move.child())) {
                attempt.done("changed; was stopped meanwhile, and stays so");
                return;
            }
            Attempt next =
                    switch (move.kind()) {
                        case REPLACE -> tools.attempts().replace(move.child());
                        case START_AGAIN -> tools.attempts().start(move.child());
                        default -> tools.attempts().restart(move.child());
                    };
            var _ = next.outcome().thenAccept(outcome -> {
                boolean undo = move.kind() == Move.Kind.REPLACE && outcome.result() != Result.DONE && !attempt.isOver();
                if (undo && former.is(run(move.child()))) {
                    undo(move, former, attempt, outcome);
                } else {
                    attempt.over(outcome.result(), outcome.message());
                }
            });
            var _ = attempt.outcome().thenAccept(outcome -> next.over(outcome.result(), outcome.message()));
        });
        return attempt;
    }

    /** What a child was before it was changed. */
    private record Former(Optional<Registered> registered, Configuration source, Optional<Run> run) {

        boolean is(Optional<Run> now) {
            return registered.isPresent() && run.isPresent() && run.equals(now);
        }
    }

    private Optional<Run> run(ProgramName child) {
        return tools.ledger().of(child).state().liveRun();
    }

    /** The old run goes on after a replacement that has failed: what it was made of is to hold for its next runs too. */
    private void undo(Move move, Former former, Attempt attempt, Outcome outcome) {
        var _ = tools.host()
                .change(List.of(former.registered().orElseThrow()), wanted.groups())
                .whenComplete((_, refused) -> {
                    if (refused == null) {
                        changed.remove(move);
                        tools.running().unmade(move.child(), former.source());
                    }
                    attempt.over(outcome.result(), outcome.message());
                });
    }

    /** Between the plan and its turn somebody may have stopped it. */
    private boolean isStoppedMeanwhile(ProgramName child) {
        Memory memory = tools.ledger().of(child);
        return memory.state() instanceof ChildState.Stopped
                && memory.asked().isPresent()
                && !memory.asked().get().wantsUp();
    }

    private Plan report() {
        List<Plan.Step> steps = new ArrayList<>();
        for (List<Move> wave : waves) {
            for (Move each : wave) {
                Outcome outcome = outcomes.get(each);
                steps.add(
                        outcome == null
                                ? each.step().after("not-done", "")
                                : each.step()
                                        .after(outcome.result() == Result.DONE ? "done" : "failed", outcome.message()));
            }
        }
        return new Plan(plan.file(), steps, plan.unchanged(), plan.settings(), plan.warnings());
    }
}
