// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.daemon.files.IoFailure;
import dev.procmon.logs.LogFormat;
import dev.procmon.logs.SegmentName;
import dev.procmon.posix.output.OutputFile;
import dev.procmon.posix.output.OutputFileException;
import dev.procmon.posix.output.OutputFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file under a path, while it is open. Looks now and then whether it still is the one under the path, and as long as it was: others may
 * move, delete or empty it.
 */
final class ActiveFile {

    /** It is looked at no more often than this: a flood comes in more chunks than that. */
    private static final long LOOK_MICROS = 1_000;

    /** Holes are made of whole pages, in bytes. */
    private static final int PAGE = 4096;

    /** So far back a line feed is looked for, in bytes. */
    private static final int TAIL = 4096;

    /** No line is longer than this but one of JSON that is all escapes, in bytes. */
    private static final int LINE_MAX = 1 << 15;

    private static final long INDEX_RETRY_MICROS = 1_000_000;

    private enum LastByte {
        LINE_FEED,
        OTHER,
        UNKNOWN
    }

    private final Path path;
    private final Desk desk;
    private Optional<OutputFile> file = Optional.empty();
    private Optional<RawIndex> index = Optional.empty();
    private LastByte last = LastByte.UNKNOWN;
    private long looked;
    private long indexTried = Long.MIN_VALUE / 2;
    private boolean isOther;

    ActiveFile(Path path, Desk desk) {
        this.path = path;
        this.desk = desk;
    }

    /** See that the file under the path is open. Return why it cannot be, if so. */
    Optional<String> ensure(long now) {
        if (file.isPresent()) {
            if (now >= looked && now - looked < LOOK_MICROS) {
                return Optional.empty();
            }
            looked = now;
            if (file.get().isUnder(path)) {
                return refresh(file.get());
            }
            close();
        }
        looked = now;
        return open();
    }

    boolean isOpen() {
        return file.isPresent();
    }

    /** Tell, once, whether it is another one than before, or was emptied. */
    boolean tookOther() {
        boolean took = isOther;
        isOther = false;
        return took;
    }

    /** Tell whether it is the one under the path now. */
    boolean isUnderPath() {
        return file.isPresent() && file.get().isUnder(path);
    }

    /**
     * Tell whether somebody has given it another name, and may read it there, while what is to be under the path now would be on the same
     * file system.
     */
    boolean isMovedAway() {
        return file.isPresent()
                && !file.get().isUnder(path)
                && file.get().hasName()
                && file.get().isOnDeviceOf(path.resolveSibling("."));
    }

    long size() {
        return file.orElseThrow().size();
    }

    boolean endsLine() {
        if (last == LastByte.UNKNOWN) {
            int there = file.orElseThrow().lastByte();
            last = there < 0 || there == '\n' ? LastByte.LINE_FEED : LastByte.OTHER;
        }
        return last == LastByte.LINE_FEED;
    }

    OutputFile output() {
        return file.orElseThrow();
    }

    /** Write bytes of a direct buffer, all of them unless there is an error. Return 0 or the negated errno. */
    int write(ByteBuffer bytes) {
        OutputFile to = file.orElseThrow();
        int begin = bytes.position();
        int result = 0;
        while (bytes.hasRemaining() && result >= 0) {
            result = to.write(bytes);
        }
        if (bytes.position() > begin) {
            last = bytes.get(bytes.position() - 1) == '\n' ? LastByte.LINE_FEED : LastByte.OTHER;
        }
        return Math.min(result, 0);
    }

    /**
     * The kernel has moved so many bytes to where the file had its end. Where somebody has cut it at that very moment, they stand behind a
     * hole as large as it was: then it is emptied, and they are returned to be written again.
     */
    Optional<ByteBuffer> moved(int bytes) {
        last = LastByte.UNKNOWN;
        OutputFile to = file.orElseThrow();
        if (to.size() - bytes < PAGE || to.firstData() <= 0 || to.refresh() < 0) {
            return Optional.empty();
        }
        // What stands before them in their page must be of the hole as well, and not what was in the file for long.
        int inPage = (int) ((to.size() - bytes) % PAGE);
        ByteBuffer moved = ByteBuffer.allocateDirect(inPage + bytes);
        boolean isAllHole = to.firstData() == to.size() - bytes - inPage && to.readEnd(moved);
        for (int i = 0; i < inPage; i++) {
            isAllHole &= moved.get(i) == 0;
        }
        if (!isAllHole || to.truncate(0) < 0) {
            return Optional.empty();
        }
        isOther = true;
        index.ifPresent(RawIndex::clear);
        return Optional.of(moved.flip().position(inPage));
    }

