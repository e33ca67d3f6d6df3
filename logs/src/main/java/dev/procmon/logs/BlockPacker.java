// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses blocks, so that each can be expanded alone, and all one behind the other are a file of that kind. For one thread at a time. */
sealed interface BlockPacker extends AutoCloseable {

    /** Return the compressed bytes of the first so many of the text, ready to be written; the buffer is the same each time. */
    ByteBuffer pack(byte[] text, int length) throws IOException;

    @Override
    void close();

    /** Make one for blocks of so many bytes at most. */
    static BlockPacker of(LogCompression how, int blockMax) throws IOException {
        return switch (how) {
            case NONE -> throw new IllegalArgumentException("not compressed");
            case GZIP -> new Gzip(blockMax);
            case ZSTD -> zstd(blockMax);
        };
    }

    private static BlockPacker zstd(int blockMax) throws IOException {
        try {
            return new Frames(blockMax);
        } catch (LinkageError e) {
            // The native code is unpacked into the directory for temporary files, which may be closed to that.
            throw new IOException("zstd cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** Members of gzip, RFC 1952: a header without a name or a time, deflated text, CRC-32, length. */
    final class Gzip implements BlockPacker {
        private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
        private static final int TRAILER = 8;

        private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        private final CRC32 crc = new CRC32();
        private final ByteBuffer out;

        Gzip(int blockMax) {
            // Text that cannot be compressed is stored, with five bytes for each 16 KiB or so.
            out = ByteBuffer.allocate(blockMax + blockMax / 1024 + 1024).order(ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public ByteBuffer pack(byte[] text, int length) throws IOException {
            out.clear().put(HEADER);
            deflater.reset();
            deflater.setInput(text, 0, length);
            deflater.finish();
            deflater.deflate(out.limit(out.capacity() - TRAILER));
            if (!deflater.finished()) {
                throw new IOException("a block is longer when it is compressed");
            }
            crc.reset();
            crc.update(text, 0, length);
            return out.limit(out.capacity())
                    .putInt((int) crc.getValue())
                    .putInt(length)
                    .flip();
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    /** Frames of Zstandard, RFC 8878, with a checksum. */
    final class Frames implements BlockPacker {
        private final ZstdCompressCtx context = new ZstdCompressCtx();
        private final byte[] out;

        Frames(int blockMax) {
            context.setLevel(Zstd.defaultCompressionLevel()).setChecksum(true);
            out = new byte[Math.toIntExact(Zstd.compressBound(blockMax))];
        }

        @Override
        public ByteBuffer pack(byte[] text, int length) throws IOException {
            try {
                return ByteBuffer.wrap(out, 0, context.compressByteArray(out, 0, out.length, text, 0, length));
            } catch (ZstdException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
