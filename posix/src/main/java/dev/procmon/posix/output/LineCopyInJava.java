// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import dev.procmon.posix.output.LineCopy.End;
import java.nio.ByteBuffer;

/** Copies lines where there is no machine code, and says in a test what that has to do. */
final class LineCopyInJava implements LineCopy.Way {

    private final byte[] prefix = new byte[LineCopy.PREFIX_MAX];
    private int prefixLength;
    private int lines;

    @Override
    public void prefix(byte[] bytes, int length) {
        System.arraycopy(bytes, 0, prefix, 0, length);
        prefixLength = length;
    }

    @Override
    public End copy(ByteBuffer from, ByteBuffer to, int limit, int room, int count) {
        lines = 0;
        while (from.hasRemaining()) {
            if (lines >= count) {
                return End.COUNTED;
            }
            if (to.remaining() < room) {
                return End.FULL;
            }
            int longest = Math.min(from.remaining(), limit + 1);
            int lineFeed = LineFeeds.first(from, from.position(), from.position() + longest);
            if (lineFeed < 0) {
                return from.remaining() > limit ? End.LONG : End.UNFINISHED;
            }
            copyLine(from, to, lineFeed + 1 - from.position());
        }
        return End.UNFINISHED;
    }

    @Override
    public int lines() {
        return lines;
    }

    @Override
    public void close() {}

    private void copyLine(ByteBuffer from, ByteBuffer to, int length) {
        to.put(prefix, 0, prefixLength);
        to.put(to.position(), from, from.position(), length);
        to.position(to.position() + length);
        from.position(from.position() + length);
        lines++;
    }
}
