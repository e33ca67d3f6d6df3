// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import java.nio.ByteBuffer;

/** A regular file that is open for writing at its end. For one thread at a time. */
@SuppressWarnings({"DoNotCallSuggester", "unused"})
public final class OutputFile implements AutoCloseable {

    private OutputFile() {}

    /**
     * Write bytes of a direct buffer, from its position on, which is advanced by what was written. Return how many were; or the negated
     * errno where none was.
     */
    public int write(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    /** Return its size in bytes as it was when it was opened, and what has been written or moved since. */
    public long size() {
        throw new UnsupportedOperationException();
    }

    /** Look at the file itself: whether somebody has cut it. Updates {@link #size}, and writes at the end of what is there from now on. */
    public int refresh() {
        throw new UnsupportedOperationException();
    }

    /** Tell whether the file under a path is this one. */
    public boolean isUnder(java.nio.file.Path path) {
        throw new UnsupportedOperationException();
    }

    /** Cut it to a size. Return 0 or the negated errno. */
    public int truncate(long size) {
        throw new UnsupportedOperationException();
    }

    /** Return its last byte, or -1 where it is empty or cannot be read. */
    public int lastByte() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
