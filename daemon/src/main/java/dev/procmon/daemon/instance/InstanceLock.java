// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.instance;

import dev.procmon.control.instance.InstanceDirectory;
import dev.procmon.daemon.files.IoFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The lock of an instance: held by the one supervisor that there is of a name, for as long as it lives, however it ends (record locks of
 * fcntl(2) go with the process; and with the first descriptor of the file that it closes, so nothing here opens it twice). Runs before the first child is started.
 */
public final class InstanceLock implements AutoCloseable {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> EVERYBODY_SEARCHES =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
    private static final FileAttribute<?> OWNER_WRITES =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));
    private static final Set<OpenOption> OPEN = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final int PID_DIGITS_MAX = 20;

    private final InstanceDirectory directory;
    private final FileChannel channel;

    private InstanceLock(InstanceDirectory directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** What came of trying to get it. */
    public sealed interface Result {

        /** It is ours. */
        record Held(InstanceLock lock) implements Result {}

        /**
         * Another supervisor has it.
         *
         * @param pid its process, where it says so
         */
        record Taken(Optional<Long> pid) implements Result {}

        /**
         * There can be no lock here.
         *
         * @param cause why, for a person, with the path and the error by its name
         */
        record Impossible(String cause) implements Result {}
    }

    /**
     * Make the directory of an instance, unless it is there, and lock it.
     *
     * @param uid the user who runs this process, who must be the owner of all that is there
     * @param config the configuration file, by which commands find this supervisor
     */
    public static Result acquire(InstanceDirectory directory, int uid, Optional<Path> config) {
        Path at = directory.runtime();
        try {
            Path base = Objects.requireNonNull(at.getParent(), "an instance has a directory above it");
            make(base, uid == 0 ? EVERYBODY_SEARCHES : OWNER_ONLY);
            check(base, uid);
            make(at, OWNER_ONLY);
            check(at, uid);
            at = directory.lock();
            FileChannel channel = FileChannel.open(at, OPEN, OWNER_WRITES);
            Optional<FileLock> lock = lock(channel);
            if (lock.isEmpty()) {
                Optional<Long> pid = pid(channel);
                channel.close();
                return new Result.Taken(pid);
            }
            InstanceLock held = new InstanceLock(directory, channel);
            held.sign();
            held.link(config);
            return new Result.Held(held);
        } catch (ForeignException e) {
            return new Result.Impossible(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Result.Impossible(at + ": " + IoFailure.describe(e));
        }
    }

    /** Return the directory that belongs to it. */
    public InstanceDirectory directory() {
        return directory;
    }

    /**
     * Remove what commands find us by, and let go. The file itself stays: if it went, one who has opened it before and one who makes it
     * anew after could hold it both.
     */
    @Override
    public void close() {
        remove(directory.socket());
        remove(directory.config());
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException _) {
            // It goes with the process.
        }
    }

    private void sign() throws IOException {
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private void link(Optional<Path> config) throws IOException {
        Files.deleteIfExists(directory.config());
        if (config.isPresent()) {
            Files.createSymbolicLink(directory.config(), config.get());
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ours) {
            return Optional.empty();
        }
    }

    private static Optional<Long> pid(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PID_DIGITS_MAX);
        int length = Math.max(0, channel.read(bytes, 0));
        String text = new String(bytes.array(), 0, length, StandardCharsets.US_ASCII).strip();
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** One that is there is taken as it is. */
    private static void make(Path path, FileAttribute<?> mode) throws IOException {
        try {
            Files.createDirectory(path, mode);
        } catch (FileAlreadyExistsException _) {
            // check() looks at it.
        } catch (NoSuchFileException e) {
            Path parent = path.getParent();
            if (parent == null) {
                throw e;
            }
            make(parent, EVERYBODY_SEARCHES);
            make(path, mode);
        }
    }

    /** Where others can write somebody may have been there before us: /tmp is such a place. */
    private static void check(Path path, int uid) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new ForeignException(path + " is no directory");
        }
        Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (!owner.equals(uid)) {
            throw new ForeignException(path + " belongs to somebody else (uid " + owner + ")");
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (mode.contains(PosixFilePermission.OTHERS_WRITE) || mode.contains(PosixFilePermission.GROUP_WRITE)) {
            throw new ForeignException(path + " can be written by others");
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException _) {
            // What is left there is found and used again, or says nothing without the lock.
        }
    }

    private static final class ForeignException extends IOException {

        private static final long serialVersionUID = 1;

        ForeignException(String message) {
            super(message);
        }
    }
}
