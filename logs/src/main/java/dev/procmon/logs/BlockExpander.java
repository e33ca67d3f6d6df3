// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Expands blocks as {@link BlockPacker} makes them. Anything else, more or less than one whole block too, is an error. */
final class BlockExpander {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    private BlockExpander() {}

    /** Return how long the text of a block is. */
    static int expand(LogCompression how, byte[] packed, int length, byte[] text) throws IOException {
        return how == LogCompression.GZIP ? inflate(packed, length, text) : frame(packed, length, text);
    }

    private static int inflate(byte[] packed, int length, byte[] text) throws IOException {
        if (length < HEADER + TRAILER || packed[0] != 0x1f || packed[1] != (byte) 0x8b || packed[3] != 0) {
            throw new IOException("no block begins here");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, HEADER, length - HEADER);
            int got = 0;
            while (!inflater.finished()) {
                int more = inflater.inflate(text, got, text.length - got);
                if (more == 0 && !inflater.finished()) {
                    throw new IOException("a block is damaged");
                }
                got += more;
            }
            check(packed, length, text, got, inflater.getRemaining());
            return got;
        } catch (DataFormatException e) {
            throw new IOException("a block is damaged", e);
        } finally {
            inflater.end();
        }
    }

    private static void check(byte[] packed, int length, byte[] text, int got, int left) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(text, 0, got);
        ByteBuffer trailer = ByteBuffer.wrap(packed, length - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        if (left != TRAILER || trailer.getInt() != (int) crc.getValue() || trailer.getInt() != got) {
            throw new IOException("a block is damaged");
        }
    }

    private static int frame(byte[] packed, int length, byte[] text) throws IOException {
        try {
            // It looks at the first byte even where there is none.
            if (length == 0 || Zstd.findFrameCompressedSize(packed, 0, length) != length) {
                throw new IOException("a block is damaged");
            }
            return Math.toIntExact(Zstd.decompressByteArray(text, 0, text.length, packed, 0, length));
        } catch (ZstdException e) {
            throw new IOException("a block is damaged", e);
        } catch (LinkageError e) {
            throw new IOException("zstd cannot be loaded: " + e.getMessage(), e);
        }
    }
}
