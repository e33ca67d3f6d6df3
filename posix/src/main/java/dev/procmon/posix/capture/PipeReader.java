// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import dev.procmon.posix.inbox.Guard;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Epoll;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Memory;
import java.nio.ByteBuffer;

/** Reads pipes into one buffer, chunk by chunk, and closes those that have come to their end. */
final class PipeReader {

    /** As much as a pipe holds, so that one read empties it. */
    static final int CHUNK_SIZE = 64 << 10;

    private final Epoll epoll;
    private final Descriptors descriptors;
    private final Memory memory;
    private final ByteBuffer chunk;

    PipeReader(Caller caller, Epoll epoll) {
        this.epoll = epoll;
        this.descriptors = new Descriptors(caller);
        this.memory = caller.allocate(CHUNK_SIZE);
        this.chunk = memory.bytes().asReadOnlyBuffer();
    }

    /** Read once and deliver what came. Return the number of bytes; 0 if there were none or the pipe was closed. */
    int read(OutputPipe pipe) {
        if (!pipe.isOpen()) {
            return 0;
        }
        int length = descriptors.read(pipe.descriptor(), memory);
        if (length > 0) {
            deliver(pipe, length);
            return length;
        }
        if (length != -Errno.EAGAIN && length != -Errno.EINTR) {
            // The end of the stream, or an error such as EIO, after which nothing comes either.
            close(pipe);
        }
        return 0;
    }

    /**
     * Read all that is in the pipe now. What another process writes meanwhile is left where it would make this go on for
     * ever.
     */
    void drain(OutputPipe pipe) {
        if (!pipe.isOpen()) {
            return;
        }
        int left = descriptors.available(pipe.descriptor());
        int length;
        do {
            // Once more when all is read, to see the end.
            length = read(pipe);
            left -= length;
        } while (length > 0 && left >= 0);
    }

    /** Stop reading a pipe. */
    void close(OutputPipe pipe) {
        if (!pipe.isOpen()) {
            return;
        }
        pipe.closed();
        epoll.remove(pipe.descriptor());
        descriptors.close(pipe.descriptor());
        try {
            pipe.listener().ended(pipe.stream());
        } catch (Throwable failure) {
            Guard.report(failure);
        }
    }

    private void deliver(OutputPipe pipe, int length) {
        chunk.clear().limit(length);
        try {
            pipe.listener().output(pipe.stream(), chunk);
        } catch (Throwable failure) {
            Guard.report(failure);
        }
    }
}
