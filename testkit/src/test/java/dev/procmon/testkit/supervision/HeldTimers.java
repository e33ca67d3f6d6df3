// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.Probe;
import dev.procmon.core.reactor.ProbeResult;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** A reactor that knows which timers its user holds, apart from those of scripted processes. */
final class HeldTimers implements Reactor {

    private final Reactor reactor;
    private final Set<Object> held = new HashSet<>();

    HeldTimers(Reactor reactor) {
        this.reactor = reactor;
    }

    int held() {
        return held.size();
    }

    @Override
    public Timer schedule(MonotonicTime when, Runnable task) {
        Object key = new Object();
        held.add(key);
        Timer timer = reactor.schedule(when, () -> {
            held.remove(key);
            task.run();
        });
        return () -> {
            held.remove(key);
            timer.cancel();
        };
    }

    @Override
    public MonotonicTime now() {
        return reactor.now();
    }

    @Override
    public Duration timeAsleep() {
        return reactor.timeAsleep();
    }

    @Override
    public Instant wallTime() {
        return reactor.wallTime();
    }

    @Override
    public void onClockChange(Runnable task) {
        reactor.onClockChange(task);
    }

    @Override
    public void execute(Runnable task) {
        reactor.execute(task);
    }

    @Override
    public void afterOutput(Runnable task) {
        reactor.afterOutput(task);
    }

    @Override
    public ChildProcess spawn(Program program, ProcessListener listener, OutputListener output) {
        return reactor.spawn(program, listener, output);
    }

    @Override
    public void release(Program program) {
        reactor.release(program);
    }

    @Override
    public Probe probe(ProbeTarget.Outside target, Consumer<ProbeResult> answer) {
        return reactor.probe(target, answer);
    }
}
