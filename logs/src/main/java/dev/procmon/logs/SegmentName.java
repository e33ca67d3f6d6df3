// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An older segment of a file, by its name: {@code web.log.20261201T030512.123456Z.gz} was {@code web.log} until that time. Everything in it
 * is older than its name.
 *
 * @param path where it is
 * @param micros when it was closed, in microseconds since 1970
 * @param compression how it is compressed
 */
public record SegmentName(Path path, long micros, LogCompression compression) {

    /** Return the name that a file gets when it is closed at a time, in microseconds since 1970. */
    public static SegmentName of(Path file, long micros) {
        return new SegmentName(
                file.resolveSibling(nameOf(file) + "." + LineTime.compact(micros)), micros, LogCompression.NONE);
    }

    /** Return the name that it has when it is compressed. */
    public SegmentName compressed(LogCompression how) {
        String plain = compression.cutFrom(nameOf(path));
        return new SegmentName(path.resolveSibling(plain + how.suffix()), micros, how);
    }

    /** Return the index of a file, whether it is written, closed or compressed. */
    public static Path index(Path file) {
        return file.resolveSibling("." + nameOf(file) + ".index");
    }

    /** Return the name of a segment of a file; empty if the other is none. */
    public static Optional<SegmentName> parse(Path file, Path other) {
        String name = nameOf(other);
        String start = nameOf(file) + ".";
        if (!name.startsWith(start)) {
            return Optional.empty();
        }
        LogCompression how = LogCompression.of(name);
        long micros = LineTime.parseCompact(how.cutFrom(name.substring(start.length())));
        return micros == LineTime.NONE ? Optional.empty() : Optional.of(new SegmentName(other, micros, how));
    }

    /**
     * Return the segments of a file, the oldest first; none where there is no such directory. While one is being compressed, it may be
     * there twice.
     *
     * @throws IOException if the directory cannot be read
     */
    public static List<SegmentName> list(Path file) throws IOException {
        List<SegmentName> found = new ArrayList<>();
        for (Path each : siblings(file)) {
            parse(file, each).ifPresent(found::add);
        }
        found.sort(Comparator.comparingLong(SegmentName::micros).thenComparing(SegmentName::compression));
        return found;
    }

    /** Return all files whose names begin as that of this file does. */
    static List<Path> siblings(Path file) throws IOException {
        String start = nameOf(file);
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directoryOf(file))) {
            for (Path each : all) {
                if (nameOf(each).startsWith(start)) {
                    found.add(each);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return List.of();
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        return found;
    }

    static Path directoryOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
