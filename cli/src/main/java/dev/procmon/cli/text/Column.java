// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

/**
 * A column of a {@link Table}.
 *
 * @param header what stands above it
 * @param shortHeader what stands above it where there is little room
 * @param side on which side its cells stand
 * @param min to how many columns of the terminal it may be cut; as wide as its cells where 0
 */
public record Column(String header, String shortHeader, Side side, int min) {

    /** Where a cell stands in its column. */
    public enum Side {
        LEFT,
        RIGHT
    }

    /** Return a column of words. */
    public static Column words(String header) {
        return new Column(header, header, Side.LEFT, 0);
    }

    /** Return a column of numbers. */
    public static Column numbers(String header) {
        return new Column(header, header, Side.RIGHT, 0);
    }

    /** Return a column of sentences, which may be cut. */
    public static Column sentences(String header, int min) {
        return new Column(header, header, Side.LEFT, min);
    }

    /** Return the same with a header for where there is little room. */
    public Column orShort(String other) {
        return new Column(header, other, side, min);
    }
}
