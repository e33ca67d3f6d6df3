// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A line as it is in a file, before anybody wants it. One object for all lines of a file: it is overwritten by the next. */
final class Line {

    /** The run of a line where nothing says which it is. */
    static final long UNKNOWN_RUN = -1;

    private byte[] names = {};
    private int nameFrom;
    private int nameTo;

    /** The name that was asked for last, and its bytes: most often it is the same again. */
    private Optional<String> known = Optional.empty();

    private byte[] knownBytes = {};

    /** Where it begins in the text. */
    long offset;

    long id;
    long micros;
    long run = UNKNOWN_RUN;
    boolean stderr;

    /** Whether no line feed follows. */
    boolean continued;

    /** Whether nothing in it says when it was written, by which run and where: an index does, or nothing. */
    boolean raw;

    /** Has what was written, from {@link #from} to {@link #to}. */
    byte[] bytes = {};

    int from;
    int to;

    /** Set what was written. */
    void text(byte[] in, int start, int end) {
        bytes = in;
        from = start;
        to = end;
    }

    /** Set the program; none if it is empty. */
    void program(byte[] in, int start, int end) {
        names = in;
        nameFrom = start;
        nameTo = end;
    }

    /** Return the program that the line names. */
    Optional<String> program() {
        if (nameFrom == nameTo) {
            return Optional.empty();
        }
        if (!Arrays.equals(names, nameFrom, nameTo, knownBytes, 0, knownBytes.length)) {
            knownBytes = Arrays.copyOfRange(names, nameFrom, nameTo);
            known = Optional.of(new String(knownBytes, StandardCharsets.UTF_8));
        }
        return known;
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
