// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.output;

/** Which part of a line a piece is. Only a line that is longer than the limit comes in pieces. */
public enum LinePart {
    /** The whole line. */
    WHOLE,
    /** The beginning of a line that goes on. */
    FIRST,
    /** A middle piece. */
    MIDDLE,
    /** The end of a line that has begun before. */
    LAST;

    /** Tell whether the line goes on after this piece. */
    public boolean goesOn() {
        return this == FIRST || this == MIDDLE;
    }

    /** Tell whether the line has begun before this piece. */
    public boolean hasBegun() {
        return this == MIDDLE || this == LAST;
    }
}
