// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildEvent.DeadlineReached;
import dev.procmon.core.lifecycle.ChildEvent.Report;
import dev.procmon.core.lifecycle.ChildEvent.Request;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.time.MonotonicTime;

/**
 * One child's life, decided: for every state and every event, what comes next and what is to be done.
 *
 * <p>The common round is stopped, starting, running, backing off, starting again. Where something says whether a run is
 * ready, launching comes between starting and running. What is wanted (up or down) is kept apart from what is: it is changed
 * by requests at any time, and looked at when a run ends. An end that was asked for goes by way of asking (a hook or the
 * stop command runs), terminating (the stop signal is out, KILL follows at a deadline) and killing; a refused KILL is tried
 * again after another grace period, a second at least. There is no way out of a run but the report that nobody of its tree
 * is left: not even KILL is believed. A leader that ends by itself and leaves others behind is followed by them, in the same
 * way; how the run went is judged by the leader.
 *
 * <p>Who decides first. A report on a run that is over is dropped before anything else is looked at. A first request to
 * end a run sets the deadline and no later one moves it, though the run itself may ask for more time, within a bound; once
 * KILL is out and nothing came of it, a new request begins anew. A request during the end of a run only changes what follows
 * it.
 *
 * <p>Whether a start is allowed to happen now is the owner's decision, which comes with each step ({@link Admission}): who is
 * wanted up and may not start waits, wherever the wish to start comes from, until {@link ChildEvent.Admit}.
 *
 * <p>What is not handled here. Whether a run is ready and well is found out by {@link dev.procmon.core.health.Health}. Time
 * is what the caller says it is; where it stands still or jumps, deadlines come late or all at once and nothing else goes
 * wrong. Hooks and timers are run and ended by the owner, as the states declare.
 */
public final class Lifecycle {

    private Lifecycle() {}

    /** Decide what follows from an event when nothing is in the way of a start. */
    public static Step step(Life life, ChildEvent event, MonotonicTime now, Policy policy) {
        return step(life, event, now, new Terms(policy, Admission.MAY_START));
    }

    /** Decide what follows from an event. Pure: the same arguments give the same answer. Never throws, and never blocks. */
    public static Step step(Life life, ChildEvent event, MonotonicTime now, Terms terms) {
        Moment moment = new Moment(life, now, terms);
        return switch (event) {
            case Request request -> Requests.decide(moment, request);
            case Report report ->
                isAboutAnotherRun(life, report)
                        ? Step.ignored(life, Reason.IGNORED_OLD_RUN)
                        : Reports.decide(moment, report);
            case DeadlineReached() -> Deadlines.decide(moment);
        };
    }

    private static boolean isAboutAnotherRun(Life life, Report report) {
        return life.state().liveRun().map(run -> run.number() != report.run()).orElse(true);
    }
}
