// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import java.util.List;

/** A value of a document, with the offset at which it begins. */
public sealed interface TomlValue
        permits TomlTable, TomlValue.Text, TomlValue.Scalar, TomlValue.Array, TomlValue.Tables {

    /** Return the offset of the value's first character in the text of the document. */
    int offset();

    /** A value of one word that is no string. */
    sealed interface Scalar extends TomlValue {}

    /**
     * A string, in any of the four notations.
     *
     * @param value what it says, escapes resolved
     * @param bodyOffset where its content begins, behind the quotes
     * @param verbatim whether the content stands in the document exactly as in {@code value}
     */
    record Text(int offset, String value, int bodyOffset, boolean verbatim) implements TomlValue {

        /** Return the offset of the character at an index of the value; that of the string where escapes hide it. */
        public int offsetOf(int index) {
            return verbatim ? bodyOffset + index : offset;
        }
    }

    /** An integer of 64 bits. */
    record Whole(int offset, long value) implements Scalar {}

    /** A number with a fraction or an exponent, an infinity, or not a number. */
    record Real(int offset, double value) implements Scalar {}

    /** True or false. */
    record Truth(int offset, boolean value) implements Scalar {}

    /** A date, a time, or both, as it was written. */
    record Moment(int offset, String text) implements Scalar {}

    /** An array in brackets. */
    record Array(int offset, List<TomlValue> elements) implements TomlValue {}

    /** An array whose tables stand under headers of their own, {@code [[name]]}. */
    record Tables(int offset, List<TomlTable> elements) implements TomlValue {}
}
