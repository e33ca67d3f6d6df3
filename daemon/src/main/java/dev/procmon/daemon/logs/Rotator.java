// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import dev.procmon.daemon.files.IoFailure;
import dev.procmon.logs.LineNumber;
import dev.procmon.logs.LogCompression;
import dev.procmon.logs.SegmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says when a file is to be rotated, and moves it out of the way: {@code web.log} becomes {@code web.log.20261201T030512.123456Z}. */
final class Rotator {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long NEVER = Long.MAX_VALUE;

    private final LogFile file;
    private final ActiveFile active;
    private final Desk desk;
    private long due = NEVER;
    private boolean asked;
    private Optional<String> failure = Optional.empty();
    private boolean rests;
    private long timer = NEVER;
    private boolean begun;

    Rotator(LogFile file, ActiveFile active, Desk desk) {
        this.file = file;
        this.active = active;
        this.desk = desk;
    }

    /** The file is open, and may be another one than before. */
    void opened(boolean isOther) {
        if (isOther) {
            asked = false;
            due = NEVER;
        }
        if (!begun) {
            begun = true;
            tidyUp();
        }
        if (due == NEVER && file.policy().rotateEvery().isPresent()) {
            schedule(file.policy().rotateEvery().get());
        }
    }

    /** The policy was another one before. */
    void changed(LogPolicy before) {
        LogPolicy policy = file.policy();
        if (!policy.rotateEvery().equals(before.rotateEvery())) {
            due = NEVER;
            if (active.isOpen() && policy.rotateEvery().isPresent()) {
                schedule(policy.rotateEvery().get());
            }
        }
        if (begun && keepsOther(policy, before)) {
            desk.upkeep().request(file);
        }
    }

    private static boolean keepsOther(LogPolicy policy, LogPolicy before) {
        return policy.keep() != before.keep()
                || !policy.keepFor().equals(before.keepFor())
                || !policy.keepTotal().equals(before.keepTotal())
                || policy.compression() != before.compression();
    }

    /** It is to be rotated before the next line. */
    void ask() {
        asked = true;
    }

    /** Return how many bytes the file may still take. */
    long room() {
        LogPolicy policy = file.policy();
        if (rests) {
            return NEVER;
        }
        if (asked || isOld()) {
            return 0;
        }
        return policy.rotateBytes().isEmpty()
                ? NEVER
                : Math.max(0, policy.rotateBytes().getAsLong() - active.size());
    }

    /** Return why the last rotation that was tried has failed, if so. */
    Optional<String> failure() {
        return failure;
    }

    /** Tell whether its time has come. */
    private boolean isOld() {
        if (due == NEVER || active.size() == 0) {
            return false;
        }
        long now = desk.stamps().now();
        Optional<Duration> every = file.policy().rotateEvery();
        if (every.isPresent() && due - now > every.get().toNanos() / 1_000) {
            // The clock was set back: no time is further away than the next one. Or the day is longer than others, and
            // the same comes out once more.
            schedule(every.get());
        }
        return now >= due;
    }

    /** Move the file out of the way and close it. Return whether that was possible. */
    boolean rotate() {
        if (rests) {
            return false;
        }
        try {
            if (active.isUnderPath()) {
                move();
            }
        } catch (NoSuchFileException deleted) {
            // There is nothing in the way then.
        } catch (IOException e) {
            failed(e);
            return false;
        }
        failure = Optional.empty();
        active.close();
        desk.upkeep().request(file);
        return true;
    }

    /** An earlier supervisor may have left what is to be compressed or is too old. What is too much goes with the next rotation. */
    private void tidyUp() {
        LogPolicy policy = file.policy();
        if (policy.compression() != LogPolicy.Compression.NONE
                || policy.keepFor().isPresent()) {
            desk.upkeep().request(file);
        }
    }

    private void move() throws IOException {
        Path path = file.path();
        SegmentName name = SegmentName.of(path, desk.stamps().following());
        while (isTaken(name)) {
            name = SegmentName.of(path, desk.stamps().following());
        }
        Files.move(path, name.path(), StandardCopyOption.ATOMIC_MOVE);
        Path index = SegmentName.index(path);
        if (Files.exists(index)) {
            Files.move(index, SegmentName.index(name.path()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** A clock that was set back gives names that were given before. */
    private static boolean isTaken(SegmentName name) {
        return Files.exists(name.path())
                || Files.exists(name.compressed(LogCompression.GZIP).path())
                || Files.exists(name.compressed(LogCompression.ZSTD).path());
    }

    private void failed(IOException e) {
        if (failure.isEmpty()) {
            desk.report(new LogReport.Unrotatable(file.path(), IoFailure.describe(e)));
        }
        failure = Optional.of(IoFailure.describe(e));
        rests = true;
        desk.later().after(RETRY, () -> rests = false);
    }

    /** A file that is idle is rotated in time as well. */
    private void schedule(Duration every) {
        Instant now = desk.clock().instant();
        due = LineNumber.microsOf(RotationTimes.next(since(now), every, desk.zone()));
        if (due < timer) {
            long time = due;
            timer = time;
            desk.later().after(Duration.between(now, LineNumber.time(LineNumber.of(time, 0))), () -> timeHasCome(time));
        }
    }

    private void timeHasCome(long time) {
        if (time != timer) {
            // An earlier one has taken its place.
            return;
        }
        timer = NEVER;
        if (active.isOpen() && file.policy().rotateEvery().isPresent()) {
            if (isOld()) {
                file.rotateSoon();
            } else {
                schedule(file.policy().rotateEvery().get());
            }
        }
    }

    /** Return since when the file is as it is: an earlier supervisor may have written it. */
    private Instant since(Instant now) {
        if (active.size() == 0) {
            return now;
        }
        try {
            Instant changed = Files.getLastModifiedTime(file.path()).toInstant();
            return changed.isBefore(now) ? changed : now;
        } catch (IOException gone) {
            return now;
        }
    }
}
