// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Executor;

/**
 * A buffer before standard output, which is written out when nothing more is to be said at the moment, or when it is full:
 * a flood does not cost a system call per line, and nothing waits in it. On the output thread only.
 */
public final class Sink {

    private static final int SIZE = 64 * 1024;

    /** What to do when standard output cannot be written. */
    public interface Trouble {
        /** Take notice of a failure. Return whether a later attempt may succeed; if not, there will be none. */
        boolean mayPass(IOException failure);
    }

    private final OutputStream out;
    private final Executor later;
    private final Trouble trouble;
    private final Runnable flush = new Flush();
    private final byte[] buffer = new byte[SIZE];
    private int length;
    private boolean flushComes;
    private boolean closed;

    private final class Flush implements Runnable {
        @Override
        public void run() {
            flushComes = false;
            flush();
        }
    }

    /**
     * Make a buffer.
     *
     * @param later runs a task on the output thread after what there is to do at the moment
     */
    public Sink(OutputStream out, Executor later, Trouble trouble) {
        this.out = out;
        this.later = later;
        this.trouble = trouble;
    }

    /** Write bytes. */
    void write(byte[] bytes) {
        write(bytes, bytes.length);
    }

    /** Write the first bytes of an array. */
    void write(byte[] bytes, int count) {
        if (count > SIZE - length) {
            flush();
        }
        if (count > SIZE) {
            deliver(bytes, count);
        } else {
            System.arraycopy(bytes, 0, buffer, length, count);
            length += count;
        }
    }

    /** End a line: it will be seen soon. */
    void endLine() {
        if (length == SIZE) {
            flush();
        }
        buffer[length++] = '\n';
        if (!flushComes) {
            flushComes = true;
            later.execute(flush);
        }
    }

    /** Write out what there is now. */
    public void flush() {
        int count = length;
        length = 0;
        deliver(buffer, count);
    }

    private void deliver(byte[] bytes, int count) {
        if (closed || count == 0) {
            return;
        }
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            closed = !trouble.mayPass(e);
        }
    }
}
