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
import java.nio.file.FileSystemException;
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
 * fcntl(2) go with the process; and with the first descriptor of the file that it closes). Runs before the first child is started.
 */
public final class InstanceLock implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> EVERYBODY_SEARCHES =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
    private static final FileAttribute<?> OWNER_WRITES =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));
    private static final Set<OpenOption> OPEN = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final int PID_DIGITS_MAX = 20;
    private static final int ATTEMPTS_MAX = 10;

    private final InstanceDirectory directory;
    private final FileChannel channel;

    /** By which it was seen that the locked file is the one under the path. Closing it would give the lock away. */
    private final FileChannel second;

    private InstanceLock(InstanceDirectory directory, FileChannel channel, FileChannel second) {
        this.directory = directory;
        this.channel = channel;
        this.second = second;
    }

    /** What came of trying to get it. */
    public sealed interface Result {

        /**
         * It is ours.
         *
         * @param killed the process of a former supervisor that ended without a word: what it has started may still run
         */
        record Held(InstanceLock lock, Optional<Long> killed) implements Result {}

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
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    prepare(directory.runtime(), uid);
                    Optional<Result> result = tryOnce(directory, config);
                    if (result.isPresent()) {
                        return result.get();
                    }
                } catch (NoSuchFileException e) {
                    // The last holder takes everything away at this moment.
                    if (attempt == ATTEMPTS_MAX) {
                        throw e;
                    }
                }
            }
        } catch (ForeignException e) {
            return new Result.Impossible(String.valueOf(e.getMessage()));
        } catch (FileSystemException e) {
            return new Result.Impossible(e.getFile() + ": " + IoFailure.describe(e));
        } catch (IOException e) {
            return new Result.Impossible(directory.runtime() + ": " + IoFailure.describe(e));
        }
    }

    private static void prepare(Path runtime, int uid) throws IOException {
        Path base = Objects.requireNonNull(runtime.getParent(), "an instance has a directory above it");
        make(base, uid == 0 ? EVERYBODY_SEARCHES : OWNER_ONLY);
        check(base, uid);
        make(runtime, OWNER_ONLY);
        check(runtime, uid);
    }

    /** Return nothing where the file was taken away between our opening and locking it. */
    private static Optional<Result> tryOnce(InstanceDirectory directory, Optional<Path> config) throws IOException {
        FileChannel channel = FileChannel.open(directory.lock(), OPEN, OWNER_WRITES);
        if (lock(channel).isEmpty()) {
            Optional<Long> pid = pid(channel);
            channel.close();
            return Optional.of(new Result.Taken(pid));
        }
        Optional<Long> killed = pid(channel);
        String signature = ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(signature.getBytes(StandardCharsets.US_ASCII)), 0);
        FileChannel second = FileChannel.open(directory.lock(), StandardOpenOption.READ);
        if (!text(second).equals(signature)) {
            second.close();
            channel.close();
            return Optional.empty();
        }
        Files.deleteIfExists(directory.config());
        if (config.isPresent()) {
            Files.createSymbolicLink(directory.config(), config.get());
        }
        return Optional.of(new Result.Held(new InstanceLock(directory, channel, second), killed));
    }

    /** Return the directory that belongs to it. */
    public InstanceDirectory directory() {
        return directory;
    }

    /** Remove what is in the directory and the directory, and let go. */
    @Override
    public void close() {
        remove(directory.socket());
        remove(directory.config());
        remove(directory.lock());
        remove(directory.runtime());
        try {
            channel.close();
            second.close();
        } catch (IOException _) {
            // It goes with the process.
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
        try {
            return Optional.of(Long.parseLong(text(channel).strip()));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PID_DIGITS_MAX);
        int length = Math.max(0, channel.read(bytes, 0));
        return new String(bytes.array(), 0, length, StandardCharsets.US_ASCII);
    }

    /** One that is there is taken as it is. */
    private static void make(Path path, FileAttribute<Set<PosixFilePermission>> mode) throws IOException {
        try {
            Files.createDirectory(path, mode);
            // Whatever the umask has taken away.
            Files.setPosixFilePermissions(path, mode.value());
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
