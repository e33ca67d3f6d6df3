// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Accounts for every byte: what programs have written, by their own account, against what is in files. */
final class Ledger {
    private static final Pattern STARTED = Pattern.compile("\"event\":\"started\".*?\"program\":\"([^\"]+)\"");
    private static final Pattern RUN = Pattern.compile("\"run\":(\\d+)");
    private static final Pattern PID = Pattern.compile("\"pid\":(\\d+)");
    private static final Pattern NOTICE = Pattern.compile("procmon: (\\d+) lines? \\((\\d+) bytes?\\)");

    private final List<Journal> journals;
    private final Map<Key, StreamAccount> accounts = new LinkedHashMap<>();
    private final Map<String, Long> told = new HashMap<>();
    private final Map<String, List<String>> flaws = new HashMap<>();
    private final Map<String, RawAccount> raw = new HashMap<>();

    private record Key(String program, long run, int stream) {}

    /** One line of the table. */
    record Row(Performer performer, long runs, long written, long found, long lost, long told, List<String> flaws) {}

    Ledger(Path journals, Path events) throws IOException {
        this.journals = Journal.all(journals);
        var runs = new HashMap<String, Long>();
        for (var line : Text.of(events).split("\n", -1)) {
            var started = STARTED.matcher(line);
            var run = RUN.matcher(line);
            var pid = PID.matcher(line);
            if (started.find() && run.find() && pid.find()) {
                runs.put(started.group(1) + " " + pid.group(1), Long.parseLong(run.group(1)));
            }
        }
        for (var journal : this.journals) {
            var run = runs.getOrDefault(journal.program() + " " + journal.pid(), -1L);
            accounts.put(new Key(journal.program(), run, journal.stream()), new StreamAccount(journal));
        }
    }

    void read(LogFile file) throws IOException {
        var first = file.performers().getFirst();
        if (first.isRaw()) {
            var own = journals.stream()
                    .filter(each -> each.program().equals(first.name()) && each.stream() == 0)
                    .toList();
            raw.put(first.name(), RawAccount.of(file, own));
            return;
        }
        for (var piece : file.all()) {
            read(file, piece.getFileName().toString(), Pieces.text(piece));
        }
    }

    private void read(LogFile file, String piece, byte[] text) {
        for (int from = 0; from < text.length; ) {
            int feed = from;
            while (feed < text.length && text[feed] != '\n') {
                feed++;
            }
            var line = Arrays.copyOfRange(text, from, feed);
            if (feed == text.length) {
                flaw(file.performers().getFirst().name(), "a line is torn at the end of " + piece);
            }
            take(file, piece, line);
            from = feed + 1;
        }
    }

    private void take(LogFile file, String piece, byte[] line) {
        var first = file.performers().getFirst();
        var entry = first.mode().equals("json") ? Entry.ofObject(line) : Entry.ofLine(line);
        if (entry.isEmpty()) {
            flaw(first.name(), "a line of no format in " + piece);
            return;
        }
        var program = entry.get().program().orElse(first.name());
        if (entry.get().run() == 0) {
            notice(program, StandardCharsets.UTF_8.decode(entry.get().bytes()).toString());
            return;
        }
        var account =
                Optional.ofNullable(accounts.get(new Key(program, entry.get().run(), entry.get().stream())));
        if (account.isEmpty()) {
            flaw(program, "run %d has no account".formatted(entry.get().run()));
        } else {
            account.get().take(entry.get().bytes());
        }
    }

    private void notice(String program, String text) {
        var matcher = NOTICE.matcher(text);
        if (matcher.find()) {
            told.merge(program, Long.parseLong(matcher.group(1)), Long::sum);
        } else {
            flaw(program, "procmon says: " + text.strip());
        }
    }

    private void flaw(String program, String what) {
        flaws.computeIfAbsent(program, key -> new ArrayList<>()).add(what);
    }

    /** When all files are read. */
    List<Row> close(List<Performer> performers) {
        accounts.values().forEach(StreamAccount::close);
        return performers.stream().map(this::row).toList();
    }

    private Row row(Performer performer) {
        var own = journals.stream()
                .filter(each -> each.program().equals(performer.name()))
                .toList();
        var runs = own.stream().filter(each -> each.stream() == 0).count();
        var written = own.stream().mapToLong(Journal::recorded).sum();
        var all = new ArrayList<>(flaws.getOrDefault(performer.name(), List.of()));
        if (performer.isRaw()) {
            var account = raw.getOrDefault(performer.name(), new RawAccount(0, written, "nothing was read"));
            if (!account.flaw().isEmpty()) {
                all.add(account.flaw());
            }
            return new Row(performer, runs, written, account.found(), account.lost(), 0, all);
        }
        var streams = accounts.entrySet().stream()
                .filter(each -> each.getKey().program().equals(performer.name()))
                .toList();
        long lost = 0;
        long lines = 0;
        long fragments = 0;
        long found = 0;
        for (var each : streams) {
            var account = each.getValue();
            found += account.found();
            lost += account.lost();
            lines += account.lostLines();
            fragments += account.fragments();
            if (account.foreign() > 0) {
                all.add("run %d, stream %d: %,d bytes that stand nowhere, or stood before"
                        .formatted(each.getKey().run(), each.getKey().stream(), account.foreign()));
            }
            if (account.lost() > 0 && !performer.dropping()) {
                all.add("run %d, stream %d: %,d bytes lost"
                        .formatted(each.getKey().run(), each.getKey().stream(), account.lost()));
            }
        }
        long said = told.getOrDefault(performer.name(), 0L);
        if (said < lines || said > lines + fragments) {
            all.add("%,d lines lost, %,d told".formatted(lines, said));
        }
        return new Row(performer, runs, written, found, lost, said, all);
    }
}
