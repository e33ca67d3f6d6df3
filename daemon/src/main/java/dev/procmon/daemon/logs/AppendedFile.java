// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The file under a path, open for appending: readable by its owner and group alone, as are the directories that have to be
 * made for it. Looks at each {@link #ensureOpen} whether it still is the file under its path.
 */
final class AppendedFile {

    private static final Set<OpenOption> APPEND = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
    private static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"));

    private final Path path;
    private Optional<Opened> opened = Optional.empty();
    private long size;
    private boolean withinLine;

    private record Opened(FileChannel channel, Object key) {}

    AppendedFile(Path path) {
        this.path = path;
    }

    /** Open the file that is under the path now, making it where there is none. */
    void ensureOpen() throws IOException {
        if (opened.isPresent()) {
            Optional<BasicFileAttributes> present = attributes();
            if (present.isPresent() && opened.get().key().equals(key(present.get()))) {
                // Somebody else may have cut it short.
                size = present.get().size();
                return;
            }
            close();
        }
        open();
    }

    /** The size of the open file in bytes. */
    long size() {
        return size;
    }

    /** Tell whether the last byte of the open file is no line feed. */
    boolean isWithinLine() {
        return withinLine && size > 0;
    }

    /** Append all bytes that remain in a buffer; where it fails, its position tells how many were. */
    void write(ByteBuffer bytes) throws IOException {
        FileChannel channel = opened.orElseThrow().channel();
        int last = bytes.limit() - 1;
        while (bytes.hasRemaining()) {
            size += channel.write(bytes);
        }
        withinLine = bytes.get(last) != '\n';
    }

    void close() {
        Optional<Opened> before = opened;
        opened = Optional.empty();
        if (before.isPresent()) {
            try {
                before.get().channel().close();
            } catch (IOException alreadyGone) {
                // All bytes were handed to the kernel before; what it could not keep is lost without this too.
            }
        }
    }

    private void open() throws IOException {
        Optional<BasicFileAttributes> before = attributes();
        if (before.isPresent() && !before.get().isRegularFile()) {
            throw new FileSystemException(path.toString(), null, "not a regular file");
        }
        if (before.isEmpty()) {
            Files.createDirectories(path.toAbsolutePath().getParent(), DIRECTORY);
        }
        FileChannel channel = FileChannel.open(path, APPEND, FILE);
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        opened = Optional.of(new Opened(channel, key(now)));
        size = now.size();
        withinLine = size > 0 && endsWithinLine();
    }

    private Optional<BasicFileAttributes> attributes() throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private boolean endsWithinLine() throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
            return in.read(last, in.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    private static Object key(BasicFileAttributes attributes) {
        return Objects.requireNonNull(attributes.fileKey(), "a file of this host has a number");
    }
}
