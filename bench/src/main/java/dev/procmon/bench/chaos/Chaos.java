// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import dev.procmon.bench.BenchmarkException;
import dev.procmon.bench.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Output under everything that happens to it, and every byte accounted for at the end. Started by bench/chaos. */
public final class Chaos {
    private static final int FIRST_MS = 3000;
    private static final int PAUSE_MS = 500;
    private static final int FLAWS_SHOWN = 5;

    private final ChaosOptions options;
    private final Path natives;
    private final Path launcher;
    private final Ground ground;
    private final List<Performer> performers;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Chaos(ChaosOptions options, Path natives, Path launcher) throws IOException {
        this.options = options;
        this.natives = natives;
        this.launcher = launcher;
        this.performers = Cast.all().stream()
                .filter(each -> options.only().isEmpty() || options.only().contains(each.name()))
                .toList();
        this.ground = Ground.make(options.disk(), options.megabytes());
    }

    /** Arguments: directory of the C programs, path of the launcher of procmon, then the user's. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        var users = List.of(arguments).subList(2, arguments.length);
        if (users.contains("--help")) {
            System.out.print(ChaosOptions.usage());
            return;
        }
        try {
            var options = ChaosOptions.parse(users);
            System.exit(new Chaos(options, Path.of(arguments[0]), Path.of(arguments[1])).play() ? 0 : 1);
        } catch (BenchmarkException | UncheckedIOException | IOException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        }
    }

    private boolean play() throws IOException {
        var machine = Machine.describe();
        var daemon = new Daemon(launcher, natives.resolve("scribe"), ground, performers, options.seed());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(daemon, false)));
        boolean well = false;
        try {
            well = play(machine, daemon);
        } finally {
            end(daemon, well);
        }
        return well;
    }

    private boolean play(String machine, Daemon daemon) throws IOException {
        var files = files();
        Commands.pause(FIRST_MS);
        var followers = new Followers(daemon);
        var mischief = new Mischief(daemon, ground, files, followers, options.seed());
        var flaws = new ArrayList<String>();
        try {
            disturb(daemon, mischief, files);
            flaws.addAll(mischief.failures());
        } finally {
            followers.close();
            ground.free();
            Optional.of(daemon.stop()).filter(each -> !each.isEmpty()).ifPresent(flaws::add);
        }
        var ledger = new Ledger(ground.journals(), daemon.events());
        for (var file : files) {
            ledger.read(file);
        }
        var rows = ledger.close(performers);
        print(machine, rows, mischief, followers, flaws);
        return flaws.isEmpty() && rows.stream().allMatch(each -> each.flaws().isEmpty());
    }

    private void disturb(Daemon daemon, Mischief mischief, List<LogFile> files) throws IOException {
        long end = System.nanoTime() + options.seconds() * 1_000_000_000L;
        long told = 0;
        while (System.nanoTime() < end) {
            if (!daemon.isAlive()) {
                throw new BenchmarkException("procmon has ended: "
                        + Text.of(ground.base().resolve("errors")).strip());
            }
            mischief.next();
            for (var file : files) {
                file.harvest();
            }
            Commands.pause(PAUSE_MS);
            long left = (end - System.nanoTime()) / 30_000_000_000L;
            if (left != told) {
                System.err.printf("bench: about %d s to go: %s%n", left * 30, mischief.done());
                told = left;
            }
        }
    }

    private List<LogFile> files() throws IOException {
        var writers = new LinkedHashMap<String, List<Performer>>();
        for (var performer : performers) {
            writers.computeIfAbsent(performer.file().orElse(performer.name() + ".log"), key -> new ArrayList<>())
                    .add(performer);
            if (performer.errorFile()) {
                writers.put(performer.errorName(), List.of(performer));
            }
        }
        var files = new ArrayList<LogFile>();
        for (Map.Entry<String, List<Performer>> each : writers.entrySet()) {
            files.add(new LogFile(each.getKey(), each.getValue(), ground));
        }
        return files;
    }

    /**
     * Nothing stays behind, however this ends, but what somebody has to look into. The programs of this run are known by the directory
     * of their accounts. Also when the bench is interrupted, on another thread; only the first call counts.
     */
    private void end(Daemon daemon, boolean well) {
        if (ended.getAndSet(true)) {
            return;
        }
        if (daemon.isAlive()) {
            daemon.stop();
        }
        performers.forEach(each -> daemon.scribes(each.name()).forEach(pid -> Commands.signal("KILL", pid)));
        ground.clean(well);
    }

    private void print(
            String machine, List<Ledger.Row> rows, Mischief mischief, Followers followers, List<String> flaws) {
        System.out.printf(
                "%s%n%n%d s, seed %d, %s: %s; readers that ended: %d.%n%n",
                machine,
                options.seconds(),
                options.seed(),
                ground.small() ? options.megabytes() + " MB of tmpfs" : "a directory that was never full",
                mischief.done(),
                followers.ended());
        System.out.print("""
                | program | format | runs | bytes written | bytes found | bytes lost | lines told lost | |
                | --- | --- | --: | --: | --: | --: | --: | --- |
                """);
        for (var row : rows) {
            System.out.printf(
                    "| %s | %s%s | %d | %,d | %,d | %,d | %,d | %s |%n",
                    row.performer().name(),
                    row.performer().mode(),
                    row.performer().compress().equals("none")
                            ? ""
                            : ", " + row.performer().compress(),
                    row.runs(),
                    row.written(),
                    row.found(),
                    row.lost(),
                    row.told(),
                    row.flaws().isEmpty() ? "accounted for" : "**not accounted for**");
        }
        rows.forEach(row -> row.flaws().stream()
                .limit(FLAWS_SHOWN)
                .forEach(each -> System.out.printf("%n%s: %s%n", row.performer().name(), each)));
        flaws.forEach(each -> System.out.printf("%n%s%n", each));
    }
}
