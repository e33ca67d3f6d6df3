// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Stdio;
import dev.procmon.core.reactor.OutputListener;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;

/** What one process writes, on its way to the listener: in its pipe for as long as that is not ready. */
final class VirtualOutput {

    private final Stdio stdio;
    private final OutputListener listener;
    private final Set<VirtualOutput> waiting;
    private final ArrayDeque<Chunk> pipe = new ArrayDeque<>();
    private boolean ended;

    private record Chunk(StdStream stream, ByteBuffer bytes) {}

    /**
     * Make it.
     *
     * @param waiting to which it belongs while it holds something
     */
    VirtualOutput(Stdio stdio, OutputListener listener, Set<VirtualOutput> waiting) {
        this.stdio = stdio;
        this.listener = listener;
        this.waiting = waiting;
    }

    /** Tell whether there are streams that are not read apart, which end when the process begins. */
    boolean hasUnread() {
        return stdio != Stdio.CAPTURED;
    }

    /** Tell of the end of the streams that are not read apart. */
    void tellUnread() {
        for (StdStream stream : StdStream.values()) {
            if (!read().contains(stream)) {
                listener.ended(stream);
            }
        }
    }

    void write(StdStream stream, ByteBuffer bytes) {
        List<StdStream> read = read();
        if (read.isEmpty()) {
            return;
        }
        StdStream as = read.contains(stream) ? stream : StdStream.STDOUT;
        if (pipe.isEmpty() && listener.isReady()) {
            listener.output(as, bytes);
        } else {
            pipe.add(new Chunk(as, bytes));
            waiting.add(this);
        }
    }

    /** Nobody can write any longer. */
    void end() {
        ended = true;
        if (pipe.isEmpty()) {
            read().forEach(listener::ended);
        }
    }

    /** Deliver what is in the pipe, as far as it is wanted now. */
    void askAgain() {
        while (!pipe.isEmpty() && listener.isReady()) {
            Chunk chunk = pipe.remove();
            listener.output(chunk.stream(), chunk.bytes());
        }
        if (pipe.isEmpty()) {
            waiting.remove(this);
            if (ended) {
                read().forEach(listener::ended);
            }
        }
    }

    private List<StdStream> read() {
        return switch (stdio) {
            case CAPTURED -> List.of(StdStream.STDOUT, StdStream.STDERR);
            case MERGED, TERMINAL -> List.of(StdStream.STDOUT);
            case DISCARDED, INHERITED -> List.of();
        };
    }
}
