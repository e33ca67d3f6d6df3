// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.posix.inbox.Guard;
import dev.procmon.posix.output.MovedOutput;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Our end of one pipe or terminal, and where its bytes go. Touched by the output thread only, once it is registered. */
final class OutputPipe {

    private final int descriptor;
    private final Kind kind;
    private final StdStream stream;
    private final OutputListener listener;
    private final Optional<MovedOutput> mover;
    private final Growth growth = new Growth();
    private State state = State.READ;
    private long lastTurn;

    /** What is at our end. */
    enum Kind {
        PIPE,
        /** Whoever closes it hangs up on the session that has the other end. */
        TERMINAL
    }

    /** What becomes of what is written to it. */
    enum State {
        /** It is read whenever there is something. */
        READ,
        /** Its listener was not ready: nothing is read until it is. */
        WAITING,
        /** Nothing can come any longer, but it is still open. */
        OVER,
        CLOSED
    }

    OutputPipe(int descriptor, Kind kind, StdStream stream, OutputListener listener) {
        this.descriptor = descriptor;
        this.kind = kind;
        this.stream = stream;
        this.listener = listener;
        // Only from a pipe can bytes be moved.
        this.mover = kind == Kind.PIPE && listener instanceof MovedOutput moved ? Optional.of(moved) : Optional.empty();
    }

    int descriptor() {
        return descriptor;
    }

    boolean isTerminal() {
        return kind == Kind.TERMINAL;
    }

    StdStream stream() {
        return stream;
    }

    /** Return who may want its bytes moved. */
    Optional<MovedOutput> mover() {
        return mover;
    }

    Growth growth() {
        return growth;
    }

    void become(State next) {
        state = next;
    }

    /** Tell whether something may still come. */
    boolean isOpen() {
        return state == State.READ || state == State.WAITING;
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Ask its listener whether it takes more; one that cannot say so is given everything. */
    boolean isWanted() {
        try {
            return listener.isReady();
        } catch (Throwable failure) {
            Guard.report(failure);
            return true;
        }
    }

    /** Give bytes to its listener. */
    void deliver(ByteBuffer bytes) {
        try {
            listener.output(stream, bytes);
        } catch (Throwable failure) {
            Guard.report(failure);
        }
    }

    /** Tell its listener that nothing comes any longer. */
    void tellEnd() {
        tellEnd(listener, stream);
    }

    static void tellEnd(OutputListener listener, StdStream stream) {
        try {
            listener.ended(stream);
        } catch (Throwable failure) {
            Guard.report(failure);
        }
    }

    /** Tell whether it may be read in a turn, the first of which is 1. It may once. */
    boolean takeTurn(long turn) {
        boolean first = turn != lastTurn;
        lastTurn = turn;
        return first;
    }
}
