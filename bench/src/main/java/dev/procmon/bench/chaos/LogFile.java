// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that programs write by procmon, with the pieces into which it was cut, in the order in which they were written: what one piece
 * is named by, or was registered with, is the time at which nothing was added to it any more.
 */
final class LogFile {
    /** A segment that should be compressed and is not after so many seconds stays as it is. */
    private static final int COMPRESSION_SECONDS = 15;
    /** procmon looks each second whether a file is still where it was; so long nobody takes it away. */
    private static final int KEPT_SECONDS = 20;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSS'Z'");

    private final String name;
    private final List<Performer> performers;
    private final Ground ground;
    private final Path taken;
    private final Pattern segment;
    private final Map<Long, Path> pieces = new TreeMap<>();
    private final List<Kept> waiting = new ArrayList<>();

    /** A piece that procmon may still write to. */
    private record Kept(long order, Path place, Instant since) {}

    LogFile(String name, List<Performer> performers, Ground ground) throws IOException {
        this.name = name;
        this.performers = performers;
        this.ground = ground;
        this.taken = Files.createDirectories(ground.taken().resolve(name));
        this.segment = Pattern.compile(Pattern.quote(name) + "\\.(\\d{8}T\\d{6}\\.\\d{6}Z)(\\.gz|\\.zst)?");
    }

    String name() {
        return name;
    }

    /** Those who write to it. */
    List<Performer> performers() {
        return performers;
    }

    /** Where it is written, once it has been made. */
    Optional<Path> active() throws IOException {
        var named = ground.logs().resolve(name);
        if (performers.getFirst().file().isPresent()) {
            return Files.exists(named) ? Optional.of(named) : Optional.empty();
        }
        try (Stream<Path> found = Files.find(ground.state(), 4, (path, attributes) -> path.getFileName()
                .toString()
                .equals(name))) {
            return found.findFirst();
        } catch (UncheckedIOException gone) {
            if (gone.getCause() instanceof NoSuchFileException) {
                return Optional.empty(); // something was renamed while all were looked through
            }
            throw gone;
        }
    }

    /** Take away what is finished, so that there is room. */
    void harvest() throws IOException {
        var active = active();
        if (active.isPresent()) {
            for (var file : list(active.get().resolveSibling(""))) {
                var matcher = segment.matcher(file.getFileName().toString());
                if (matcher.matches() && isFinished(file, matcher)) {
                    take(file, order(matcher.group(1)));
                }
            }
        }
        var now = Instant.now();
        for (var each : List.copyOf(waiting)) {
            if (each.since().until(now, ChronoUnit.SECONDS) >= KEPT_SECONDS) {
                take(each.place(), each.order());
                waiting.remove(each);
            }
        }
    }

    /** A piece that was moved to {@link Ground#kept()}, renamed or copied, just now. */
    void keep(Path place) {
        var now = Instant.now();
        waiting.add(new Kept(ChronoUnit.MICROS.between(Instant.EPOCH, now), place, now));
    }

    /** When procmon has ended: all pieces in their order, the file itself last. */
    List<Path> all() throws IOException {
        waiting.forEach(each -> pieces.put(each.order(), each.place()));
        var active = active();
        if (active.isPresent()) {
            for (var file : list(active.get().resolveSibling(""))) {
                var matcher = segment.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    pieces.putIfAbsent(order(matcher.group(1)), file);
                }
            }
        }
        var all = new ArrayList<>(pieces.values());
        active.ifPresent(all::add);
        return all;
    }

    /** Where all pieces may be put together. */
    Path joined() {
        return ground.taken().resolve(name + ".joined");
    }

    private boolean isFinished(Path file, Matcher matcher) throws IOException {
        if (matcher.group(2) != null || performers.getFirst().compress().equals("none")) {
            return true;
        }
        try {
            var changed = Files.getLastModifiedTime(file).toInstant();
            return changed.until(Instant.now(), ChronoUnit.SECONDS) >= COMPRESSION_SECONDS;
        } catch (NoSuchFileException e) {
            return false; // it was compressed at this very moment
        }
    }

    private void take(Path file, long order) throws IOException {
        var place = taken.resolve(file.getFileName());
        try {
            Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(file);
            Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".index"));
            pieces.putIfAbsent(order, place);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(place); // it was compressed at this very moment: its successor is found the next time
        }
    }

    private static long order(String time) {
        var moment = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
