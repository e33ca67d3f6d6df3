// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import java.util.List;

/** What is read of one child: two pipes, or one, or nothing. */
public final class CapturedOutput {

    private final List<OutputPipe> pipes;
    private final OutputListener listener;
    private long lastActive;
    private boolean runIsOver;

    CapturedOutput(List<OutputPipe> pipes, OutputListener listener) {
        this.pipes = List.copyOf(pipes);
        this.listener = listener;
    }

    /** Return its pipes, in the order in which they are read. */
    List<OutputPipe> pipes() {
        return pipes;
    }

    /** Tell whether it is a terminal. From any thread. */
    boolean hasTerminal() {
        return !pipes.isEmpty() && pipes.getFirst().isTerminal();
    }

    /** Tell of the end of the streams that are not read. */
    void tellUnread() {
        StdStream[] streams = StdStream.values();
        for (int i = pipes.size(); i < streams.length; i++) {
            OutputPipe.tellEnd(listener, streams[i]);
        }
    }

    /** Tell whether something may still come. */
    boolean isOpen() {
        for (OutputPipe pipe : pipes) {
            if (pipe.isOpen()) {
                return true;
            }
        }
        return false;
    }

    /** Tell whether one of its pipes waits for the listener. */
    boolean isWaiting() {
        for (OutputPipe pipe : pipes) {
            if (pipe.isWaiting()) {
                return true;
            }
        }
        return false;
    }

    /** Its run is over: whoever writes now is somebody else. */
    void endRun() {
        runIsOver = true;
    }

    boolean isRunOver() {
        return runIsOver;
    }

    /** Note that something came at a moment. */
    void active(long now) {
        lastActive = now;
    }

    /** Return when something came last, or its run ended. */
    long lastActive() {
        return lastActive;
    }
}
