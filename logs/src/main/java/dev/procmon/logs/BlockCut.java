// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;

/** Where the text of a segment is cut into blocks, and what their index says. */
sealed interface BlockCut {

    /**
     * Return how long the next block is.
     *
     * @param textOffset where it begins
     * @param text its text and more
     * @param length how much of that there is
     * @param last whether there is no more in the file
     */
    int length(long textOffset, byte[] text, int length, boolean last) throws IOException;

    /** Write the entries of a block. */
    void index(long textOffset, long fileOffset, byte[] text, int length, IndexWriter out) throws IOException;

    /** After the last line; a line that fills more than a block is cut anywhere. */
    static int afterLine(byte[] text, int length) {
        for (int i = length; i > 0; i--) {
            if (text[i - 1] == '\n') {
                return i;
            }
        }
        return length;
    }

    /** The lines have their time themselves. */
    record Stamped(LogFormat format) implements BlockCut {

        @Override
        public int length(long textOffset, byte[] text, int length, boolean last) {
            return last ? length : afterLine(text, length);
        }

        @Override
        public void index(long textOffset, long fileOffset, byte[] text, int length, IndexWriter out)
                throws IOException {
            int at = format == LogFormat.JSON ? JsonLine.TIME.length : 0;
            long micros = LineTime.parse(text, at, length);
            out.append(new IndexEntry(textOffset, fileOffset, Math.max(0, micros), 0, false));
        }
    }

    /** The index of the plain file goes into that of the compressed one, and blocks are cut where one of its entries is. */
    record Indexed(IndexFile index) implements BlockCut {

        @Override
        public int length(long textOffset, byte[] text, int length, boolean last) throws IOException {
            if (last) {
                return length;
            }
            long entry = index.atText(textOffset + length);
            long cut = entry < 0 ? textOffset : index.entry(entry).textOffset();
            return cut > textOffset ? (int) (cut - textOffset) : afterLine(text, length);
        }

        @Override
        public void index(long textOffset, long fileOffset, byte[] text, int length, IndexWriter out)
                throws IOException {
            long next = index.atText(textOffset - 1) + 1;
            if (next >= index.count() || index.entry(next).textOffset() > textOffset) {
                out.append(new IndexEntry(textOffset, fileOffset, 0, 0, false));
            }
            for (; next < index.count() && index.entry(next).textOffset() < textOffset + length; next++) {
                IndexEntry each = index.entry(next);
                out.append(new IndexEntry(each.textOffset(), fileOffset, each.micros(), each.run(), each.stderr()));
            }
        }
    }

    /** Nobody knows when the lines were written. */
    record Plain() implements BlockCut {

        @Override
        public int length(long textOffset, byte[] text, int length, boolean last) {
            return last ? length : afterLine(text, length);
        }

        @Override
        public void index(long textOffset, long fileOffset, byte[] text, int length, IndexWriter out)
                throws IOException {
            out.append(new IndexEntry(textOffset, fileOffset, 0, 0, false));
        }
    }
}
