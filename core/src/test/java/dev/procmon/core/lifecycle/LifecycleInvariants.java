// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.Effect.RunHook;
import dev.procmon.core.lifecycle.Effect.SendSignal;
import dev.procmon.core.lifecycle.Effect.Spawn;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What holds after every step of a child that began unborn, whatever happened to it before. Plain conditions, not AssertJ:
 * they are checked millions of times. What is remembered of one run is checked by {@link RunInvariants}.
 */
final class LifecycleInvariants {

    private final Life before;
    private final ChildEvent event;
    private final MonotonicTime now;
    private final Terms terms;
    private final Policy policy;
    private final Step step;
    private final Life next;

    private LifecycleInvariants(Life before, ChildEvent event, MonotonicTime now, Terms terms, Step step) {
        this.before = before;
        this.event = event;
        this.now = now;
        this.terms = terms;
        this.policy = terms.policy();
        this.step = step;
        this.next = step.next();
    }

    /** Throw where a step breaks an invariant. */
    static void check(Life before, ChildEvent event, MonotonicTime now, Terms terms, Step step) {
        new LifecycleInvariants(before, event, now, terms, step).check();
    }

    /** The same, and what holds as long as the policy of the child has never changed. */
    static void checkUnderOnePolicy(Life before, ChildEvent event, MonotonicTime now, Terms terms, Step step) {
        LifecycleInvariants invariants = new LifecycleInvariants(before, event, now, terms, step);
        invariants.check();
        invariants.delaysStayWithinTheirBounds();
        invariants.restartsAreCountedWithinTheirBounds();
        invariants.noRunLengthensItsTimesByMoreThanItMay();
        invariants.killingIsRepeatedWhereThePlanSaysSo();
    }

    private void check() {
        the(step.effects().size() <= 1, "there is at most one effect");
        spawnsOnlyWhenNoRunIsLive();
        noRunBeginsBeforeItMay();
        signalsOnlyTheLiveRun();
        aRunEndsOnlyByReport();
        aDeadlineIsThereExactlyWhereAStateHoldsOne();
        aHookIsHeldExactlyWhereAStateSaysSo();
        onlyTheRunItselfMovesTheKill();
        nobodyAsksAfterTheKill();
        onlyRequestsChangeWhatIsWanted();
        whatIsWantedFitsTheState();
        downStaysDown();
        itFailsOnlyWhereSomebodySaidSo();
        ignoredMeansNothingChanged();
        the(next.seed() == before.seed(), "the seed never changes");
        Optional<String> broken = new RunInvariants(before, event, now, policy, step).broken();
        the(broken.isEmpty(), broken.orElse(""));
    }

    private void spawnsOnlyWhenNoRunIsLive() {
        for (Effect effect : step.effects()) {
            if (effect instanceof Spawn(var run)) {
                boolean prepared =
                        before.state().equals(new ChildState.Preparing(run)) && event instanceof ChildEvent.HookEnded;
                the(prepared || beginsARun(), "what is spawned is a new run, or one that was prepared");
                the(next.state().equals(new ChildState.Starting(run)), "who spawns is starting");
                the(next.lastRun().equals(Optional.of(run)), "the run that is spawned is remembered");
            }
        }
        boolean starts =
                next.state() instanceof ChildState.Starting && !(before.state() instanceof ChildState.Starting);
        the(!starts || step.effects().getFirst() instanceof Spawn, "who begins to start spawns");
        if (beginsARun()) {
            Run run = next.lastRun().orElseThrow();
            the(before.state().liveRun().isEmpty() || endsTheLiveRun(), "no run begins while another is live");
            the(run.equals(new Run(before.nextRun(), now)), "runs are numbered without a gap, and begin plain and now");
            the(next.state().liveRun().equals(Optional.of(run)), "the run that begins is live");
        }
    }

    private void noRunBeginsBeforeItMay() {
        boolean may = terms.admission() == Admission.MAY_START || next.wanted() == Wanted.DOWN;
        the(may || !beginsARun(), "no run of a child that is wanted up begins before it may");
    }

