// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Writes one log as a supervisor does, and does to it what supervisors, logrotate and people do. Remembers every line. */
final class LogWorld {
    static final long START = LineTime.parseCompact("20261201T030000.000000Z");

    /** A line that was written. */
    record Written(long id, String program, long run, String stream, String text, boolean continued) {

        @Override
        public String toString() {
            String start = text.substring(0, Math.min(12, text.length()));
            return LineNumber.time(id) + "+" + LineNumber.nth(id) + " " + program + " " + run + " " + stream + " "
                    + start;
        }
    }

    /** What was done, for whoever looks into a failure. */
    final List<String> done = new ArrayList<>();

    final Path file;
    LogFormat format;
    final boolean changes;
    final List<Written> written = new ArrayList<>();
    final Random random;
    final boolean shared;
    private final Clock clock;
    private Path writing;
    private long run = 1;
    private long entryMicros;
    private long entryOffset = -1;
    private boolean freshRun = true;
    private byte[] unwritten = {};
    private int serial;

    /** The time of all worlds of a test. */
    static final class Clock {
        private long micros = START;

        long next(int most, Random random) {
            micros += 1 + random.nextInt(most);
            return micros;
        }

        long now() {
            return micros;
        }
    }

    /**
     * Make it.
     *
     * @param changes whether what comes later may be written in another format
     * @param shared whether two programs write there
     */
    LogWorld(Path file, LogFormat format, boolean changes, boolean shared, Clock clock, Random random) {
        this.file = file;
        this.writing = file;
        this.format = format;
        this.changes = changes;
        this.shared = shared;
        this.clock = clock;
        this.random = random;
    }

    LogSource source(String program) {
        return new LogSource(program, file, format, Optional.empty());
    }

    /** Write some lines that came at once. */
    void chunk(int lines) throws IOException {
        flush();
        long micros = clock.next(random.nextInt(10) == 0 ? 3_000_000 : 300, random);
        String program = shared && random.nextBoolean() ? "db" : "web";
        boolean stderr = format != LogFormat.RAW && random.nextInt(3) == 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (format == LogFormat.RAW) {
            index(micros);
        }
        for (int i = 0; i < lines; i++) {
            line(out, micros, i, program, stderr);
        }
        byte[] bytes = out.toByteArray();
        // Whoever reads may see a part of it.
        int part = random.nextInt(3) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
        append(Arrays.copyOf(bytes, part));
        unwritten = Arrays.copyOfRange(bytes, part, bytes.length);
    }

    /** Write what is left of a chunk. */
    void flush() throws IOException {
        append(unwritten);
        unwritten = new byte[0];
    }

    /** Write in some format from now on: what was written in another one is a segment of its own. */
    void changeFormat() throws IOException {
        reopen();
        rotate();
        List<LogFormat> all = List.of(LogFormat.values());
        format = all.get(random.nextInt(all.size()));
        done.add(format + "@" + serial);
        nextRun();
    }

    void nextRun() {
        run++;
        freshRun = true;
    }

    /** Close the file as this supervisor does. */
    void rotate() throws IOException {
        flush();
        if (!Files.exists(writing) || !writing.equals(file) || Files.size(file) == 0) {
            return;
        }
        Path to = SegmentName.of(file, clock.next(1, random)).path();
        Files.move(file, to);
        if (Files.exists(SegmentName.index(file))) {
            Files.move(SegmentName.index(file), SegmentName.index(to));
        }
        entryOffset = -1;
    }

    void compress(LogCompression how) throws IOException {
        for (SegmentName each : SegmentName.list(file)) {
            if (each.compression() == LogCompression.NONE) {
                SegmentCompressor.compress(each, format, how, () -> false);
                return;
            }
        }
    }

    /** What logrotate does; whoever writes goes on with the file for a while. */
    void rotateAsLogrotate() throws IOException {
        flush();
        if (!Files.exists(file) || !writing.equals(file) || Files.size(file) == 0) {
            return;
        }
        for (int i = 20; i > 0; i--) {
            for (String suffix : new String[] {"", ".gz"}) {
                Path from = Path.of(file + "." + i + suffix);
                if (Files.exists(from)) {
                    Files.move(from, Path.of(file + "." + (i + 1) + suffix));
                }
            }
        }
        Files.move(file, Path.of(file + ".1"));
        writing = Path.of(file + ".1");
        if (random.nextBoolean()) {
            Files.createFile(file);
        }
    }

