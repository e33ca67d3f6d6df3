// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What becomes of the output of one program.
 *
 * @param mode how it is kept, or where else it goes
 * @param file where it is kept, absolute; where empty, in the state directory of the instance
 * @param errorFile where standard error is kept, absolute; where empty, with standard output
 * @param rotateBytes the size in bytes at which a new file is begun; never for its size where empty
 * @param rotateEvery how often a new file is begun, counted from midnight of the host's time zone; never for its age where empty
 * @param keep how many older files are kept
 * @param keepFor how long an older file is kept, since it was rotated; for ever where empty
 * @param keepTotal how many bytes the older files may have together, as they are on disk; any number where empty
 * @param compression how older files are compressed
 * @param onFull what happens when it can neither be written nor be kept in memory
 * @param show whether the supervisor shows it on its own standard output
 * @param forward the names of those it is forwarded to
 */
public record LogPolicy(
        Mode mode,
        Optional<Path> file,
        Optional<Path> errorFile,
        OptionalLong rotateBytes,
        Optional<Duration> rotateEvery,
        int keep,
        Optional<Duration> keepFor,
        OptionalLong keepTotal,
        Compression compression,
        OnFull onFull,
        Show show,
        List<String> forward) {

    /** The default of {@code rotate}, in bytes. */
    public static final long ROTATE_BYTES_STANDARD = 10_000_000;

    /** The least {@code rotate}, in bytes: below, a program would rotate with nearly every line. */
    public static final long ROTATE_BYTES_MIN = 1_000;

    /** The default of {@code keep}. */
    public static final int KEEP_STANDARD = 5;

    /** The greatest {@code keep}. */
    public static final int KEEP_MAX = 1_000;

    /** How output is kept. */
    public enum Mode {
        /** As lines with time, stream and run. */
        LINES,
        /** As a JSON object for each line. */
        JSON,
        /** As it was written. */
        RAW,
        /** Not at all: it is only shown. */
        PASS_THROUGH,
        /** Not at all: it goes into the null device. */
        NONE,
        /** Not at all: the program has the standard output and error of the supervisor. */
        INHERIT;

        /** Tell whether it goes into a file. */
        public boolean isKept() {
            return this == LINES || this == JSON || this == RAW;
        }
    }

    /** How older files are compressed. */
    public enum Compression {
        NONE,
        GZIP,
        ZSTD
    }

    /** What happens when output can neither be written nor be kept in memory. */
    public enum OnFull {
        /** The program waits. */
        WAIT,
        /** The oldest lines are dropped, and counted. */
        DROP_OLDEST
    }

    /** Whether and how the supervisor shows output. */
    public enum Show {
        /** With the name of the program before each line. */
        PREFIXED,
        /** The lines alone. */
        PLAIN,
        NO
    }

    /** What is in effect where the file says nothing. */
    public static final LogPolicy STANDARD = new LogPolicy(
            Mode.LINES,
            Optional.empty(),
            Optional.empty(),
            OptionalLong.of(ROTATE_BYTES_STANDARD),
            Optional.empty(),
            KEEP_STANDARD,
            Optional.empty(),
            OptionalLong.empty(),
            Compression.NONE,
            OnFull.WAIT,
            Show.PREFIXED,
            List.of());

    /** Output that is only shown. */
    public static final LogPolicy SHOWN = unkept(Mode.PASS_THROUGH, Show.PREFIXED);

    public LogPolicy {
        if (rotateBytes.isPresent() && rotateBytes.getAsLong() < ROTATE_BYTES_MIN) {
            throw new IllegalArgumentException("a log file that rotates below " + ROTATE_BYTES_MIN + " bytes");
        }
        if (keep < 0 || keep > KEEP_MAX) {
            throw new IllegalArgumentException("keep " + keep + " is not between 0 and " + KEEP_MAX);
        }
        forward = List.copyOf(forward);
    }

    /**
     * Return what is said of output that is not kept.
     *
     * @param mode one that is not kept
     * @param show whether it is shown; it is not where nothing is read
     */
    public static LogPolicy unkept(Mode mode, Show show) {
        if (mode.isKept()) {
            throw new IllegalArgumentException(mode + " is kept");
        }
        return new LogPolicy(
                mode,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                OptionalLong.empty(),
                Compression.NONE,
                OnFull.WAIT,
                mode == Mode.PASS_THROUGH ? show : Show.NO,
                List.of());
    }

    /** Return the same in other files. */
    public LogPolicy into(Optional<Path> otherFile, Optional<Path> otherErrorFile) {
        return new LogPolicy(
                mode,
                otherFile,
                otherErrorFile,
                rotateBytes,
                rotateEvery,
                keep,
                keepFor,
                keepTotal,
                compression,
                onFull,
                show,
                forward);
    }
}