    private void signalsOnlyTheLiveRun() {
        for (Effect effect : step.effects()) {
            if (effect instanceof SendSignal(var run, var signal, var reach)) {
                the(next.state().liveRun().equals(Optional.of(run)), "only the live run is signalled");
                the(next.state().livePid().isPresent(), "only a known process is signalled");
                boolean kill = signal.equals(Signal.KILL);
                the(kill || signal.equals(policy.stop().signal()), "only the signals of the stop plan are sent");
                the(!kill || reach == Reach.TREE, "KILL is for the whole tree");
                the(
                        kill == next.state() instanceof ChildState.Killing,
                        "KILL is out exactly where the state is Killing");
            }
            if (effect instanceof RunHook(var run, var point)) {
                the(point == Hook.Point.POST_START, "only the hook after the start is waited for by no state");
                the(
                        next.state() instanceof ChildState.Running(var ready, var _, var _) && ready.equals(run),
                        "it runs");
            }
        }
    }

    private void aRunEndsOnlyByReport() {
        Optional<Long> live = before.state().liveRun().map(Run::number);
        boolean over = live.isPresent() && !live.equals(next.state().liveRun().map(Run::number));
        the(!over || endsTheLiveRun(), "a run ends only by the report of its end");
        boolean remembered =
                before.state().liveRun().isEmpty() || before.state().liveRun().equals(before.lastRun());
        the(remembered, "the live run is the last run");
        the(over || before.lastOutcome().equals(next.lastOutcome()), "only an end has an outcome");
        the(!over || next.lastOutcome().orElseThrow().at().equals(now), "each end has an outcome");
    }

    private void aDeadlineIsThereExactlyWhereAStateHoldsOne() {
        boolean there = next.state().deadline().isPresent();
        boolean fits =
                switch (next.state()) {
                    case ChildState.Launching _,
                            ChildState.Asking _,
                            ChildState.Terminating _,
                            ChildState.KillRefused _,
                            ChildState.BackingOff _ -> there;
                    case ChildState.Running _, ChildState.Killing _ -> true;
                    case ChildState.Stopped _,
                            ChildState.Waiting _,
                            ChildState.Preparing _,
                            ChildState.Starting _,
                            ChildState.Aborting _,
                            ChildState.Concluding _,
                            ChildState.Exited _,
                            ChildState.Failed _ -> !there;
                };
        the(fits, "a deadline is where a state holds one, and nowhere else");
    }

    private void aHookIsHeldExactlyWhereAStateSaysSo() {
        List<Hook.Point> points =
                switch (next.state()) {
                    case ChildState.Preparing _ -> List.of(Hook.Point.PRE_START);
                    case ChildState.Asking _ -> List.of(Hook.Point.PRE_STOP, Hook.Point.STOP_COMMAND);
                    case ChildState.Concluding _ -> List.of(Hook.Point.POST_STOP);
                    case ChildState.Stopped _,
                            ChildState.Waiting _,
                            ChildState.Starting _,
                            ChildState.Launching _,
                            ChildState.Running _,
                            ChildState.Aborting _,
                            ChildState.Terminating _,
                            ChildState.Killing _,
                            ChildState.KillRefused _,
                            ChildState.BackingOff _,
                            ChildState.Exited _,
                            ChildState.Failed _ -> List.of();
                };
        Optional<Hook.Point> hook = next.state().hook();
        the(hook.map(points::contains).orElse(points.isEmpty()), "a hook is held where a state says so, nowhere else");
        boolean begun = hook.isPresent() && !hook.equals(before.state().hook());
        the(!begun || policy.hooks().at(hook.get()).isPresent(), "only a hook that is there is waited for");
    }

    private void onlyTheRunItselfMovesTheKill() {
        boolean goesOn = isBeingAsked(before.state()) && isBeingAsked(next.state());
        boolean moved = !before.state().deadline().equals(next.state().deadline());
        the(!goesOn || !moved || event instanceof ChildEvent.ExtensionAsked, "only the run itself moves the kill");
    }

