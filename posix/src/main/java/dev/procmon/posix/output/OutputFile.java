// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.RegularFiles;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A regular file that is open for writing at its end. For one thread at a time, as is the {@link OutputFiles} that has opened it.
 *
 * <p>Each write goes to the end that the file has at that moment, also where somebody else has cut it or written to it in between.
 */
public final class OutputFile implements AutoCloseable {

    private static final int CLOSED = -1;

    private final RegularFiles files;
    private final long device;
    private final long inode;
    private int descriptor;
    private long size;

    /** Take over a descriptor, of the file that was looked up last. */
    OutputFile(RegularFiles files, int descriptor) {
        this.files = files;
        this.descriptor = descriptor;
        this.device = files.device();
        this.inode = files.inode();
        this.size = files.size();
    }

    /**
     * Write bytes of a direct buffer, from its position on, which is advanced by what was written. Return how many were, which may be
     * fewer than there are; or the negated errno where none was. {@link OutputFiles#describe} says what that means.
     */
    public int write(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return 0;
        }
        int written;
        do {
            written = files.append(descriptor, bytes);
        } while (written == -Errno.EINTR);
        if (written > 0) {
            bytes.position(bytes.position() + written);
            size += written;
        }
        return written;
    }

    /**
     * Return its size in bytes as it was when it was opened or {@linkplain #refresh() looked at}, and what has been written or moved
     * since.
     */
    public long size() {
        return size;
    }

    /**
     * Look at the file itself: whether somebody has cut it. Updates {@link #size}.
     *
     * @return 0 or the negated errno
     */
    public int refresh() {
        int result = files.look(descriptor);
        if (result < 0) {
            return result;
        }
        size = files.size();
        return 0;
    }

    /** Tell whether the file under a path is this one; where there is none, or it cannot be looked at, it is not. */
    public boolean isUnder(Path path) {
        return files.look(OutputFiles.encode(path)) >= 0 && files.inode() == inode && files.device() == device;
    }

    /** Tell whether it has a name still, whatever that is; it has none when it was deleted, or cannot be looked at. */
    public boolean hasName() {
        return files.look(descriptor) >= 0 && files.links() > 0;
    }

    /** Tell whether something is on the same file system. */
    public boolean isOnDeviceOf(Path other) {
        return files.look(OutputFiles.encode(other)) >= 0 && files.device() == device;
    }

    /**
     * Return where its first byte is that was ever written, or -1 where there is none: before that is a hole. A file system that knows no
     * holes says 0.
     */
    public long firstData() {
        return files.firstData(descriptor);
    }

    /** Fill a direct buffer with the last bytes that were written or moved. Return whether they are there. */
    public boolean readEnd(ByteBuffer bytes) {
        int count = 1;
        while (bytes.hasRemaining() && count > 0) {
            count = files.read(descriptor, bytes, size - bytes.remaining());
            bytes.position(bytes.position() + Math.max(0, count));
        }
        return !bytes.hasRemaining();
    }

    /** Cut it to a size. Return 0 or the negated errno. */
    public int truncate(long size) {
        int result = files.truncate(descriptor, size);
        if (result == 0) {
            this.size = size;
        }
        return result;
    }

    /** Return its last byte from 0 to 255, or -1 where it is empty or cannot be read. */
    public int lastByte() {
        return size == 0 ? -1 : files.byteAt(descriptor, size - 1);
    }

    /**
     * Return the descriptor, which stands at the end of the file now, for splice(2). It stays this object's. Whoever moves bytes into it
     * {@linkplain #moved says so}.
     */
    public int descriptor() {
        files.seekEnd(descriptor);
        return descriptor;
    }

    /** Count bytes that the kernel has moved to the end of the file, for {@link #size}. */
    public void moved(int bytes) {
        size += bytes;
    }

    /** Close it. A second time does nothing. */
    @Override
    public void close() {
        if (descriptor != CLOSED) {
            files.close(descriptor);
            descriptor = CLOSED;
        }
    }
}
