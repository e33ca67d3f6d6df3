// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;

/** Our end of one pipe, and where its bytes go. Touched by the output thread only, once it is registered. */
final class OutputPipe {

    private final int descriptor;
    private final StdStream stream;
    private final OutputListener listener;
    private boolean open = true;
    private long lastTurn;

    OutputPipe(int descriptor, StdStream stream, OutputListener listener) {
        this.descriptor = descriptor;
        this.stream = stream;
        this.listener = listener;
    }

    int descriptor() {
        return descriptor;
    }

    StdStream stream() {
        return stream;
    }

    OutputListener listener() {
        return listener;
    }

    boolean isOpen() {
        return open;
    }

    void closed() {
        open = false;
    }

    /** Tell whether it may be read in a turn, the first of which is 1. It may once. */
    boolean takeTurn(long turn) {
        boolean first = turn != lastTurn;
        lastTurn = turn;
        return first;
    }
}
