// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.Optional;

/** A child without a world: the test says what happens and when, and looks at what comes of it. */
final class ScriptedChild {

    static final long PID = 42;

    Policy policy;
    MonotonicTime now = MonotonicTime.ORIGIN;
    Life life;
    Optional<Step> last = Optional.empty();
    Admission admission = Admission.MAY_START;

    ScriptedChild(Policy policy) {
        this.policy = policy;
        this.life = Life.unborn(policy, 0);
    }

    /** Return a child whose process has just been spawned. */
    static ScriptedChild running(Policy policy) {
        return starting(policy).spawned();
    }

    /** Return a child whose first spawn is under way. */
    static ScriptedChild starting(Policy policy) {
        return new ScriptedChild(policy).on(new ChildEvent.Start(Wanted.UP));
    }

    ScriptedChild on(ChildEvent event) {
        Terms terms = new Terms(policy, admission);
        Step step = Lifecycle.step(life, event, now, terms);
        LifecycleInvariants.check(life, event, now, terms, step);
        life = step.next();
        last = Optional.of(step);
        return this;
    }

    ScriptedChild after(Duration time) {
        now = now.plus(time);
        return this;
    }

    ScriptedChild spawned() {
        return on(new ChildEvent.Spawned(run(), PID));
    }

    ScriptedChild spawnFailed() {
        return on(new ChildEvent.SpawnFailed(run(), new SpawnFailure("EAGAIN", "too many processes")));
    }

    ScriptedChild exited(int code) {
        return on(new ChildEvent.ProcessExited(run(), ExitStatus.exited(code)));
    }

    ScriptedChild killedBy(Signal signal) {
        return on(new ChildEvent.ProcessExited(run(), ExitStatus.signaled(signal)));
    }

    ScriptedChild leaderExited(int code) {
        return on(new ChildEvent.LeaderExited(run(), ExitStatus.exited(code)));
    }

    ScriptedChild ready() {
        return on(new ChildEvent.BecameReady(run()));
    }

    ScriptedChild unhealthy(Fault fault) {
        return on(new ChildEvent.Unhealthy(run(), fault));
    }

    ScriptedChild hookEnded(Hook.Point point) {
        return on(new ChildEvent.HookEnded(run(), point, Optional.empty()));
    }

    ScriptedChild hookFailed(Hook.Point point) {
        return on(new ChildEvent.HookEnded(run(), point, Optional.of("exited with 1")));
    }

    ScriptedChild asksFor(Duration time) {
        return on(new ChildEvent.ExtensionAsked(run(), time));
    }

    ScriptedChild refused(Signal signal) {
        return on(new ChildEvent.SignalRefused(run(), signal, "EPERM"));
    }

    /** Let the time go on to the deadline of the present state. */
    ScriptedChild atDeadline() {
        now = deadline();
        return on(new ChildEvent.DeadlineReached());
    }

    MonotonicTime deadline() {
        return life.state().deadline().orElseThrow();
    }

    /** How long the child still waits. */
    Duration untilDeadline() {
        return deadline().since(now);
    }

    Step lastStep() {
        return last.orElseThrow();
    }

    long run() {
        return life.lastRun().orElseThrow().number();
    }
}
