// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** What is in a file, whether it is compressed or not, by its offset in what was written. */
sealed interface Text extends AutoCloseable permits Text.Plain, BlockText, StreamText {

    /** Read bytes. Return how many; 0 at what is the end now. */
    int read(long offset, byte[] into, int at, int length) throws IOException;

    /** Tell whether any place can be read about as fast as the one behind the last. */
    boolean isSeekable();

    /** Return how long it is now, if it is seekable. */
    long size() throws IOException;

    /** Return where it can be read again when it cannot be at a place, or what is behind the last byte there is. */
    long afterDamage(long offset) throws IOException;

    @Override
    void close() throws IOException;

    /** What is not compressed. */
    record Plain(FileChannel channel) implements Text {

        @Override
        public int read(long offset, byte[] into, int at, int length) throws IOException {
            return Math.max(0, channel.read(ByteBuffer.wrap(into, at, length), offset));
        }

        @Override
        public boolean isSeekable() {
            return true;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public long afterDamage(long offset) throws IOException {
            return Math.max(offset, channel.size());
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
