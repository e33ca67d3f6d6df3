// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which lines of a file are wanted, and what becomes of them; remembers which streams are in the midst of a line. */
final class LineSelection {

    /** So many streams at once; the ends of others were never written. */
    private static final int UNFINISHED_MAX = 1000;

    private final LogFile file;
    private final LogSelection selection;
    private final long afterId;
    private final long sinceMicros;
    private final long untilMicros;
    private final Set<Stream> unfinished = new LinkedHashSet<>();
    private boolean continuing;

    /** Who has written a line. */
    private record Stream(String program, long run, boolean stderr) {}

    LineSelection(LogFile file, LogSelection selection) {
        this.file = file;
        this.selection = selection;
        this.afterId = selection.after().orElse(Long.MIN_VALUE);
        this.sinceMicros = selection.since().map(LineSelection::upwards).orElse(Long.MIN_VALUE);
        this.untilMicros = selection.until().map(LineSelection::upwards).orElse(Long.MAX_VALUE);
    }

    /** Return the number behind which lines are wanted. */
    long afterId() {
        return afterId;
    }

    /** Return the time from which on lines are wanted. */
    long sinceMicros() {
        return sinceMicros;
    }

    /** Return the time from which on no line is wanted. */
    long untilMicros() {
        return untilMicros;
    }

    /** Return a time before which no line is wanted. */
    long startMicros() {
        return Math.max(LineNumber.micros(afterId), sinceMicros);
    }

    boolean isFromTheBeginning() {
        return afterId == Long.MIN_VALUE && sinceMicros == Long.MIN_VALUE;
    }

    /** Tell whether a line is not before those that are wanted. Lines of {@code raw} may be later than they say. */
    boolean isBehindStart(Line line) {
        return line.id > afterId && (line.micros >= sinceMicros || line.raw);
    }

    /** Take notice of a line that is passed over: it may be continued by one that is not. */
    void pass(Line line) {
        notice(program(line), line);
    }

    /** Take notice of a line, and return it if it is wanted: its bytes are the last that is looked at. */
    Optional<LogEntry> entry(Line line) {
        Optional<String> named = line.program();
        String program = program(line);
        notice(program, line);
        if (!isWanted(line) || (named.isPresent() && !file.programs().contains(program))) {
            return Optional.empty();
        }
        return text(line)
                .map(bytes -> new LogEntry(
                        line.id,
                        LineNumber.time(LineNumber.of(line.micros, 0)),
                        program,
                        line.run,
                        stream(line),
                        bytes,
                        line.continued,
                        continuing));
    }

    private String program(Line line) {
        return line.program().orElseGet(() -> file.programs().iterator().next());
    }

    /** Our own search needs no copy of each line that it looks at. */
    private Optional<byte[]> text(Line line) {
        Predicate<byte[]> wanted = selection.wanted().orElse(any -> true);
        if (wanted instanceof LineSearch search) {
            return search.test(line.bytes, line.from, line.to) ? Optional.of(line.copy()) : Optional.empty();
        }
        byte[] bytes = line.copy();
        return wanted.test(bytes) ? Optional.of(bytes) : Optional.empty();
    }

    /** Bytes as they are do not say; the file may. */
    private String stream(Line line) {
        if (line.raw && file.stream().isPresent()) {
            return file.stream().get();
        }
        return line.stderr ? "stderr" : "stdout";
    }

    private boolean isWanted(Line line) {
        if (selection.run().isPresent() && selection.run().getAsLong() != line.run) {
            return false;
        }
        return selection.stream().isEmpty() || selection.stream().get().equals(stream(line));
    }

    private void notice(String program, Line line) {
        if (unfinished.isEmpty() && !line.continued) {
            continuing = false;
            return;
        }
        Stream stream = new Stream(program, line.run, line.stderr);
        continuing = line.continued ? !unfinished.add(stream) : unfinished.remove(stream);
        if (unfinished.size() > UNFINISHED_MAX) {
            Iterator<Stream> oldest = unfinished.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** A time between two microseconds is behind the first. */
    private static long upwards(Instant time) {
        long micros = LineNumber.microsOf(time);
        return LineNumber.time(LineNumber.of(micros, 0)).isBefore(time) ? micros + 1 : micros;
    }
}
