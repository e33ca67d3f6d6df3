// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The files of an event log in a directory. They are readable by owner and group alone; so is the directory, where it has to be made. */
record DirectoryFiles(Path directory) implements EventFiles {

    private static final Set<OpenOption> CREATE = Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING,
            LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> REOPEN = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final FileAttribute<?> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
    private static final FileAttribute<?> DIRECTORY_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"));

    @Override
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path each : files) {
                names.add(String.valueOf(each.getFileName()));
            }
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        try {
            return OptionalLong.of(Files.size(directory.resolve(name)));
        } catch (NoSuchFileException _) {
            return OptionalLong.empty();
        }
    }

    @Override
    public SeekableByteChannel read(String name) throws IOException {
        return Files.newByteChannel(directory.resolve(name), StandardOpenOption.READ);
    }

    @Override
    public SeekableByteChannel create(String name) throws IOException {
        Files.createDirectories(directory, DIRECTORY_MODE);
        return Files.newByteChannel(directory.resolve(name), CREATE, FILE_MODE);
    }

    @Override
    public SeekableByteChannel reopen(String name) throws IOException {
        return Files.newByteChannel(directory.resolve(name), REOPEN);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }
}