    /** Write an entry of the index where bytes that come now must have one. Return why that cannot be, if so. */
    Optional<String> index(Origin origin, long stamp) {
        if (origin.format() != LogFormat.RAW || origin.isOurs()) {
            return Optional.empty();
        }
        if (index.isEmpty() && stamp - indexTried >= INDEX_RETRY_MICROS) {
            indexTried = stamp;
            index = RawIndex.open(path, size(), desk.stamps());
        }
        try {
            boolean isWanted = index.isPresent()
                    && (index.get().isDue(origin, size()) || (index.get().isWorthwhile(size(), stamp) && endsLine()));
            if (isWanted) {
                // Without a line feed near by, the next chunk has the entry.
                long offset = index.get().isOther(origin) || endsLine() ? size() : behindLastLine();
                if (offset >= 0) {
                    index.get().append(origin, offset, stamp);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(IoFailure.describe(e));
        }
    }

    /** What is within a line at the end has ended there: write an entry that says so. */
    void endWithinLine(long stamp) {
        try {
            if (index.isPresent() && !endsLine()) {
                index.get().end(size(), stamp);
            }
        } catch (IOException staysUnfinished) {
            // It is seen to be so by the next run, as without this.
        }
    }

    void close() {
        file.ifPresent(OutputFile::close);
        file = Optional.empty();
        index.ifPresent(RawIndex::close);
        index = Optional.empty();
        indexTried = Long.MIN_VALUE / 2;
    }

    private Optional<String> refresh(OutputFile opened) {
        long before = opened.size();
        int result = opened.refresh();
        if (result < 0) {
            close();
            return Optional.of(OutputFiles.describe(-result));
        }
        if (opened.size() != before) {
            last = LastByte.UNKNOWN;
        }
        if (opened.size() < before) {
            isOther = true;
            index.ifPresent(RawIndex::clear);
        }
        return Optional.empty();
    }

    private Optional<String> open() {
        try {
            file = Optional.of(desk.files().open(path));
            isOther = true;
            last = LastByte.UNKNOWN;
            if (size() == 0) {
                forgetIndex();
            }
            return endTornLine();
        } catch (OutputFileException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** One of a raw file that was moved away or deleted would say that this one is raw too. Whoever reads the other may have it open. */
    private void forgetIndex() {
        try {
            Files.deleteIfExists(SegmentName.index(path));
        } catch (IOException stays) {
            // A raw file begins it anew.
        }
    }

    /** What somebody has left unfinished here, such as a supervisor that was killed, is not to be gone on with. */
    private Optional<String> endTornLine() {
        if (endsLine()) {
            return Optional.empty();
        }
        int result = write(desk.lineFeed());
        if (result < 0) {
            close();
            return Optional.of(OutputFiles.describe(-result));
        }
        return Optional.empty();
    }

    /** Return the line that the file ends with, without its line feed; empty where it is too long to be looked for. */
    Optional<byte[]> lastLine() {
        try {
            ByteBuffer tail = tail(LINE_MAX);
            int end = tail.limit() - 1;
            int begin = end;
            while (begin > 0 && tail.get(begin - 1) != '\n') {
                begin--;
            }
            boolean isWhole = begin > 0 || tail.limit() == size();
            return end >= 0 && isWhole ? Optional.of(bytes(tail, begin, end)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(ByteBuffer from, int begin, int end) {
        byte[] bytes = new byte[end - begin];
        from.get(begin, bytes);
        return bytes;
    }

    /** Return where the line begins that the file ends with, or -1. */
    private long behindLastLine() throws IOException {
        ByteBuffer tail = tail(TAIL);
        for (int at = tail.limit() - 1; at >= 0; at--) {
            if (tail.get(at) == '\n') {
                return size() - tail.limit() + at + 1;
            }
        }
        return -1;
    }

    /** Return the last bytes of the file, or what can be read of them. */
    private ByteBuffer tail(int most) throws IOException {
        long from = Math.max(0, size() - most);
        ByteBuffer tail = ByteBuffer.allocate((int) (size() - from));
        try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
            while (tail.hasRemaining() && in.read(tail, from + tail.position()) > 0) {
                // Comes in one piece but for a signal.
            }
        }
        return tail.flip();
    }
}
