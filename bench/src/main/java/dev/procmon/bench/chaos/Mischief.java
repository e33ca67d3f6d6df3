// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What happens to programs, files, room and readers: one event after the other, in the order that the seed gives. */
final class Mischief {
    private static final int FULL_MS = 7000;
    private static final int QUIET_MS = 2500;
    private static final int READER_STOPPED_MS = 8000;

    private final Daemon daemon;
    private final Ground ground;
    private final List<LogFile> files;
    private final Followers followers;
    private final Random random;
    private final Map<Act, Integer> done = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int serial;

    Mischief(Daemon daemon, Ground ground, List<LogFile> files, Followers followers, long seed) {
        this.daemon = daemon;
        this.ground = ground;
        this.files = files;
        this.followers = followers;
        this.random = new Random(seed);
    }

    /** What may happen, and how often compared to others. */
    private enum Act {
        KILL(6),
        RESTART(3),
        ROTATE(3),
        RENAME(2),
        DELETE(2),
        TRUNCATE(1),
        FILL(2),
        READER(2),
        SINCE(3),
        GREP(1);

        private final int weight;

        Act(int weight) {
            this.weight = weight;
        }
    }

    /** How often what has happened. */
    Map<Act, Integer> done() {
        return done;
    }

    /** Commands that did not do what they were asked for. */
    List<String> failures() {
        return failures;
    }

    void next() throws IOException {
        var act = choose();
        var file = files.get(random.nextInt(files.size()));
        try {
            if (happens(act, file)) {
                done.merge(act, 1, Integer::sum);
            }
        } catch (NoSuchFileException e) {
            // procmon has rotated it at this very moment: nothing has happened
            System.err.println("bench: " + act + " came too late for " + e.getMessage());
        }
    }

    private Act choose() {
        int sum = 0;
        for (var act : Act.values()) {
            sum += act.weight;
        }
        int left = random.nextInt(sum);
        for (var act : Act.values()) {
            left -= act.weight;
            if (left < 0) {
                return act;
            }
        }
        return Act.KILL;
    }

    private boolean happens(Act act, LogFile file) throws IOException {
        var program =
                file.performers().get(random.nextInt(file.performers().size())).name();
        return switch (act) {
            case KILL -> kill(program);
            case RESTART -> ask("restart", program);
            case ROTATE -> ask("logs", "--rotate", program);
            case RENAME -> rename(file, program);
            case DELETE -> delete(file);
            case TRUNCATE -> truncate(file);
            case FILL -> fill(program);
            case READER -> followers.stopOne(random, random.nextInt(READER_STOPPED_MS));
            case SINCE -> ask("logs", program, "--since", "10s", "--no-prefix");
            case GREP -> ask("logs", program, "--grep", "[a-c]{2}[0-9]", "-n", "20");
        };
    }

    private boolean ask(String... words) {
        var ended = daemon.ask(words);
        if (ended.code() != 0) {
            failures.add("procmon " + String.join(" ", words) + ": exit code " + ended.code() + ": "
                    + ended.text().lines().reduce("", (first, last) -> last));
        }
        return ended.code() == 0;
    }

    private boolean kill(String program) {
        var pids = daemon.scribes(program);
        pids.forEach(pid -> Commands.signal("KILL", pid));
        return !pids.isEmpty();
    }

    /** What logrotate does with "create": a name of its own, and then procmon is told. */
    private boolean rename(LogFile file, String program) throws IOException {
        var active = file.active();
        if (active.isEmpty()) {
            return false;
        }
        Files.move(active.get(), hidden(file), StandardCopyOption.ATOMIC_MOVE);
        file.keep(lastHidden(file));
        return ask("logs", "--reopen", program);
    }

    /** A hard link is kept, so that the bytes can be accounted for. */
    private boolean delete(LogFile file) throws IOException {
        var active = file.active();
        if (active.isEmpty()) {
            return false;
        }
        var link = Files.createLink(hidden(file), active.get());
        if (!Files.isSameFile(link, active.get())) {
            return false;
        }
        Files.delete(active.get());
        file.keep(link);
        return true;
    }

    /** What logrotate does with "copytruncate", which loses what is written meanwhile: so nobody writes meanwhile. */
    private boolean truncate(LogFile file) throws IOException {
        var active = file.active();
        var pids = new ArrayList<Long>();
        file.performers().forEach(each -> pids.addAll(daemon.scribes(each.name())));
        pids.forEach(pid -> Commands.signal("STOP", pid));
        try {
            if (active.isEmpty() || pids.size() != file.performers().size() || !isQuiet(file, pids)) {
                return false;
            }
            if (!file.performers().getFirst().isRaw() && !endsLine(active.get())) {
                // A full disk has torn a line, the rest of which comes behind the cut.
                return false;
            }
            Files.copy(active.get(), hidden(file));
            try (var channel = FileChannel.open(active.get(), StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
            file.keep(lastHidden(file));
            return true;
        } finally {
            pids.forEach(pid -> Commands.signal("CONT", pid));
        }
    }

    private boolean isQuiet(LogFile file, List<Long> pids) throws IOException {
        Commands.pause(QUIET_MS);
        var before = sizeOf(file);
        Commands.pause(QUIET_MS);
        var now = new ArrayList<Long>();
        file.performers().forEach(each -> now.addAll(daemon.scribes(each.name())));
        return now.equals(pids) && before.isPresent() && before.equals(sizeOf(file));
    }

    private static boolean endsLine(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var last = ByteBuffer.allocate(1);
            return channel.size() == 0 || (channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n');
        }
    }

    private static Optional<Long> sizeOf(LogFile file) throws IOException {
        var active = file.active();
        return active.isPresent() ? Optional.of(Files.size(active.get())) : Optional.empty();
    }

    private boolean fill(String program) throws IOException {
        if (!ground.small()) {
            return false;
        }
        try {
            ground.fill();
            Commands.pause(500 + random.nextInt(FULL_MS));
            if (random.nextBoolean()) {
                kill(program);
            }
        } finally {
            ground.free();
        }
        return true;
    }

    private Path hidden(LogFile file) {
        serial++;
        return lastHidden(file);
    }

    private Path lastHidden(LogFile file) {
        return ground.kept().resolve(file.name() + "-" + serial);
    }
}
