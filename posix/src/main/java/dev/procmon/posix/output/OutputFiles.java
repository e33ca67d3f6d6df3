// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.ErrnoText;
import dev.procmon.posix.libc.RegularFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Opens files for output. For one thread at a time, together with all the files that it has opened, which can be used for as long as this
 * is not closed.
 */
public final class OutputFiles implements AutoCloseable {

    private final Caller caller = Caller.ofAnyThread();
    private final RegularFiles files = new RegularFiles(caller);

    /** Make it. */
    public OutputFiles() {}

    /** Return the name of an error and what it means: {@code ENOSPC (no space left on device)}. From any thread. */
    public static String describe(int errno) {
        return ErrnoText.describe(errno);
    }

    /** Return what {@link #describe} says of a disk that is full. From any thread. */
    public static String noRoom() {
        return ErrnoText.describe(Errno.ENOSPC);
    }

    /** Tell whether an error says that there is no room: there may be some later. From any thread. */
    public static boolean isForLackOfRoom(int errno) {
        return errno == Errno.ENOSPC || errno == Errno.EDQUOT;
    }

    /**
     * Open a regular file for writing at its end, making it with mode 0640 where there is none, and the directories that are missing
     * with 0750; what the umask forbids is left out. Never follows a symbolic link at the end of the path, and never waits, whatever the
     * path is of.
     *
     * @throws OutputFileException if it cannot be
     */
    public OutputFile open(Path path) {
        byte[] bytes = encode(path);
        // Before it is opened as well as after: there are devices that do something when they are opened.
        if (files.look(bytes) >= 0) {
            requireRegular();
        }
        int descriptor = files.open(bytes);
        if (descriptor == -Errno.ENOENT) {
            descriptor = files.makeDirectories(bytes);
            descriptor = descriptor < 0 ? descriptor : files.open(bytes);
        }
        if (descriptor < 0) {
            throw new OutputFileException(-descriptor, describe(-descriptor));
        }
        try {
            return opened(descriptor);
        } catch (OutputFileException refused) {
            files.close(descriptor);
            throw refused;
        }
    }

    /** Close what the files need. They themselves are to be closed before. */
    @Override
    public void close() {
        caller.close();
    }

    static byte[] encode(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8);
    }

    private OutputFile opened(int descriptor) {
        int result = files.look(descriptor);
        if (result < 0) {
            throw new OutputFileException(-result, describe(-result));
        }
        requireRegular();
        return new OutputFile(files, descriptor);
    }

    private void requireRegular() {
        if (files.isLink()) {
            throw new OutputFileException(Errno.ELOOP, "a symbolic link, which is not followed");
        }
        if (!files.isRegular()) {
            throw new OutputFileException(files.isDirectory() ? Errno.EISDIR : Errno.EINVAL, "not a regular file");
        }
    }
}