    private void nobodyAsksAfterTheKill() {
        boolean begins = next.state() instanceof ChildState.Asking && !(before.state() instanceof ChildState.Asking);
        boolean hasPower = before.state() instanceof ChildState.Launching
                || before.state() instanceof ChildState.Running
                || before.state() instanceof ChildState.Aborting;
        the(!begins || hasPower, "a run is asked first, or not at all");
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
                    case ChildState.Waiting _, ChildState.BackingOff _, ChildState.Exited _, ChildState.Failed _ ->
                        next.wanted() == Wanted.UP;
                    case ChildState.Live _ -> true;
                };
        the(fits, "what is wanted fits what a child without a run is doing");
    }

    private void downStaysDown() {
        the(
                !beginsARun() || next.wanted() == Wanted.UP || event.equals(new ChildEvent.Start(Wanted.DOWN)),
                "who is wanted down is started only by the request of a single run");
    }

    private void itFailsOnlyWhereSomebodySaidSo() {
        boolean fails = next.state() instanceof ChildState.Failed && !(before.state() instanceof ChildState.Failed);
        boolean said = step.reason() == Reason.GAVE_UP
                || step.reason() == Reason.ABANDONED
                || step.reason() == Reason.FAILED_FOR_GOOD;
        the(!fails || said, "it fails only where it is given up, abandoned, or failed for good");
        boolean escalates = step.effects().stream().anyMatch(Effect.Escalate.class::isInstance);
        the(escalates == (step.reason() == Reason.GAVE_UP), "who gives up escalates, and nobody else");
        the(step.reason() != Reason.GAVE_UP || policy.giveUp().isPresent(), "nobody gives up who is not asked to");
    }

    private void delaysStayWithinTheirBounds() {
        Backoff backoff = policy.backoff();
        boolean within = next.nextDelay().compareTo(backoff.min()) >= 0
                && next.nextDelay().compareTo(backoff.max()) <= 0;
        the(
                within || next.nextDelay().equals(backoff.first()),
                "the next delay is neither shorter than the least nor longer than the most");
        if (next.state() instanceof ChildState.BackingOff(var until, var _)
                && !next.state().equals(before.state())) {
            Duration wait = until.since(now);
            the(wait.compareTo(backoff.max()) <= 0, "no wait is longer than the most");
            boolean atOnce =
                    step.reason() == Reason.LIVED_LONG || backoff.first().isZero();
            the(atOnce || wait.compareTo(Backoff.FLOOR) >= 0, "no wait after an early death is shorter than the least");
        }
    }

    private void restartsAreCountedWithinTheirBounds() {
        int most = policy.giveUp().map(giveUp -> giveUp.intensity().restarts()).orElse(0);
        the(next.restarts().size() <= most, "no more restarts are remembered than are allowed");
    }

    private void noRunLengthensItsTimesByMoreThanItMay() {
        Duration extension = next.lastRun().map(Run::extension).orElse(Duration.ZERO);
        the(extension.compareTo(policy.health().extendMax()) <= 0, "no run has more time than it may");
    }

    private void killingIsRepeatedWhereThePlanSaysSo() {
        boolean again = policy.stop().insist().isPresent();
        the(
                !(next.state() instanceof ChildState.Killing killing)
                        || killing.againAt().isPresent() == again,
                "KILL is sent again where the stop plan says so");
    }

    private void ignoredMeansNothingChanged() {
        if (step.reason().isIgnored()) {
            the(next.equals(before) && step.effects().isEmpty(), "an event that is ignored changes nothing");
        } else {
            the(
                    !next.equals(before) || !step.effects().isEmpty() || isRequested(),
                    "an event that is not changes something");
        }
        if (step.reason() == Reason.WANTED_CHANGED) {
            the(step.effects().equals(List.of()), "where only what is wanted changed nothing is done");
            the(next.state().getClass() == before.state().getClass(), "what is wanted changed, the state did not");
        }
    }

    /** A repeated request to restart or to kill is answered as such also where it asks for nothing new. */
    private boolean isRequested() {
        return step.reason() == Reason.RESTART_REQUESTED || step.reason() == Reason.KILL_REQUESTED;
    }

    private boolean beginsARun() {
        return !before.lastRun().map(Run::number).equals(next.lastRun().map(Run::number));
    }

    private static boolean isBeingAsked(ChildState state) {
        return state instanceof ChildState.Asking || state instanceof ChildState.Terminating;
    }

    private boolean endsTheLiveRun() {
        boolean isEnd =
                switch (event) {
                    case ChildEvent.ProcessExited _, ChildEvent.SpawnFailed _ -> true;
                    case ChildEvent.HookEnded(var _, var point, var failure) ->
                        switch (before.state()) {
                            case ChildState.Preparing _ -> point == Hook.Point.PRE_START && failure.isPresent();
                            case ChildState.Aborting _ -> point == Hook.Point.PRE_START;
                            case ChildState.Concluding _ -> point == Hook.Point.POST_STOP;
                            case ChildState _ -> false;
                        };
                    case ChildEvent _ -> false;
                };
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
                    + "\n  admission " + terms.admission() + "\n  after " + step);
        }
    }
}
