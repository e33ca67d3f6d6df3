// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.JsonMemory;
import dev.procmon.posix.output.LineCopy;
import dev.procmon.posix.output.OutputFiles;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What all files of a store share on the output thread: a buffer for what is on its way into a file, the system calls, and who is told of
 * what. Its memory is made with the first byte of output.
 */
final class Desk {

    /** The size of each of the two buffers, in bytes. */
    static final int BUFFER = 1 << 18;

    /** The size of the window in bytes: a line of the limit fits in, and it stays in the cache of the processor. */
    static final int WINDOW = 2 * StreamWriter.LIMIT;

    private static final byte[] NONE = {};

    private final Stamps stamps;
    private final InstantSource clock;
    private final Supplier<ZoneId> zone;
    private final Later later;
    private final Consumer<LogReport> reports;
    private final Growth growth;
    private final Upkeep upkeep;
    private final HeldMemory held = new HeldMemory();
    private Optional<Tools> tools = Optional.empty();
    private Optional<ByteBuffer> staging = Optional.empty();
    private Optional<JsonMemory> json = Optional.empty();
    private byte[] window = NONE;

    private record Tools(OutputFiles files, LineCopy copy, ByteBuffer out, ByteBuffer lineFeed) {}

    Desk(
            InstantSource clock,
            Supplier<ZoneId> zone,
            Later later,
            Consumer<LogReport> reports,
            Growth growth,
            Upkeep upkeep) {
        this.stamps = new Stamps(clock);
        this.clock = clock;
        this.zone = zone;
        this.later = later;
        this.reports = reports;
        this.growth = growth;
        this.upkeep = upkeep;
    }

    Stamps stamps() {
        return stamps;
    }

    InstantSource clock() {
        return clock;
    }

    ZoneId zone() {
        return zone.get();
    }

    Later later() {
        return later;
    }

    void report(LogReport report) {
        reports.accept(report);
    }

    Growth growth() {
        return growth;
    }

    Upkeep upkeep() {
        return upkeep;
    }

    /** What all files hold that cannot be written. */
    HeldMemory held() {
        return held;
    }

    OutputFiles files() {
        return tools().files();
    }

    LineCopy copy() {
        return tools().copy();
    }

    /** What is gathered before it is written; a direct buffer, empty between two chunks. */
    ByteBuffer out() {
        return tools().out();
    }

    /** Return a line feed in a direct buffer. */
    ByteBuffer lineFeed() {
        return tools().lineFeed().rewind();
    }

    /** Where objects are made of lines. */
    JsonMemory json() {
        if (json.isEmpty()) {
            json = Optional.of(new JsonMemory());
        }
        return json.get();
    }

    /** Where bytes of a chunk are looked at: loops over an array are faster than over a buffer. No one's between two calls of a writer. */
    byte[] window() {
        if (window.length == 0) {
            window = new byte[WINDOW];
        }
        return window;
    }

    /** Return bytes of any buffer in a direct one, at most as many as fit; the position of the first is advanced by what was taken. */
    ByteBuffer direct(ByteBuffer bytes) {
        if (bytes.isDirect()) {
            ByteBuffer all = bytes.duplicate();
            bytes.position(bytes.limit());
            return all;
        }
        if (staging.isEmpty()) {
            staging = Optional.of(ByteBuffer.allocateDirect(BUFFER));
        }
        ByteBuffer copy = staging.get().clear();
        int count = Math.min(copy.remaining(), bytes.remaining());
        copy.put(bytes.slice(bytes.position(), count)).flip();
        bytes.position(bytes.position() + count);
        return copy;
    }

    private Tools tools() {
        if (tools.isEmpty()) {
            tools = Optional.of(new Tools(
                    new OutputFiles(),
                    new LineCopy(),
                    ByteBuffer.allocateDirect(BUFFER),
                    ByteBuffer.allocateDirect(1).put((byte) '\n')));
        }
        return tools.get();
    }
}
