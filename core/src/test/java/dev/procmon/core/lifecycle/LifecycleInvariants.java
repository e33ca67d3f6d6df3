// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.Effect.SendSignal;
import dev.procmon.core.lifecycle.Effect.Spawn;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Signal;
import dev.procmon.core.time.MonotonicTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What holds after every step of a child that began unborn, whatever happened to it before. Plain conditions, not AssertJ:
 * they are checked millions of times.
 */
final class LifecycleInvariants {

    private static final Set<Reason> IGNORED = EnumSet.of(
            Reason.IGNORED_RUNNING,
            Reason.IGNORED_STOPPED,
            Reason.IGNORED_WAITING,
            Reason.IGNORED_STOPPING,
            Reason.IGNORED_OLD_RUN,
            Reason.IGNORED_REPEATED,
            Reason.IGNORED_REFUSED,
            Reason.IGNORED_NO_DEADLINE);

    private final Life before;
    private final ChildEvent event;
    private final MonotonicTime now;
    private final Policy policy;
    private final Step step;
    private final Life next;

    private LifecycleInvariants(Life before, ChildEvent event, MonotonicTime now, Policy policy, Step step) {
        this.before = before;
        this.event = event;
        this.now = now;
        this.policy = policy;
        this.step = step;
        this.next = step.next();
    }

    /** Throw where a step breaks an invariant. */
    static void check(Life before, ChildEvent event, MonotonicTime now, Policy policy, Step step) {
        new LifecycleInvariants(before, event, now, policy, step).check();
    }

    /** The same, and what holds as long as the policy of the child has never changed. */
    static void checkUnderOnePolicy(Life before, ChildEvent event, MonotonicTime now, Policy policy, Step step) {
        LifecycleInvariants invariants = new LifecycleInvariants(before, event, now, policy, step);
        invariants.check();
        invariants.delaysStayWithinTheirBounds();
    }

    private void check() {
        atMostOneEffect();
        spawnsOnlyWhenNoRunIsLive();
        signalsOnlyTheLiveRun();
        aRunEndsOnlyByReport();
        aDeadlineIsThereExactlyWhereAStateHoldsOne();
        noLaterRequestMovesTheKill();
        onlyRequestsChangeWhatIsWanted();
        whatIsWantedFitsTheState();
        downStaysDown();
        ignoredMeansNothingChanged();
        the(next.seed() == before.seed(), "the seed never changes");
    }

    private void atMostOneEffect() {
        the(step.effects().size() <= 1, "there is at most one effect");
    }

    private void spawnsOnlyWhenNoRunIsLive() {
        for (Effect effect : step.effects()) {
            if (effect instanceof Spawn(var run)) {
                boolean ended = before.state().liveRun().isEmpty() || endsTheLiveRun();
                the(ended, "nothing is spawned while a run is live");
                the(run.number() == before.nextRun(), "runs are numbered without a gap");
                the(run.startedAt().equals(now), "a run starts when its spawn is asked for");
                the(next.state().equals(new ChildState.Starting(run)), "who spawns is starting");
                the(next.lastRun().equals(Optional.of(run)), "the run that is spawned is remembered");
            }
        }
        boolean starts =
                next.state() instanceof ChildState.Starting && !before.state().equals(next.state());
        the(!starts || step.effects().getFirst() instanceof Spawn, "who begins to start spawns");
    }

    private void signalsOnlyTheLiveRun() {
        for (Effect effect : step.effects()) {
            if (effect instanceof SendSignal(var run, var signal)) {
                the(next.state().liveRun().equals(Optional.of(run)), "only the live run is signalled");
                the(next.state().livePid().isPresent(), "only a known process is signalled");
                boolean ends = signal.equals(Signal.KILL)
                        || signal.equals(policy.stop().signal());
                the(ends, "only the signals of the stop plan are sent");
            }
        }
    }

    private void aRunEndsOnlyByReport() {
        Optional<Run> live = before.state().liveRun();
        boolean over = live.isPresent() && !live.equals(next.state().liveRun());
        the(!over || endsTheLiveRun(), "a run ends only by the report of its end");
        the(live.isEmpty() || live.equals(before.lastRun()), "the live run is the last run");
    }

    private void aDeadlineIsThereExactlyWhereAStateHoldsOne() {
        boolean holds =
                switch (next.state()) {
                    case ChildState.Terminating _, ChildState.KillRefused _, ChildState.BackingOff _ -> true;
                    case ChildState.Stopped _,
                            ChildState.Waiting _,
                            ChildState.Starting _,
                            ChildState.Running _,
                            ChildState.Aborting _,
                            ChildState.Killing _,
                            ChildState.Exited _ -> false;
                };
        the(next.state().deadline().isPresent() == holds, "a deadline is where a state holds one, and nowhere else");
    }

    private void noLaterRequestMovesTheKill() {
        boolean terminating =
                before.state() instanceof ChildState.Terminating && next.state() instanceof ChildState.Terminating;
        the(!terminating || before.state().deadline().equals(next.state().deadline()), "no request moves the kill");
    }

    private void onlyRequestsChangeWhatIsWanted() {
        the(
                before.wanted() == next.wanted() || event instanceof ChildEvent.Request,
                "only a request changes what is wanted");
    }

    private void whatIsWantedFitsTheState() {
        boolean fits =
                switch (next.state()) {
                    case ChildState.Stopped _ -> next.wanted() == Wanted.DOWN;
                    case ChildState.Waiting _, ChildState.BackingOff _, ChildState.Exited _ ->
                        next.wanted() == Wanted.UP;
                    case ChildState.Starting _,
                            ChildState.Running _,
                            ChildState.Aborting _,
                            ChildState.Terminating _,
                            ChildState.Killing _,
                            ChildState.KillRefused _ -> true;
                };
        the(fits, "what is wanted fits what a child without a run is doing");
    }

    private void downStaysDown() {
        boolean spawns = step.effects().stream().anyMatch(Spawn.class::isInstance);
        the(
                !spawns || next.wanted() == Wanted.UP || event.equals(new ChildEvent.Start(Wanted.DOWN)),
                "who is wanted down is started only by the request of a single run");
    }

    private void delaysStayWithinTheirBounds() {
        boolean within = next.nextDelay().compareTo(policy.backoff().min()) >= 0
                && next.nextDelay().compareTo(policy.backoff().max()) <= 0;
        the(within, "the next delay is neither shorter than the least nor longer than the most");
        if (next.state() instanceof ChildState.BackingOff(var until, var _)
                && !next.state().equals(before.state())) {
            boolean capped = until.since(now).compareTo(policy.backoff().max()) <= 0;
            the(capped, "no wait is longer than the most");
        }
    }

    private void ignoredMeansNothingChanged() {
        if (IGNORED.contains(step.reason())) {
            the(next.equals(before) && step.effects().isEmpty(), "an event that is ignored changes nothing");
        }
        if (step.reason() == Reason.WANTED_CHANGED) {
            the(!next.equals(before) && step.effects().equals(List.of()), "only what is wanted changed, but it did");
            the(next.state().getClass() == before.state().getClass(), "what is wanted changed, the state did not");
        }
    }

    private boolean endsTheLiveRun() {
        boolean isEnd = event instanceof ChildEvent.ProcessExited || event instanceof ChildEvent.SpawnFailed;
        return isEnd
                && event instanceof ChildEvent.Report report
                && before.state()
                        .liveRun()
                        .filter(run -> run.number() == report.run())
                        .isPresent();
    }

    private void the(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError("broken: " + rule + "\n  before " + before + "\n  event " + event + "\n  at " + now
                    + "\n  after " + step);
        }
    }
}
