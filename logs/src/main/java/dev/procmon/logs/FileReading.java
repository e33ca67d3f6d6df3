// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a log over all its parts, and goes on where it grows. One part is open at a time, and is read to its end whatever becomes of its
 * name meanwhile.
 *
 * <p>What comes after an older part is the next one by its order. The file that is written is under its own name; when another is there, or
 * none, it has become an older part, may have been compressed or deleted since, and others may have come and gone behind it. Then what comes
 * next is: of those with names of ours, the first that was not there when the file was opened and is not the file itself; of those that others
 * have named, the first that begins after what was read last. The file is left only when what comes next has bytes, and has been read once
 * more after that: whoever writes has left it by then.
 */
final class FileReading implements AutoCloseable {

    /** So often another part is looked for when the one that was found is gone again. */
    private static final int TRIES = 20;

    private final LogFile file;
    private final LineSelection selection;
    private final PartQueue parts;
    private final ReadCount count;
    private final Troubles troubles;
    private final LogSelection wanted;
    private final Line line = new Line();

    private Optional<OpenSegment> current = Optional.empty();
    private Path path;

    /** Whether what is open is the file that is written. */
    private boolean written;

    /** Whether what is open has a name of ours: it was left by whoever writes before it got that. */
    private boolean own;

    /** Whether what comes next has been seen. */
    private boolean leaving;

    /** Whether the file that is written had nothing more when it was looked at last. */
    private boolean quiet;

    private boolean atRest;
    private boolean ended;

    private long lastId = Long.MIN_VALUE;
    private long lastMicros = Long.MIN_VALUE;

    /** Lines up to this one are passed over: what is read may have been read before, under another name. */
    private long passUpTo = Long.MIN_VALUE;

    /** Whether no line was wanted yet. */
    private boolean beginning;

    private Optional<LastLines.Search> lastLines = Optional.empty();

    /** The last line when the last lines were looked for. */
    private long tailId = Long.MIN_VALUE;

    private Optional<LogEntry> head = Optional.empty();
    private boolean asleep;
    private long headTurn;
    private long quietTurn;

    FileReading(LogFile file, LogSelection selection, PartQueue.Listing list, ReadCount count, Troubles troubles) {
        this.file = file;
        this.path = file.path();
        this.wanted = selection;
        this.selection = new LineSelection(file, selection);
        this.parts = new PartQueue(file, list, troubles, this.selection.startMicros());
        this.count = count;
        this.troubles = troubles;
        this.beginning = !this.selection.isFromTheBeginning();
    }

    /** Return the next line, if it has been read. */
    Optional<LogEntry> head() {
        return head;
    }

    /** Return the number of the next line that has been read. */
    long headId() {
        return head.orElseThrow().id();
    }

    /** Tell whether there was nothing more when it was read last. */
    boolean isAsleep() {
        return asleep;
    }

    /** Return the turn of reading with which the next line came at the latest. */
    long headTurn() {
        return headTurn;
    }

    /** Return the turn of reading after which nothing was there. */
    long quietTurn() {
        return quietTurn;
    }

    /** Take the next line. */
    LogEntry take() {
        LogEntry taken = head.orElseThrow();
        head = Optional.empty();
        return taken;
    }

    /** Nobody writes any more: an unfinished line is one. */
    void atRest() {
        atRest = true;
    }

    /** Read up to the next line that is wanted. Return false if there is none now. */
    boolean read() {
        try {
            while (head.isEmpty() && !ended && step()) {
                // Until there is one, or nothing to be read.
            }
        } catch (ClosedByInterruptException interrupted) {
            close();
            throw new UncheckedIOException(interrupted);
        } catch (IOException e) {
            troubles.add(file.path(), e);
        }
        asleep = head.isEmpty();
        if (asleep) {
            quietTurn = count.turns();
        }
        return !asleep;
    }

    /** Look for the last lines, from the end backwards. */
    void findLast(LastLines last) {
        LastLines.Search search = last.search(new LineSelection(file, wanted));
        lastLines = Optional.of(search);
        try {
            List<Segment> all = openEnd();
            boolean more = current.isEmpty() || search.through(lines(), LastLines.WRITTEN);
            tailId = search.newestId();
            for (int i = all.size() - 1; more && i >= 0; i--) {
                more = searchPart(all.get(i), search);
            }
        } catch (ClosedByInterruptException interrupted) {
            throw new UncheckedIOException(interrupted);
        } catch (IOException e) {
            close();
            troubles.add(file.path(), e);
        }
    }

