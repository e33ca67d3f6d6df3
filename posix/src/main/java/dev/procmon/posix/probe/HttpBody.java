// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** How the end of a body is recognized. */
sealed interface HttpBody {

    /**
     * Take bytes and add those of the body to what there is of it, up to a limit. Return whether the body is complete.
     */
    boolean take(ByteBuffer bytes, ByteArrayOutputStream body, int limit) throws HttpTrouble;

    /** Tell whether the body is complete where the connection ends now. */
    boolean mayEnd();

    /** Its length is known beforehand. */
    final class OfLength implements HttpBody {

        private long left;

        OfLength(long length) {
            this.left = length;
        }

        @Override
        public boolean take(ByteBuffer bytes, ByteArrayOutputStream body, int limit) {
            left -= move(bytes, left, body, limit);
            return left == 0;
        }

        @Override
        public boolean mayEnd() {
            return left == 0;
        }
    }

    /** It ends with the connection. */
    final class UpToTheEnd implements HttpBody {

        @Override
        public boolean take(ByteBuffer bytes, ByteArrayOutputStream body, int limit) {
            move(bytes, bytes.remaining(), body, limit);
            return false;
        }

        @Override
        public boolean mayEnd() {
            return true;
        }
    }

    /** It comes in chunks, each of which says how long it is (RFC 9112, section 7.1). What follows the last is not read. */
    final class Chunked implements HttpBody {

        private static final int LINE_MAX = 1024;
        private static final int DIGITS_MAX = 15;

        private final StringBuilder line = new StringBuilder();
        private long left;
        private Part part = Part.SIZE;

        private enum Part {
            SIZE,
            DATA,
            END_OF_DATA,
            COMPLETE
        }

        @Override
        public boolean take(ByteBuffer bytes, ByteArrayOutputStream body, int limit) throws HttpTrouble {
            while (bytes.hasRemaining() && part != Part.COMPLETE && body.size() < limit) {
                if (part == Part.DATA) {
                    left -= move(bytes, left, body, limit);
                    part = left == 0 ? Part.END_OF_DATA : Part.DATA;
                } else {
                    takeOfLine((char) (bytes.get() & 0xFF));
                }
            }
            return part == Part.COMPLETE;
        }

        @Override
        public boolean mayEnd() {
            return part == Part.COMPLETE;
        }

        private void takeOfLine(char next) throws HttpTrouble {
            if (next == '\n') {
                if (part == Part.SIZE) {
                    left = size();
                    part = left == 0 ? Part.COMPLETE : Part.DATA;
                } else {
                    part = Part.SIZE;
                }
                line.setLength(0);
            } else if (line.length() == LINE_MAX) {
                throw new HttpTrouble("a chunk of the body has no size");
            } else {
                line.append(next);
            }
        }

        /** Return the number at the beginning; an extension may follow. */
        private long size() throws HttpTrouble {
            int end = 0;
            while (end < line.length() && Character.digit(line.charAt(end), 16) >= 0) {
                end++;
            }
            boolean endsThere = end == line.length() || " \t\r;".indexOf(line.charAt(end)) >= 0;
            if (end == 0 || end > DIGITS_MAX || !endsThere) {
                throw new HttpTrouble("a chunk of the body has no size");
            }
            return Long.parseLong(line, 0, end, 16);
        }
    }

    /** Move bytes of the body, and say how many; those beyond the limit are passed over. */
    private static long move(ByteBuffer bytes, long count, ByteArrayOutputStream body, int limit) {
        int moved = (int) Math.min(count, bytes.remaining());
        byte[] part = new byte[Math.min(moved, limit - body.size())];
        bytes.get(bytes.position(), part);
        bytes.position(bytes.position() + moved);
        body.writeBytes(part);
        return moved;
    }
}
