// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionReport.Outcome;
import dev.procmon.control.action.ActionReport.Result;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Does the same about some programs, so many at a time. After the first that fails no other is begun, and none when the time is
 * up that somebody waits. On the reactor thread.
 */
final class Rollout {

    private final Function<ProgramName, Attempt> begin;
    private final ArrayDeque<ProgramName> left;
    private final Map<ProgramName, Attempt> attempts = new HashMap<>();
    private final Map<ProgramName, Outcome> outcomes = new HashMap<>();
    private final List<ProgramName> reported;
    private final CompletableFuture<ActionReport> report = new CompletableFuture<>();
    private int underWay;
    private Optional<String> halted = Optional.empty();
    private boolean filling;

    /**
     * Make it.
     *
     * @param order in which order to begin
     * @param reported in which order to report
     * @param begin begins with one
     */
    Rollout(List<ProgramName> order, List<ProgramName> reported, Function<ProgramName, Attempt> begin) {
        this.left = new ArrayDeque<>(order);
        this.reported = List.copyOf(reported);
        this.begin = begin;
    }

    /** Begin with the first ones. */
    CompletableFuture<ActionReport> begin(int atATime) {
        fill(atATime);
        return report;
    }

    /** Wait no longer than so long: what is under way goes on, and nothing else is begun. */
    void limit(Reactor reactor, Duration timeout) {
        Timer timer = reactor.schedule(reactor.now().plus(timeout), () -> timeIsUp(timeout));
        var _ = report.whenComplete((_, _) -> timer.cancel());
    }

    private void fill(int atATime) {
        if (filling) {
            return;
        }
        filling = true;
        // One that is done at once makes room for the next.
        while (underWay < atATime && !left.isEmpty() && halted.isEmpty()) {
            ProgramName name = left.remove();
            Attempt attempt = begin.apply(name);
            attempts.put(name, attempt);
            underWay++;
            var _ = attempt.outcome().whenComplete((outcome, _) -> done(outcome, name, atATime));
        }
        filling = false;
        finishIfDone();
    }

    private void done(Outcome outcome, ProgramName name, int atATime) {
        underWay--;
        outcomes.put(name, outcome);
        if (outcome.result() != Result.DONE && halted.isEmpty() && !left.isEmpty()) {
            halted = Optional.of("not begun, for " + name + " has failed");
        }
        fill(atATime);
    }

    private void timeIsUp(Duration timeout) {
        halted = Optional.of("not begun after " + DurationWords.of(timeout));
        for (Attempt each : List.copyOf(attempts.values())) {
            String what = each.wantsUp() ? "is not ready after " : "has not ended after ";
            each.over(Result.TIMED_OUT, what + DurationWords.of(timeout) + "; it goes on");
        }
        finishIfDone();
    }

    private void finishIfDone() {
        if (filling || underWay > 0 || (!left.isEmpty() && halted.isEmpty())) {
            return;
        }
        for (ProgramName each : left) {
            outcomes.put(each, new Outcome(each.value(), Result.NOT_DONE, halted.orElse("")));
        }
        List<Outcome> ordered = new ArrayList<>(reported.size());
        for (ProgramName each : reported) {
            ordered.add(outcomes.get(each));
        }
        report.complete(new ActionReport(ordered));
    }
}