    /** Begin where the first of the last lines of all files is, if it is here; or behind all lines that are there. */
    void startWithLast(long first) {
        OptionalLong part = lastLines.orElseThrow().firstOrder();
        beginning = false;
        passUpTo = part.isPresent() ? first - 1 : tailId;
        try {
            if (part.isPresent() && part.getAsLong() != LastLines.WRITTEN) {
                close();
                parts.goBackTo(part.getAsLong());
            } else if (current.isPresent() && passUpTo == Long.MIN_VALUE) {
                lines().start(0);
            } else if (current.isPresent()) {
                goBehind(lines(), passUpTo);
            }
        } catch (IOException e) {
            troubles.add(path, e);
        }
    }

    /** Open the file that is written, if it is there. Return the parts before it. */
    private List<Segment> openEnd() throws IOException {
        List<Segment> all = parts.all();
        for (int i = 0; i < TRIES; i++) {
            close();
            try {
                current = openActive();
            } catch (NoSuchFileException none) {
                // It may come.
            }
            List<Segment> now = parts.all();
            boolean same = now.equals(all);
            all = now;
            if (same) {
                break;
            }
        }
        written = true;
        parts.passAll(all);
        return all;
    }

    private boolean searchPart(Segment part, LastLines.Search search) throws IOException {
        try (OpenSegment opened = OpenSegment.open(part.path(), file.format(), part.compression(), count)) {
            return search.through(opened.lines(), part.micros());
        } catch (NoSuchFileException moved) {
            for (Segment each : parts.all()) {
                if (each.micros() == part.micros() && !each.path().equals(part.path())) {
                    return searchPart(each, search);
                }
            }
            troubles.missed(part.size());
        } catch (ClosedByInterruptException interrupted) {
            throw interrupted;
        } catch (IOException e) {
            troubles.add(part.path(), e);
        }
        return true;
    }

    @Override
    public void close() {
        try {
            if (current.isPresent()) {
                current.get().close();
            }
        } catch (IOException _) {
            // It was only read.
        }
        current = Optional.empty();
    }

    /** Return false if there is nothing to be read now. */
    private boolean step() throws IOException {
        if (current.isEmpty()) {
            return openNext();
        }
        if (quiet && isUnchanged()) {
            return false;
        }
        quiet = false;
        if (nextLine()) {
            accept();
            return true;
        }
        if (!written) {
            return finish();
        }
        quiet = !lookAround();
        return !quiet;
    }

    private boolean nextLine() throws IOException {
        while (true) {
            try {
                return lines().next(line);
            } catch (ClosedByInterruptException interrupted) {
                throw interrupted;
            } catch (IOException e) {
                troubles.add(path, e);
                troubles.missed(lines().skipDamage());
            }
        }
    }

    /** Most files are quiet most of the time: one look at them is enough then. */
    private boolean isUnchanged() throws IOException {
        Optional<BasicFileAttributes> now = attributes();
        return now.isPresent()
                && isCurrent(now.get())
                && now.get().size() == lines().buffer().end()
                && !(lines() instanceof RawLines raw && raw.hasRest());
    }

    private boolean isCurrent(BasicFileAttributes attributes) {
        return current.orElseThrow().key().equals(OpenSegment.key(attributes));
    }

    private Lines lines() {
        return current.orElseThrow().lines();
    }

    private void accept() {
        if (line.id <= passUpTo || (beginning && !selection.isBehindStart(line))) {
            lastId = Math.max(lastId, line.id);
            lastMicros = Math.max(lastMicros, line.micros);
            selection.pass(line);
            return;
        }
        lastId = line.id;
        lastMicros = line.micros;
        beginning = false;
        passUpTo = Long.MIN_VALUE;
        if (line.micros >= selection.untilMicros()) {
            ended = true;
            close();
            return;
        }
        head = selection.entry(line);
        headTurn = lines().buffer().turn();
    }

    /** What is open is closed for good: take the rest, and go on with what comes next. */
    private boolean finish() throws IOException {
        if (!leaving && !own && !atRest) {
            leaving = hasNext();
            return leaving;
        }
        if (!takeRest()) {
            close();
            passUpTo = Long.MIN_VALUE;
        }
        return true;
    }

    /** Others give a file another name while it is written, and it is written until there is a next one. */
    private boolean hasNext() throws IOException {
        Optional<BasicFileAttributes> now = attributes();
        return (now.isPresent() && now.get().size() > 0) || next(parts.all()).isPresent();
    }

    private boolean lookAround() throws IOException {
        LineBuffer buffer = lines().buffer();
        count.look();
        long size = lines().size();
        if (size < buffer.end() || buffer.isCut()) {
            return beginAgain();
        }
        Optional<BasicFileAttributes> now = attributes();
        if (now.isEmpty() || !isCurrent(now.get())) {
            return leave(now);
        }
        leaving = false;
        if (size > buffer.end()) {
            return true;
        }
        return atRest && takeRest();
    }

