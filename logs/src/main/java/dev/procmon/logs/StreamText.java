// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A compressed file without an index: it can only be read from its beginning. */
final class StreamText implements Text {
    private static final int SKIP = 16_384;

    private final FileChannel channel;
    private final LogCompression how;
    private Optional<InputStream> stream = Optional.empty();
    private long position;

    /** Where it could not be read; nothing is behind that. */
    private long damage = Long.MAX_VALUE;

    StreamText(FileChannel channel, LogCompression how) {
        this.channel = channel;
        this.how = how;
    }

    @Override
    public int read(long offset, byte[] into, int at, int length) throws IOException {
        if (offset > damage || channel.size() == 0) {
            return 0;
        }
        boolean again = damage != Long.MAX_VALUE;
        damage = offset;
        if (again) {
            restart();
        }
        int got = expand(offset, into, at, length);
        damage = Long.MAX_VALUE;
        return got;
    }

    private int expand(long offset, byte[] into, int at, int length) throws IOException {
        if (stream.isEmpty() || offset < position) {
            restart();
        }
        InputStream from = stream.orElseThrow();
        byte[] skipped = new byte[position < offset ? SKIP : 0];
        while (position < offset) {
            int got = from.read(skipped, 0, (int) Math.min(SKIP, offset - position));
            if (got < 0) {
                return 0;
            }
            position += got;
        }
        int got = Math.max(0, from.read(into, at, length));
        position += got;
        return got;
    }

    @Override
    public boolean isSeekable() {
        return false;
    }

    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    /** Nothing behind a damaged place can be read; how long it is, nobody knows. */
    @Override
    public long afterDamage(long offset) throws IOException {
        return offset + channel.size();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (stream.isPresent()) {
                stream.get().close();
            }
        }
    }

    private void restart() throws IOException {
        if (stream.isPresent()) {
            stream.get().close();
        }
        position = 0;
        stream = Optional.of(expand(new ChannelInput(channel)));
    }

    private InputStream expand(InputStream packed) throws IOException {
        try {
            return how == LogCompression.GZIP ? new GZIPInputStream(packed, SKIP) : new ZstdInputStream(packed);
        } catch (LinkageError e) {
            throw new IOException("zstd cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** A file as a stream that says truly whether there is more: that decides whether another member of gzip is looked for. Stays open. */
    private static final class ChannelInput extends InputStream {
        private final FileChannel channel;
        private long position;

        ChannelInput(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int got = channel.read(ByteBuffer.wrap(into, at, length), position);
            position += Math.max(0, got);
            return got;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(Integer.MAX_VALUE, Math.max(0, channel.size() - position));
        }
    }
}
