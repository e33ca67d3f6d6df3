// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

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
        Step step = Lifecycle.step(life, event, now, policy);
        LifecycleInvariants.check(life, event, now, policy, step);
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
