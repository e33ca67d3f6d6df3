// SPDX-License-Identifier: Apache-2.0
package dev.procmon.conformance;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.SignalOutcome;
import dev.procmon.core.reactor.Timer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A child of the trace format: alive, then reaped, then ended, each once. */
final class FakeChild implements ChildProcess {

    private enum Stage {
        ALIVE,
        REAPED,
        ENDED
    }

    private final Reactor clock;
    private final EventLog log;
    private final int pid;
    private final ProcessListener listener;
    private final OutputListener output;
    private final List<Timer> timers = new ArrayList<>();
    private Manners manners;
    private Stage stage = Stage.ALIVE;
    private ExitStatus status = ExitStatus.exited(0);

    /**
     * How a child takes signals.
     *
     * @param termDelay how long after TERM it exits; empty: never
     * @param killDelay the same for KILL
     * @param signalError the error of every signal to it
     */
    record Manners(Optional<Duration> termDelay, Optional<Duration> killDelay, Optional<String> signalError) {

        static final Manners DEFAULT =
                new Manners(Optional.of(Duration.ofSeconds(1)), Optional.of(Duration.ZERO), Optional.empty());
    }

    FakeChild(Reactor clock, EventLog log, int pid, Manners manners, ProcessListener listener, OutputListener output) {
        this.clock = clock;
        this.log = log;
        this.pid = pid;
        this.manners = manners;
        this.listener = listener;
        this.output = output;
    }

    int pid() {
        return pid;
    }

    boolean isAlive() {
        return stage == Stage.ALIVE;
    }

    boolean isReaped() {
        return stage == Stage.REAPED;
    }

    boolean isEnded() {
        return stage == Stage.ENDED;
    }

    Manners manners() {
        return manners;
    }

    void manners(Manners other) {
        manners = other;
    }

    @Override
    public SignalOutcome signal(Signal signal, Reach reach) {
        ObjectNode event = log.add("signal").put("pid", pid).put("sig", signal.name());
        if (!isAlive()) {
            var _ = event.put("error", "ProcessExitedAlready");
            return new SignalOutcome.AlreadyGone();
        }
        if (manners.signalError().isPresent()) {
            var _ = event.put("error", manners.signalError().get());
            return new SignalOutcome.Refused("EPERM");
        }
        if (signal.equals(Signal.KILL)) {
            manners.killDelay().ifPresent(delay -> exitAfter(delay, ExitStatus.signaled(Signal.KILL)));
        } else {
            manners.termDelay().ifPresent(delay -> exitAfter(delay, ExitStatus.exited(0)));
        }
        return new SignalOutcome.Sent();
    }

    void write(StdStream stream, byte[] bytes) {
        output.output(stream, ByteBuffer.wrap(bytes));
    }

    void exitAfter(Duration delay, ExitStatus how) {
        after(delay, () -> exit(how));
    }

    /** It dies and its pipes close at once. */
    void exit(ExitStatus how) {
        if (isAlive()) {
            status = how;
            become(Stage.REAPED);
            close();
            listener.exited(how);
        }
    }

    /** It dies, and its pipes stay open. */
    void reap(ExitStatus how, Optional<Duration> endAfter) {
        if (isAlive()) {
            status = how;
            become(Stage.REAPED);
            var _ = log.add("reap", pid, how);
            endAfter.ifPresent(delay -> after(delay, this::end));
            listener.exited(how);
        }
    }

    /** Its pipes close. */
    void end() {
        if (isReaped()) {
            close();
        }
    }

    private void close() {
        become(Stage.ENDED);
        var _ = log.add("end", pid, status);
        output.ended(StdStream.STDOUT);
        output.ended(StdStream.STDERR);
    }

    private void become(Stage next) {
        stage = next;
        timers.forEach(Timer::cancel);
        timers.clear();
    }

    private void after(Duration delay, Runnable task) {
        timers.add(clock.schedule(clock.now().plus(delay), task));
    }
}
