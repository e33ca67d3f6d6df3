// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.Optional;

/**
 * What holds after every step of what is remembered of a run, and of the judgement on its end.
 *
 * @param before the life before the step
 * @param event what happened
 * @param now when
 * @param policy the policy of the child
 * @param step what came of it
 */
record RunInvariants(Life before, ChildEvent event, MonotonicTime now, Policy policy, Step step) {

    /** Return the first rule that is broken. */
    Optional<String> broken() {
        Optional<Run> was = before.state().liveRun();
        Optional<Run> is = step.next().lastRun();
        if (was.isEmpty() || is.isEmpty()) {
            return Optional.empty();
        }
        boolean same = was.get().number() == is.get().number();
        return (same ? broken(was.get(), is.get()) : Optional.<String>empty()).or(() -> brokenJudgement(was.get()));
    }

    private Optional<String> broken(Run was, Run is) {
        if (!was.startedAt().equals(is.startedAt())) {
            return Optional.of("the start of a run never changes");
        }
        if (!isTold(was.readyAt(), is.readyAt(), event instanceof ChildEvent.BecameReady)) {
            return Optional.of("a run becomes ready once, when that is reported");
        }
        if (!isTold(was.leaderGoneAt(), is.leaderGoneAt(), event instanceof ChildEvent.LeaderExited)) {
            return Optional.of("a leader ends once, when that is reported");
        }
        boolean mayFall = event instanceof ChildEvent.Unhealthy || event instanceof ChildEvent.DeadlineReached;
        if (was.unwell() != is.unwell() && (was.unwell() || !mayFall || !isUp(before.state()))) {
            return Optional.of("a run that is up is found unwell by its health or its deadline, and stays so");
        }
        return brokenExtension(was, is);
    }

    private Optional<String> brokenExtension(Run was, Run is) {
        Duration more = is.extension().minus(was.extension());
        if (more.isZero()) {
            return Optional.empty();
        }
        Duration moved = step.next()
                .state()
                .deadline()
                .orElseThrow()
                .since(before.state().deadline().orElseThrow());
        boolean sound = event instanceof ChildEvent.ExtensionAsked && more.isPositive() && moved.equals(more);
        return sound
                ? Optional.empty()
                : Optional.of("a run has as much more time as it asks for, and its deadline moves by that");
    }

    private Optional<String> brokenJudgement(Run run) {
        Optional<Outcome> outcome = step.next().lastOutcome();
        boolean over = !outcome.equals(before.lastOutcome());
        if (over && run.unwell() && outcome.orElseThrow().success()) {
            return Optional.of("the end of a run that was not well is no success");
        }
        if (step.reason() != Reason.LIVED_LONG) {
            return Optional.empty();
        }
        if (policy.health().hasReadiness() && run.readyAt().isEmpty()) {
            return Optional.of("a run that was never ready has not lived long");
        }
        MonotonicTime endedAt = run.leaderGoneAt().orElse(endedAt());
        boolean isLong = policy.backoff().isLongLife(endedAt.since(run.startedAt()))
                && outcome.orElseThrow().ending() instanceof ExitStatus;
        return isLong ? Optional.empty() : Optional.of("a long life is one whose leader lived long");
    }

    private MonotonicTime endedAt() {
        return before.state() instanceof ChildState.Concluding concluding ? concluding.endedAt() : now;
    }

    private boolean isTold(Optional<MonotonicTime> was, Optional<MonotonicTime> is, boolean told) {
        return was.equals(is) || (told && was.isEmpty() && is.equals(Optional.of(now)));
    }

    private static boolean isUp(ChildState state) {
        return state instanceof ChildState.Launching || state instanceof ChildState.Running;
    }
}
