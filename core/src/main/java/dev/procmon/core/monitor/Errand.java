// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A command that is run once beside a program: a hook or a probe. It has so much time; then it is killed, with all that it has
 * started, and so is what it leaves behind. The answer comes when nobody of it is left. On the reactor thread.
 */
final class Errand implements ProcessListener {

    private final Reactor reactor;
    private final Duration time;
    private final Consumer<Optional<String>> answer;
    private final ChildProcess process;
    private Optional<Timer> timer = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private boolean spawned;
    private boolean doomed;

    /**
     * Start it.
     *
     * @param time how long it may take
     * @param answer told once why it has failed, if it has; never within this call
     */
    Errand(Reactor reactor, Program program, Duration time, OutputListener output, Consumer<Optional<String>> answer) {
        this.reactor = reactor;
        this.time = time;
        this.answer = answer;
        this.process = reactor.spawn(program, this, output);
    }

    /** End it now. The answer comes all the same. */
    void cancel() {
        doom("it was ended");
    }

    @Override
    public void spawned(long pid) {
        spawned = true;
        if (doomed) {
            kill();
        } else {
            timer = Optional.of(reactor.schedule(reactor.now().plus(time), () -> doom("it took longer than it may")));
        }
    }

    @Override
    public void spawnFailed(SpawnFailure why) {
        end(Optional.of(why.describe()));
    }

    @Override
    public void leaderExited(ExitStatus status) {
        kill();
    }

    @Override
    public void exited(ExitStatus status) {
        boolean success = status instanceof ExitStatus.Exited(var code) && code == 0;
        end(failure.or(() -> success ? Optional.empty() : Optional.of(status.describe())));
    }

    private void doom(String why) {
        if (doomed) {
            return;
        }
        doomed = true;
        failure = Optional.of(why);
        if (spawned) {
            kill();
        }
    }

    private void kill() {
        // Who may not be killed ends by itself or not at all; it is waited for in any case.
        var _ = process.signal(Signal.KILL, Reach.TREE);
    }

    private void end(Optional<String> result) {
        timer.ifPresent(Timer::cancel);
        answer.accept(result);
    }
}
