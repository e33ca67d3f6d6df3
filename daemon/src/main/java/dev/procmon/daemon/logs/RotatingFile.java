// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import dev.procmon.daemon.files.IoFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * A log file that begins anew before it grows beyond its size.
 *
 * <p>It is rotated between two lines and never within one: a line that is longer than the size gets a file of its own. A
 * writer that goes on where another one has left a line unfinished begins a new line, so that no two lines are merged.
 *
 * <p>A failure loses what was to be written, counts it, and is reported once; every later write tries again from the start,
 * so nothing has to be done when the disk has room again. A file that was moved away or deleted by somebody else is noticed
 * with the next write and made again. On the output thread only.
 */
final class RotatingFile {

    private static final ByteBuffer LINE_FEED =
            ByteBuffer.wrap(new byte[] {'\n'}).asReadOnlyBuffer();

    private final LogPolicy settings;
    private final Consumer<LogReport> reports;
    private final AppendedFile file;
    private Object lastWriter = this;
    private long lost;
    private boolean unwritable;
    private boolean unrotatable;

    RotatingFile(LogPolicy settings, Consumer<LogReport> reports) {
        this.settings = settings;
        this.reports = reports;
        this.file = new AppendedFile(settings.file().orElseThrow());
    }

    /**
     * Append bytes.
     *
     * @param writer who writes: the bytes of the same writer belong together
     */
    void append(Object writer, ByteBuffer bytes) {
        try {
            file.ensureOpen();
            if (file.isWithinLine() && writer != lastWriter) {
                file.write(LINE_FEED.duplicate());
            }
            lastWriter = writer;
            while (bytes.hasRemaining()) {
                writeSome(bytes);
            }
            wroteAll();
        } catch (IOException e) {
            lost += bytes.remaining();
            // Whatever comes next begins a line of its own.
            lastWriter = this;
            file.close();
            failed(e);
        }
    }

    void close() {
        file.close();
    }

    /** Write as much as belongs into the present file, or begin a new one. */
    private void writeSome(ByteBuffer bytes) throws IOException {
        int fitting = fitting(bytes);
        if (fitting == 0 && !rotate()) {
            fitting = bytes.remaining();
        }
        if (fitting > 0) {
            ByteBuffer part = bytes.slice(bytes.position(), fitting);
            try {
                file.write(part);
            } finally {
                bytes.position(bytes.position() + part.position());
            }
        }
    }

    /** Return how many bytes go into the present file, 0 if it must be rotated first. */
    private int fitting(ByteBuffer bytes) {
        if (settings.rotateBytes().isEmpty()) {
            return bytes.remaining();
        }
        long room = settings.rotateBytes().getAsLong() - file.size();
        if (bytes.remaining() <= room) {
            return bytes.remaining();
        }
        for (long at = bytes.position() + room; at > bytes.position(); at--) {
            if (bytes.get((int) at - 1) == '\n') {
                return (int) at - bytes.position();
            }
        }
        return file.size() > 0 && !file.isWithinLine() ? 0 : firstLine(bytes);
    }

    /** Return the length of a line that goes into the present file however long it is. */
    private static int firstLine(ByteBuffer bytes) {
        for (int at = bytes.position(); at < bytes.limit(); at++) {
            if (bytes.get(at) == '\n') {
                return at + 1 - bytes.position();
            }
        }
        return bytes.remaining();
    }

    /** Begin a new file. Return whether that was possible; if not, the present one grows. */
    private boolean rotate() throws IOException {
        file.close();
        try {
            Rotation.rotate(settings.file().orElseThrow(), settings.keep());
            unrotatable = false;
            return true;
        } catch (IOException e) {
            if (!unrotatable) {
                unrotatable = true;
                reports.accept(new LogReport.Unrotatable(settings.file().orElseThrow(), IoFailure.describe(e)));
            }
            return false;
        } finally {
            file.ensureOpen();
        }
    }

    private void failed(IOException e) {
        if (!unwritable) {
            unwritable = true;
            reports.accept(
                    new LogReport.Unwritable(settings.file().orElseThrow(), IoFailure.describe(e), settings.onFull()));
        }
    }

    private void wroteAll() {
        if (unwritable) {
            unwritable = false;
            reports.accept(new LogReport.WritableAgain(settings.file().orElseThrow(), 0, lost));
            lost = 0;
        }
    }
}
