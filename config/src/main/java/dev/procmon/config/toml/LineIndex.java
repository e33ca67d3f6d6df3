// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import java.util.Arrays;

/**
 * Offsets of a text to lines and columns, both from 1; a column counts characters (code points), as editors do. Asked
 * in rising order it reads the text once, however long the lines are.
 */
public final class LineIndex {

    private final String text;
    private int[] starts = new int[64];
    private int lines;
    private int lastOffset;
    private int lastColumn = 1;

    public LineIndex(String text) {
        this.text = text;
        lines = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (lines == starts.length) {
                starts = Arrays.copyOf(starts, 2 * lines);
            }
            starts[lines++] = at + 1;
        }
    }

    /** Return the line of an offset. */
    public int line(int offset) {
        int found = Arrays.binarySearch(starts, 0, lines, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Return the column of an offset in its line. */
    public int column(int offset) {
        int from = starts[line(offset) - 1];
        int column = 1;
        if (lastOffset >= from && lastOffset <= offset) {
            from = lastOffset;
            column = lastColumn;
        }
        lastColumn = column + text.codePointCount(from, offset);
        lastOffset = offset;
        return lastColumn;
    }
}
