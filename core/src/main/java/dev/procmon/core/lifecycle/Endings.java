// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildState.BackingOff;
import dev.procmon.core.lifecycle.ChildState.Concluding;
import dev.procmon.core.lifecycle.ChildState.Exited;
import dev.procmon.core.lifecycle.ChildState.Failed;
import dev.procmon.core.lifecycle.ChildState.Sequel;
import dev.procmon.core.lifecycle.ChildState.Stopped;
import dev.procmon.core.lifecycle.ChildState.Waiting;
import dev.procmon.core.lifecycle.Effect.Escalate;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Backoff.Verdict;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.time.MonotonicTime;
import java.util.Optional;

/** What follows when a run is over: how it is judged, and whether and when there is another. */
final class Endings {

    private Endings() {}

    /**
     * A run is over and nobody of its tree is left.
     *
     * @param asked whether its end was asked for
     */
    static Step over(Moment moment, Run run, Ending ending, Sequel sequel, boolean asked) {
        MonotonicTime endedAt = run.leaderGoneAt().orElse(moment.now());
        Concluding concluding = new Concluding(run, ending, endedAt, asked, sequel);
        boolean hasRun =
                switch (ending) {
                    case ExitStatus _ -> true;
                    case SpawnFailure _ -> false;
                };
        return hasRun && moment.policy().hooks().at(Hook.Point.POST_STOP).isPresent()
                ? moment.to(concluding, Reason.CONCLUDING)
                : concluded(moment, concluding);
    }

    /** All that there was to do about the run is done. */
    static Step concluded(Moment moment, Concluding end) {
        Policy policy = moment.policy();
        boolean failed = end.run().unwell();
        boolean success = !failed && policy.restart().isSuccess(end.ending());
        Moment after = moment.with(moment.life().after(new Outcome(end.ending(), success, moment.now())));
        if (moment.life().wanted() == Wanted.UP && end.sequel() == Sequel.START_AGAIN) {
            return after.spawn(Reason.RESTARTED_AS_REQUESTED);
        }
        Verdict verdict = judge(after, end);
        if (moment.life().wanted() == Wanted.DOWN) {
            return charged(after, verdict)
                    .to(new Stopped(), end.asked() ? Reason.ENDED_AS_REQUESTED : Reason.ENDED_UNWANTED);
        }
        if (end.sequel() == Sequel.STAY_FAILED) {
            return after.to(new Failed(Optional.of(end.ending())), Reason.ABANDONED);
        }
        boolean again = failed
                ? policy.restart().mode() != RestartPolicy.Mode.NEVER
                : policy.restart().restartsAfter(end.ending());
        return again ? again(after, end, verdict) : noMore(charged(after, verdict), end, failed);
    }

    private static Step noMore(Moment moment, Concluding end, boolean failed) {
        if (moment.policy().job().isPresent()) {
            return moment.to(new Waiting(), Reason.SCHEDULE_SAYS_LATER);
        }
        return failed
                ? moment.to(new Failed(Optional.of(end.ending())), Reason.FAILED_FOR_GOOD)
                : moment.to(new Exited(end.ending()), Reason.POLICY_SAYS_NO);
    }

    private static Step again(Moment moment, Concluding end, Verdict verdict) {
        if (moment.terms().admission() == Admission.DEPENDENCY_DOWN
                && moment.policy().requests() == Policy.Requests.FREE) {
            return moment.to(new Waiting(), Reason.DEPENDENCY_DOWN);
        }
        Optional<GiveUp> giveUp = moment.policy().giveUp();
        Life counted = giveUp.isPresent()
                ? moment.life()
                        .counting(giveUp.get().intensity().count(moment.life().restarts(), moment.now()))
                : moment.life();
        if (giveUp.isPresent() && giveUp.get().intensity().isExceededBy(counted.restarts())) {
            return giveUp(moment.with(counted.forgiven(moment.policy().backoff().first())), end, giveUp.get());
        }
        Reason reason =
                switch (end.ending()) {
                    case SpawnFailure _ -> Reason.SPAWN_FAILED;
                    case ExitStatus _ ->
                        isLongLife(moment, end)
                                ? Reason.LIVED_LONG
                                : verdict.pause().isZero() ? Reason.DIED_EARLY_FIRST : Reason.DIED_EARLY;
                };
        BackingOff next = new BackingOff(moment.now().plus(verdict.pause()), end.ending());
        return moment.with(counted.delayedBy(verdict.nextDelay())).to(next, reason);
    }

    private static Step giveUp(Moment moment, Concluding end, GiveUp giveUp) {
        ChildState next = moment.policy().job().isPresent() ? new Waiting() : new Failed(Optional.of(end.ending()));
        return moment.to(next, Reason.GAVE_UP, new Escalate(giveUp.then()));
    }

    private static Verdict judge(Moment moment, Concluding end) {
        Backoff backoff = moment.policy().backoff();
        return isLongLife(moment, end)
                ? backoff.afterLongLife()
                : backoff.afterEarlyDeath(
                        moment.life().nextDelay(), moment.life().chance(end.run()));
    }

    /** Judged by its leader. A run that was never ready has not lived long, however long it took. */
    private static boolean isLongLife(Moment moment, Concluding end) {
        Policy policy = moment.policy();
        boolean neverReady =
                policy.health().hasReadiness() && end.run().readyAt().isEmpty();
        return switch (end.ending()) {
            case SpawnFailure _ -> false;
            case ExitStatus _ ->
                !neverReady
                        && policy.backoff()
                                .isLongLife(end.endedAt().since(end.run().startedAt()));
        };
    }

    /** Where requests are charged, an ending that no restart follows counts for the next start. */
    private static Moment charged(Moment moment, Verdict verdict) {
        return switch (moment.policy().requests()) {
            case CHARGED -> moment.with(moment.life().delayedBy(verdict.nextDelay()));
            case FREE -> moment;
        };
    }
}