    /** Whoever writes notices that. */
    void reopen() throws IOException {
        flush();
        writing = file;
    }

    void gzipAsLogrotate() throws IOException {
        Path plain = Path.of(file + ".1");
        if (Files.exists(plain) && !writing.equals(plain)) {
            Path packed = Path.of(file + ".1.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
                out.write(Files.readAllBytes(plain));
            }
            Files.setLastModifiedTime(packed, Files.getLastModifiedTime(plain));
            Files.delete(plain);
        }
    }

    void copyAndTruncate() throws IOException {
        flush();
        if (!Files.exists(file) || !writing.equals(file) || Files.size(file) == 0) {
            return;
        }
        Files.copy(
                file,
                Path.of(file + "-20261201" + String.valueOf(1_000_000 + serial++)),
                StandardCopyOption.REPLACE_EXISTING);
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    }

    void delete() throws IOException {
        flush();
        writing = file;
        Files.deleteIfExists(file);
        Files.deleteIfExists(SegmentName.index(file));
        entryOffset = -1;
    }

    private void index(long micros) throws IOException {
        long at = Files.exists(file) ? Files.size(file) : 0;
        if (entryOffset >= 0
                && !freshRun
                && ((at - entryOffset < 65_536 && random.nextInt(4) > 0) || micros - entryMicros < 64)) {
            return;
        }
        try (IndexWriter writer = IndexWriter.open(SegmentName.index(file))) {
            writer.append(new IndexEntry(at, at, micros, run, false));
        }
        entryOffset = at;
        entryMicros = micros;
        freshRun = false;
    }

    private void line(ByteArrayOutputStream out, long micros, int nth, String program, boolean stderr) {
        boolean continued = format != LogFormat.RAW && random.nextInt(10) == 0;
        String text = serial++ + " " + "x".repeat(random.nextInt(5) == 0 ? random.nextInt(9000) : random.nextInt(60))
                + (random.nextInt(4) == 0 ? "\"\r\\\u0000\u00e9" : "");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        switch (format) {
            case LINES -> {
                LinePrefix prefix = new LinePrefix(stderr, run, shared ? Optional.of(program) : Optional.empty());
                out.write(prefix.bytes(), 0, prefix.set(micros, !continued));
                out.writeBytes(bytes);
                out.write('\n');
            }
            case JSON -> {
                JsonLine json = new JsonLine(program, run, stderr);
                json.time(micros);
                json.add(bytes, 0, bytes.length, continued);
                out.write(json.bytes(), 0, json.length());
            }
            case RAW -> {
                out.writeBytes(bytes);
                out.write('\n');
            }
        }
        written.add(
                new Written(LineNumber.of(micros, nth), program, run, stderr ? "stderr" : "stdout", text, continued));
    }

    private void append(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            Files.write(writing, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** Do anything that loses nothing. */
    void anything() {
        try {
            int what = random.nextInt(format == LogFormat.RAW ? 8 : 13);
            if (changes && random.nextInt(8) == 0) {
                what = 13;
            }
            done.add(what + "@" + serial);
            switch (what) {
                case 0 -> rotate();
                case 1 -> compress(LogCompression.GZIP);
                case 2 -> compress(LogCompression.ZSTD);
                case 3 -> nextRun();
                case 4 -> flush();
                case 8 -> rotateAsLogrotate();
                case 9 -> reopen();
                case 10 -> gzipAsLogrotate();
                case 11 -> copyAndTruncate();
                case 13 -> changeFormat();
                default -> chunk(1 + random.nextInt(40));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a reader should have returned of a line; the numbers of raw lines are of the index. */
    static Written seen(LogEntry entry) {
        return new Written(
                entry.id(),
                entry.program(),
                entry.run(),
                entry.stream(),
                new String(entry.bytes(), StandardCharsets.UTF_8),
                entry.continued());
    }
}
