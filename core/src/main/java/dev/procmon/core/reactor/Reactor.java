// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.reactor;

import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.program.Program;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The world as a monitor sees it: a monotonic clock, timers, and processes.
 *
 * <p>There is one <em>reactor thread</em>. Timers, tasks and process listeners are called on it, one at a time, and it
 * must never be blocked. Everything here but {@link #execute} and {@link #afterOutput} is to be called on it. Output is
 * delivered on the <em>output thread</em>, which may be another one, so that a slow reader of output does not hold up a
 * restart.
 */
public interface Reactor {

    /** Return the present moment. It does not change during one call of a task, timer or listener where time is virtual. */
    MonotonicTime now();

    /**
     * Return how long the host has slept since the clock began. {@link #now()} does not count that time, but the world did:
     * who has said nothing meanwhile is not late.
     */
    default Duration timeAsleep() {
        return Duration.ZERO;
    }

    /** Return the time of day. It may be set, forward and back: only what is scheduled by it may depend on it. */
    Instant wallTime();

    /** Run a task whenever the time of day was set, or the host has slept, on the reactor thread. */
    default void onClockChange(Runnable task) {}

    /**
     * Run a task once, at the moment or as soon after it as can be. Timers of the same moment run in the order in which
     * they were scheduled. A moment that has passed is due at once, but never within this call.
     */
    Timer schedule(MonotonicTime when, Runnable task);

    /** Run a task on the reactor thread, soon, after those given before. From any thread. */
    void execute(Runnable task);

    /**
     * Run a task on the output thread, after all output of the processes whose exit has been reported so far, and before any
     * of a process whose spawn is just being reported; output for which a listener was not {@linkplain OutputListener#isReady ready}
     * comes later. From any thread. Tasks run in the order in which they were given.
     */
    void afterOutput(Runnable task);

    /**
     * Spawn a process. The answer comes to the listener, never within this call: either {@link ProcessListener#spawned}
     * and later {@link ProcessListener#exited}, or {@link ProcessListener#spawnFailed} alone.
     *
     * <p>The process gets exactly the arguments and the environment of the program, its working directory, identity, limits
     * and rights, a session of its own, no signal blocked or ignored, the null device as standard input or a terminal, the
     * listening sockets of the program, and no other descriptor of the supervisor but for its output where the program asks for it. A socket is bound at the first spawn and kept up to
     * {@link #release}; programs that name the same endpoint share it.
     *
     * @param listener told of the life of the process, on the reactor thread
     * @param output told of what the process writes, on the output thread
     */
    ChildProcess spawn(Program program, ProcessListener listener, OutputListener output);

    /** Give up what is kept for a program between its runs, such as its listening sockets: no further run will be asked for. */
    default void release(Program program) {}

    /**
     * Look at something. The answer comes on the reactor thread, once, never within this call, and not after {@link
     * Probe#cancel}. It may never come: the time that it may take is the caller's to watch.
     */
    Probe probe(ProbeTarget.Outside target, Consumer<ProbeResult> answer);
}
