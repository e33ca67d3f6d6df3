// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.reactor;

import dev.procmon.core.program.Program;
import dev.procmon.core.time.MonotonicTime;

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
     * Run a task once, at the moment or as soon after it as can be. Timers of the same moment run in the order in which
     * they were scheduled. A moment that has passed is due at once, but never within this call.
     */
    Timer schedule(MonotonicTime when, Runnable task);

    /** Run a task on the reactor thread, soon, after those given before. From any thread. */
    void execute(Runnable task);

    /**
     * Run a task on the output thread, after all output of the processes whose exit has been reported so far, and before any
     * of a process whose spawn is just being reported. From any thread. Tasks run in the order in which they were given.
     */
    void afterOutput(Runnable task);

    /**
     * Spawn a process. The answer comes to the listener, never within this call: either {@link ProcessListener#spawned}
     * and later {@link ProcessListener#exited}, or {@link ProcessListener#spawnFailed} alone.
     *
     * <p>The process gets exactly the arguments and the environment of the program, its working directory and identity,
     * a session of its own, no signal blocked or ignored, the null device as standard input, and no other descriptor of
     * the supervisor.
     *
     * @param listener told of the life of the process, on the reactor thread
     * @param output told of what the process writes, on the output thread
     */
    ChildProcess spawn(Program program, ProcessListener listener, OutputListener output);
}
