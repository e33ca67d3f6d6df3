// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import dev.procmon.logs.LogFormat;
import dev.procmon.posix.output.OutputFile;
import dev.procmon.posix.output.OutputFiles;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One file of the store, shared by all who write there.
 *
 * <p>What cannot be written is held in memory, and from then on all is, until a try each second has written what is held: so nothing
 * overtakes anything. Whoever writes asks for the {@link #room} before, and has the file {@linkplain #rotate rotated} between two lines.
 *
 * <p>On the output thread, but for what is marked otherwise.
 */
final class LogFile {

    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Nothing of a chunk was written; 0 where there was, and whole lines. */
    private static final int NOTHING_IN_FILE = -1;

    /** A disk with less room than this has none, in bytes: some chunks of many would fill it. */
    private static final long ROOM_MIN = 1 << 20;

    /** Where all files together hold too much, one that may drop lines keeps no more than this, in bytes. */
    private static final long DROPPED_TO = 1 << 16;

    private static final String NO_ROOM = OutputFiles.noRoom();

    private final Path path;
    private final Desk desk;
    private final ActiveFile active;
    private final Rotator rotator;
    private final Held held;
    private final RawTurns turns = new RawTurns();
    private volatile LogPolicy policy;
    private volatile Standing standing = Standing.WELL;
    private Optional<LogFormat> format = Optional.empty();
    private boolean retries;
    private long written = Long.MIN_VALUE;
    private int streams;

    /** From any thread. */
    LogFile(Path path, LogPolicy policy, Desk desk) {
        this.path = path;
        this.policy = policy;
        this.desk = desk;
        this.held = new Held(desk.held());
        this.active = new ActiveFile(path, desk);
        this.rotator = new Rotator(this, active, desk);
    }

    /** From any thread. */
    Path path() {
        return path;
    }

    /** From any thread. */
    LogPolicy policy() {
        return policy;
    }

    /** From any thread. What is asked for with each line has these settings at once; what is to be done for it, {@link #apply} does. */
    void policy(LogPolicy newest) {
        policy = newest;
        if (standing.isWaiting() && newest.onFull() == LogPolicy.OnFull.DROP_OLDEST) {
            desk.later().after(Duration.ZERO, this::goOn);
        }
    }

    /** From any thread. Have these settings now, not only with what is opened later. */
    void apply(LogPolicy newest) {
        LogPolicy before = policy;
        policy(newest);
        desk.later().after(Duration.ZERO, () -> rotator.changed(before));
    }

    /** From any thread. */
    Standing standing() {
        return standing;
    }

    /** A stream writes there from now on. */
    void join() {
        streams++;
    }

    /** A stream has ended. A file that nobody writes to is not kept open. */
    void leave() {
        streams--;
        closeIfIdle();
    }

    private void closeIfIdle() {
        if (streams == 0 && standing.isWell()) {
            active.close();
        }
    }

    /** Tell whether no more than one stream writes there. */
    boolean isAlone() {
        return streams == 1;
    }

    RawTurns turns() {
        return turns;
    }

    /**
     * Tell whether more can be taken. Where all files together hold too much, none that is in trouble takes more, nor one whose disk has
     * no room: its next chunk would have to be held as well.
     */
    boolean isReady() {
        if (!standing.isWaiting() && desk.held().isFull() && policy.onFull() == LogPolicy.OnFull.WAIT) {
            if (standing.isWell() && lacksRoom()) {
                failed(NO_ROOM);
            }
            if (!standing.isWell()) {
                full();
            }
        }
        return !standing.isWaiting();
    }

    private boolean lacksRoom() {
        if (!desk.held().isFull() || policy.onFull() == LogPolicy.OnFull.DROP_OLDEST) {
            return false;
        }
        File directory = path.resolveSibling(".").toFile();
        return directory.getUsableSpace() < ROOM_MIN && directory.exists();
    }

    /** A chunk begins. See that the file is there, and is not older than it may be. Return the time of the chunk. */
    long begin(LogFormat next) {
        if (standing.isWell()) {
            Optional<String> failure = active.ensure(desk.stamps().now());
            if (failure.isPresent()) {
                failed(failure.get());
            } else {
                settle(next);
            }
        }
        return desk.stamps().next();
    }

    /** Return how many bytes the file may still take before it is to be rotated. */
    long room() {
        return standing.isWell() ? rotator.room() : Long.MAX_VALUE;
    }

    /** Tell whether there is nothing in it: then it takes a line however long that is. */
    boolean isEmpty() {
        return standing.isWell() && active.size() == 0;
    }

    /** Tell whether what was written last is no line feed. */
    boolean isWithinLine() {
        return held.isEmpty() ? active.isOpen() && !active.endsLine() : !held.endsLine();
    }

    /** Whoever has begun the line that the file ends with has ended: its readers need not wait. What is held gets that when it is written. */
    void endWithinLine() {
        if (standing.isWell() && isWithinLine()) {
            active.endWithinLine(desk.stamps().next());
        }
    }

    /** Begin a new file now, or before the next line. Return why that cannot be, if so. */
    Optional<String> rotateSoon() {
        if (!standing.isWell()) {
            return standing.cause();
        }
        // Where there is no file, none is made for this.
        if (!active.isOpen() && !isThere()) {
            return Optional.empty();
        }
        Optional<String> failure = active.ensure(desk.stamps().now());
        if (failure.isPresent()) {
            return failure;
        }
        rotator.opened(active.tookOther());
        rotator.ask();
        if (active.size() > 0 && !isWithinLine()) {
            rotate();
        }
        closeIfIdle();
        return standing.isWell() ? rotator.failure() : standing.cause();
    }

    /** Tell whether there is anything under the path, be it a link that leads nowhere. */
    private boolean isThere() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Begin a new file, between two lines. Return whether that was possible; if not, this one grows. */
    boolean rotate() {
        if (!standing.isWell() || !rotator.rotate()) {
            return false;
        }
        Optional<String> failure = active.ensure(desk.stamps().now());
        failure.ifPresentOrElse(this::failed, () -> rotator.opened(active.tookOther()));
        return true;
    }

    /** Write the bytes of a direct buffer that remain: whole lines, or in a raw file the beginning of one. */
    void write(ByteBuffer lines, Origin origin, long stamp) {
        if (!lines.hasRemaining()) {
            return;
        }
        Optional<String> failure = standing.isWell() ? active.index(origin, stamp) : Optional.empty();
        failure.ifPresent(this::failed);
        if (!standing.isWell()) {
            hold(lines, origin, stamp, NOTHING_IN_FILE);
            return;
        }
        int begin = lines.position();
        int result = active.write(lines);
        if (result < 0) {
            int line = lineAt(lines, begin);
            boolean isBegun = lines.position() > begin || written == stamp;
            int inFile = isBegun ? lines.position() - line : NOTHING_IN_FILE;
            failed(OutputFiles.describe(-result));
            hold(lines.position(line), origin, stamp, inFile);
        }
        written = stamp;
    }

    /** Return the file for bytes that the kernel moves to its end, if these may be so many. */
    Optional<OutputFile> target(Origin origin, int most) {
        long stamp = begin(origin.format());
        if (!standing.isWell() || room() < most) {
            return Optional.empty();
        }
        Optional<String> failure = active.index(origin, stamp);
        failure.ifPresent(this::failed);
        return failure.isPresent() ? Optional.empty() : Optional.of(active.output());
    }

    /** So many bytes were moved into it. */
    void moved(int bytes, Origin origin) {
        Optional<ByteBuffer> behindHole = active.moved(bytes);
        if (behindHole.isPresent()) {
            rotator.opened(active.tookOther());
            write(behindHole.get(), origin, desk.stamps().next());
        }
    }

    /** Bytes could not be moved for this errno. */
    void notMoved(int errno) {
        failed(OutputFiles.describe(errno));
    }

    /**
     * If it is not the file under its path any longer, close it. What is there is opened now; where nothing is, the next byte makes it.
     * Return why it cannot be opened, if so.
     */
    Optional<String> reopen() {
        // With lines in memory that is looked at before they are written: one may be in that file to a part.
        if (!standing.isWell()) {
            return standing.cause();
        }
        if (active.isUnderPath()) {
            return Optional.empty();
        }
        active.close();
        Optional<String> failure = isThere() ? active.ensure(desk.stamps().now()) : Optional.empty();
        closeIfIdle();
        return failure;
    }

    /** Write what is held once more, say what is lost, and close it. */
    void close() {
        Optional<String> failure = standing.isWell() ? Optional.empty() : writeHeld(true);
        if (failure.isPresent()) {
            held.lose();
            desk.report(new LogReport.Lost(
                    path, held.losses().lines(), held.losses().bytes()));
            held.losses().clear();
            standing = Standing.WELL;
        } else if (!standing.isWell()) {
            well();
        }
        active.close();
    }

    /** A run begins to write in another format: what is in the file is for its own segment. */
    private void settle(LogFormat next) {
        rotator.opened(active.tookOther());
        if (format.isEmpty() && active.size() > 0) {
            format = formatOfFile();
            endFormer(format.orElse(next));
        }
        if (format.isPresent() && format.get() != next && active.size() > 0) {
            rotate();
        }
        format = Optional.of(next);
    }

    /**
     * A line that has no end was left by an earlier supervisor, whose runs had the same numbers: end it, so that nobody takes the first line
     * of a run of ours for the rest of it. In raw files that is done for each run.
     */
    private void endFormer(LogFormat next) {
        Optional<byte[]> end = active.lastLine().flatMap(line -> UnendedLine.end(next, line));
        if (end.isPresent()) {
            ByteBuffer bytes = desk.out().clear().put(end.get()).flip();
            if (active.write(bytes) < 0 && bytes.position() > 0) {
                // The next line begins behind a line feed then, as behind any that a full disk has torn.
                active.close();
            }
            desk.out().clear();
        }
    }

    /** An earlier supervisor may have written it. */
    private Optional<LogFormat> formatOfFile() {
        try {
            return LogFormat.of(path);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private void hold(ByteBuffer lines, Origin origin, long stamp, int inFile) {
        if (inFile >= 0) {
            held.addRest(origin, stamp, lines, inFile);
        } else {
            held.add(origin, stamp, lines);
        }
        if (isFull()) {
            full();
        }
    }

    private boolean isFull() {
        return held.size() >= LogStore.HELD_MAX || desk.held().isFull();
    }

    private void full() {
        LogPolicy.OnFull onFull = policy.onFull();
        boolean isNews = onFull == LogPolicy.OnFull.WAIT
                ? !standing.isWaiting()
                : held.losses().lines() == 0;
        switch (onFull) {
            case WAIT -> {
                if (isNews) {
                    standing = standing.waiting(desk.clock().instant());
                }
            }
            case DROP_OLDEST -> held.drop(desk.held().isFull() ? DROPPED_TO : LogStore.HELD_MAX, isWithinLineOfHeld());
        }
        if (isNews) {
            desk.report(new LogReport.Full(path, onFull));
        }
    }

    private void failed(String cause) {
        if (standing.isWell()) {
            standing = Standing.troubled(cause);
            desk.report(new LogReport.Unwritable(path, cause, policy.onFull()));
        } else {
            standing = new Standing(Optional.of(cause), standing.waitingSince());
        }
        if (!retries) {
            retries = true;
            desk.later().after(RETRY, this::retry);
        }
    }

    private void retry() {
        retries = false;
        if (standing.isWell()) {
            return;
        }
        Optional<String> failure = writeHeld(false);
        if (failure.isEmpty() && lacksRoom()) {
            failure = Optional.of(NO_ROOM);
        }
        if (failure.isPresent()) {
            failed(failure.get());
            eased();
            // The policy may have become another one at the very moment when the file began to wait.
            goOn();
        } else {
            well();
        }
    }

    /** Nobody waits for a file whose oldest lines are to be dropped, though it began to wait before that was said. */
    private void goOn() {
        if (!standing.isWaiting() || policy.onFull() != LogPolicy.OnFull.DROP_OLDEST) {
            return;
        }
        standing = Standing.troubled(standing.cause().orElseThrow());
        if (isFull()) {
            full();
        }
    }

    /**
     * Write what is held. Return why it cannot be, if so.
     *
     * @param isLast whether there is no later try: then a line may be left torn in a file that somebody has moved away
     */
    private Optional<String> writeHeld(boolean isLast) {
        HeldWriting writing = new HeldWriting(held, active, rotator, desk);
        if (isWithinLineOfHeld() && active.isMovedAway()) {
            // Somebody reads it under its new name, and goes on with the next file at its end: be that the end of a
            // line.
            int result = writing.endLine();
            if (OutputFiles.isForLackOfRoom(-result) && !isLast) {
                return Optional.of(OutputFiles.describe(-result));
            }
            active.close();
        }
        Optional<String> failure = active.ensure(desk.stamps().now());
        if (failure.isPresent()) {
            return failure;
        }
        if (active.tookOther()) {
            rotator.opened(true);
            held.restart();
        }
        return writing.run(standing.cause().orElse(""));
    }

    private boolean isWithinLineOfHeld() {
        return !held.isEmpty() && (held.isTorn() || (active.isOpen() && !active.endsLine()));
    }

    /** Some of it may have been written. */
    private void eased() {
        if (held.size() < LogStore.HELD_MAX / 2 && !desk.held().isFull()) {
            standing = Standing.troubled(standing.cause().orElseThrow());
        }
    }

    private void well() {
        standing = Standing.WELL;
        desk.report(new LogReport.WritableAgain(
                path, held.losses().lines(), held.losses().bytes()));
        held.settle();
        if (!turns.isTaken()) {
            endWithinLine();
        }
        desk.growth().tell();
        closeIfIdle();
    }

    /** Return where the line begins that was being written when the buffer's position was reached. */
    private static int lineAt(ByteBuffer lines, int begin) {
        int at = lines.position();
        while (at > begin && lines.get(at - 1) != '\n') {
            at--;
        }
        return at;
    }
}
