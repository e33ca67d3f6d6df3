// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import dev.procmon.posix.capture.OutputPipe.State;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Epoll;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Memory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads pipes into one buffer, chunk by chunk, or has the kernel move their bytes; leaves alone those whose listener is not ready; and
 * closes those that have come to their end.
 */
final class PipeReader {

    /** Twice what a pipe holds as the kernel makes it; larger ones leave the second-level cache of a processor. */
    static final int CHUNK_SIZE = 128 << 10;

    /** What a pipe holds that is found full again and again: as much as anybody may have (pipe(7)). */
    static final int GROWN_SIZE = 1 << 20;

    /** How many pipes may be that large at a time, so that those of all others, and memory, are left. */
    static final int GROWN_MAX = 16;

    /** More than a terminal can hold; how much it does cannot be asked for. */
    private static final int TERMINAL_MAX = 64 << 10;

    private final Epoll epoll;
    private final Descriptors descriptors;
    private final Mover mover;
    private final Memory memory;
    private final ByteBuffer chunk;
    private final List<OutputPipe> waiting = new ArrayList<>();
    private int grown;
    private boolean last;

    PipeReader(Caller caller, Epoll epoll) {
        this.epoll = epoll;
        this.descriptors = new Descriptors(caller);
        this.mover = new Mover(caller);
        this.memory = caller.allocate(CHUNK_SIZE);
        this.chunk = memory.bytes().asReadOnlyBuffer();
    }

    /** Read once and deliver what came, if it is wanted. Return the number of bytes; 0 if there were none. */
    int read(OutputPipe pipe) {
        if (!pipe.isOpen() || !mayRead(pipe)) {
            return 0;
        }
        int length = pipe.mover().isPresent() ? move(pipe) : readChunk(pipe);
        if (length > 0) {
            return length;
        }
        if (length != -Errno.EAGAIN && length != -Errno.EINTR) {
            // The end of the stream, or an error such as EIO, after which nothing comes either.
            end(pipe);
        }
        return 0;
    }

    /**
     * Read all that is in the pipe now, as far as it is wanted. What another process writes meanwhile is left where it would make this
     * go on for ever.
     */
    void drain(OutputPipe pipe) {
        if (!pipe.isOpen()) {
            return;
        }
        int left = pipe.isTerminal() ? TERMINAL_MAX : descriptors.available(pipe.descriptor());
        int length;
        do {
            // Once more when all is read, to see the end.
            length = read(pipe);
            left -= length;
        } while (length > 0 && left >= 0);
    }

    /** Ask those again whose listener was not ready. */
    void askAgain() {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            OutputPipe pipe = waiting.get(i);
            if (!pipe.isWaiting() || (pipe.isWanted() && resume(pipe))) {
                waiting.remove(i);
            }
        }
    }

    /** The thread ends: everything is delivered now, whether or not it is wanted. */
    void readAll() {
        last = true;
    }

    /** Let a pipe grow that has often been found full, if it may. */
    void grow(OutputPipe pipe) {
        if (grown == GROWN_MAX) {
            return;
        }
        if (descriptors.setPipeSize(pipe.descriptor(), GROWN_SIZE) < 0) {
            pipe.growth().refused();
        } else {
            pipe.growth().grown();
            grown++;
        }
    }

    /** Stop reading a pipe, and close it. */
    void close(OutputPipe pipe) {
        if (pipe.isClosed()) {
            return;
        }
        boolean open = pipe.isOpen();
        pipe.become(State.CLOSED);
        epoll.remove(pipe.descriptor());
        descriptors.close(pipe.descriptor());
        if (pipe.growth().isGrown()) {
            grown--;
        }
        if (open) {
            pipe.tellEnd();
        }
    }

    /**
     * Nothing comes any longer. A terminal stays open until its run is over: closing it would send SIGHUP to the leader of the session,
     * which may have closed its end and live on.
     */
    private void end(OutputPipe pipe) {
        if (!pipe.isTerminal()) {
            close(pipe);
            return;
        }
        pipe.become(State.OVER);
        epoll.remove(pipe.descriptor());
        pipe.tellEnd();
    }

    /** Ask whether its listener is ready; where not, leave it alone until it is asked again. */
    private boolean mayRead(OutputPipe pipe) {
        if (last || pipe.isWanted()) {
            return !pipe.isWaiting() || resume(pipe);
        }
        if (!pipe.isWaiting()) {
            pipe.become(State.WAITING);
            epoll.remove(pipe.descriptor());
            waiting.add(pipe);
        }
        return false;
    }

    /** Go on with a pipe that has waited. Return whether the kernel lets us. */
    private boolean resume(OutputPipe pipe) {
        boolean resumed = epoll.add(pipe.descriptor()) >= 0;
        if (resumed || last) {
            pipe.become(State.READ);
        }
        return resumed || last;
    }

    private int readChunk(OutputPipe pipe) {
        int length = descriptors.read(pipe.descriptor(), memory);
        if (length > 0) {
            chunk.clear().limit(length);
            pipe.deliver(chunk);
        }
        return length;
    }

    private int move(OutputPipe pipe) {
        int moved = mover.move(pipe);
        if (moved != Mover.NOT_MOVED) {
            return moved;
        }
        return mayRead(pipe) ? readChunk(pipe) : -Errno.EAGAIN;
    }
}