    private boolean takeRest() {
        if (lines().rest(line)) {
            accept();
            return true;
        }
        return false;
    }

    private Optional<BasicFileAttributes> attributes() throws IOException {
        count.look();
        try {
            return Optional.of(Files.readAttributes(file.path(), BasicFileAttributes.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** The file has another name, or none. */
    private boolean leave(Optional<BasicFileAttributes> now) throws IOException {
        Object key = current.orElseThrow().key();
        List<Segment> all = parts.all();
        List<Segment> later = parts.after(all, key, lastMicros);
        if (later.isEmpty() && (now.isEmpty() || now.get().size() == 0)) {
            return false;
        }
        if (!leaving) {
            leaving = true;
            return true;
        }
        if (takeRest()) {
            return true;
        }
        close();
        boolean isPart = parts.leave(all, key, later);
        passUpTo = isPart || later.isEmpty() ? Long.MIN_VALUE : Math.max(passUpTo, lastId);
        return true;
    }

    /** Somebody has cut the file; if it was copied before, the copy has what was not read yet. */
    private boolean beginAgain() throws IOException {
        Object key = current.orElseThrow().key();
        List<Segment> all = parts.all();
        close();
        passUpTo = Math.max(passUpTo, lastId);
        parts.cut(all, key, lastMicros);
        return true;
    }

    private boolean openNext() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            Optional<Segment> next = next(parts.all());
            try {
                if (next.isPresent() ? open(next.get()) : openWritten()) {
                    return current.isPresent();
                }
            } catch (NoSuchFileException moved) {
                if (next.isEmpty()
                        && attributes().isEmpty()
                        && next(parts.all()).isEmpty()) {
                    return false;
                }
            }
        }
        return false;
    }

    private Optional<Segment> next(List<Segment> all) {
        return parts.next(all, beginning);
    }

    /** One that may not be read, or is damaged, is passed over. What fails for another reason is tried again with the next look. */
    private boolean open(Segment next) throws IOException {
        try {
            OpenSegment opened = OpenSegment.open(next.path(), file.format(), next.compression(), count);
            if (!opened.key().equals(next.key())) {
                opened.close();
                throw new NoSuchFileException(next.path().toString());
            }
            own = next.own();
            begin(opened, next.path(), false);
        } catch (AccessDeniedException e) {
            passOver(next, e);
        } catch (NoSuchFileException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            if (current.isEmpty()) {
                throw e;
            }
            passOver(next, e);
        }
        parts.passNext();
        return current.isPresent();
    }

    private void passOver(Segment part, IOException e) {
        troubles.add(part.path(), e);
        troubles.missed(part.size());
    }

    /**
     * A part that is made between the look at them and the opening would be passed over; so it is looked at them again. What is copied and cut
     * before that is among them; what is cut later is noticed, because something of it was read before. Return whether there was none; what is open then is all there is.
     */
    private boolean openWritten() throws IOException {
        current = openActive();
        try {
            if (current.isPresent()) {
                current.get().lines().readAhead();
            }
            List<Segment> all = parts.all();
            if (next(all).isPresent()) {
                close();
                return false;
            }
            if (current.isPresent()) {
                parts.passAll(all);
                begin(current.get(), file.path(), true);
            }
            return true;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Open the file that is written; empty as long as it may turn out to be in another format: no line of it is whole then. */
    private Optional<OpenSegment> openActive() throws IOException {
        OpenSegment opened = OpenSegment.open(file.path(), file.format(), LogCompression.NONE, count);
        if (opened.begun() || atRest) {
            return Optional.of(opened);
        }
        opened.close();
        return Optional.empty();
    }

    private void begin(OpenSegment opened, Path from, boolean isWritten) throws IOException {
        current = Optional.of(opened);
        path = from;
        written = isWritten;
        leaving = false;
        if (passUpTo != Long.MIN_VALUE) {
            goBehind(opened.lines(), passUpTo);
        } else if (beginning && selection.afterId() != Long.MIN_VALUE) {
            goBehind(opened.lines(), selection.afterId());
        } else if (beginning) {
            opened.lines().seek(selection.sinceMicros());
        }
    }

    /** Go to where lines up to a number are passed over; some of those before it too, as they tell which streams are within a line there. */
    private static void goBehind(Lines lines, long id) throws IOException {
        lines.seekNumber(id);
        lines.start(lines.startBefore(lines.buffer().nextOffset() - LineBuffer.SIZE));
    }
}
