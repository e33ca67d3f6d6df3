// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;

/** Appends to the last segment. A write that fails leaves nothing behind, or something that is cut off before the next one. */
final class SegmentWriter {

    private final EventFiles files;
    private Optional<SeekableByteChannel> channel = Optional.empty();

    SegmentWriter(EventFiles files) {
        this.files = files;
    }

    /** Begin a segment. */
    void create(Segment segment) throws IOException {
        close();
        channel = Optional.of(files.create(segment.name()));
    }

    /**
     * Open a segment that is there, if it is not open, and cut off what is behind its whole lines.
     *
     * @return whether there is one, with all of its lines: somebody may have taken it away, or cut it short
     */
    boolean reopen(Segment segment) throws IOException {
        OptionalLong size = files.size(segment.name());
        if (size.isEmpty() || size.getAsLong() < segment.size()) {
            close();
            return false;
        }
        if (channel.isEmpty() || size.getAsLong() > segment.size()) {
            close();
            SeekableByteChannel opened = files.reopen(segment.name());
            channel = Optional.of(opened);
            opened.truncate(segment.size());
            opened.position(segment.size());
        }
        return true;
    }

    /** Append all bytes, or fail. */
    void append(ByteBuffer bytes) throws IOException {
        SeekableByteChannel open = channel.orElseThrow();
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }

    void close() {
        Optional<SeekableByteChannel> before = channel;
        channel = Optional.empty();
        if (before.isPresent()) {
            try {
                before.get().close();
            } catch (IOException alreadyGone) {
                // All bytes were handed to the kernel before; what it could not keep is lost without this too.
            }
        }
    }
}
