// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The older parts of a log in their order, those of this supervisor and what logrotate(8) leaves: {@code web.log.1}, {@code web.log-20261201.gz}. */
final class SegmentList {

    /** What logrotate adds: a number, or a date and maybe a time. */
    private static final Pattern FOREIGN = Pattern.compile("(\\.\\d{1,6}|[-.]\\d{8}([-T.]?\\d{2,10})?)(\\.gz|\\.zst)?");

    /** So often it is looked again. */
    private static final int TRIES = 20;

    private final LogFile file;
    private final ReadCount count;

    SegmentList(LogFile file, ReadCount count) {
        this.file = file;
        this.count = count;
    }

    /**
     * Look which there are. Of one that is there twice, because it is being compressed, only the one that is not.
     *
     * <p>A directory and the files in it are looked at one after the other, and one that gets another name meanwhile may be seen under neither:
     * a part that was read would seem to be a new one later. So it is looked again until nothing has changed meanwhile but that files were
     * closed: those are seen the next time.
     */
    List<Segment> read() throws IOException {
        Set<Path> paths = paths();
        List<Segment> segments = segments(paths);
        for (int i = 0; i < TRIES; i++) {
            Set<Path> now = paths();
            if (haveOnlyGrown(paths, now) && haveNotMoved(segments)) {
                return segments;
            }
            paths = now;
            segments = segments(paths);
        }
        return segments;
    }

    private Set<Path> paths() throws IOException {
        Map<String, Path> found = new TreeMap<>();
        count.look();
        for (Path each : SegmentName.siblings(file.path())) {
            String name = SegmentName.nameOf(each);
            if (SegmentName.parse(file.path(), each).isPresent() || isForeign(name)) {
                String plain = LogCompression.of(name).cutFrom(name);
                found.merge(plain, each, (one, other) -> SegmentName.nameOf(one).equals(plain) ? one : other);
            }
        }
        return new LinkedHashSet<>(found.values());
    }

    private List<Segment> segments(Set<Path> paths) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (Path each : paths) {
            add(each, segments);
        }
        segments.sort(Comparator.comparingLong(Segment::micros));
        return segments;
    }

    private boolean haveOnlyGrown(Set<Path> before, Set<Path> now) {
        return now.containsAll(before) && now.stream().allMatch(each -> before.contains(each) || isJustClosed(each));
    }

    private boolean isJustClosed(Path path) {
        return SegmentName.parse(file.path(), path)
                .filter(each -> each.compression() == LogCompression.NONE)
                .isPresent();
    }

    /** The names of others are given from one file to the next. */
    private boolean haveNotMoved(List<Segment> segments) throws IOException {
        for (Segment each : segments) {
            count.look();
            if (!each.own() && !isStill(each)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStill(Segment each) throws IOException {
        try {
            return each.key().equals(OpenSegment.key(Files.readAttributes(each.path(), BasicFileAttributes.class)));
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private boolean isForeign(String name) {
        return FOREIGN.matcher(name.substring(SegmentName.nameOf(file.path()).length()))
                .matches();
    }

    private void add(Path path, List<Segment> to) throws IOException {
        try {
            count.look();
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Object key = attributes.fileKey();
            if (!attributes.isRegularFile() || key == null) {
                return;
            }
            var own = SegmentName.parse(file.path(), path);
            if (own.isPresent()) {
                to.add(new Segment(path, key, attributes.size(), own.get().micros(), true));
            } else if (attributes.size() > 0) {
                to.add(new Segment(path, key, attributes.size(), firstMicros(path, attributes), false));
            }
        } catch (NoSuchFileException gone) {
            // It was renamed or deleted just now: it is looked again.
        }
    }

    private long firstMicros(Path path, BasicFileAttributes attributes) throws IOException {
        long changed = LineNumber.microsOf(attributes.lastModifiedTime().toInstant());
        try (OpenSegment first =
                OpenSegment.open(path, file.format(), LogCompression.of(SegmentName.nameOf(path)), count)) {
            if (first.lines() instanceof RawLines) {
                return changed;
            }
            Line line = new Line();
            return first.lines().next(line) || first.lines().rest(line) ? line.micros : changed;
        } catch (AccessDeniedException forbidden) {
            return changed;
        } catch (FileSystemException goneOrNotNow) {
            // In another order, it would be read twice or not at all.
            throw goneOrNotNow;
        } catch (IOException unreadable) {
            return changed;
        }
    }
}
