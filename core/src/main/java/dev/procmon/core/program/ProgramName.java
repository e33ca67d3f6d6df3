// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

/**
 * The name under which a program is supervised. Any text will do that is not longer than {@value #LENGTH_MAX}
 * characters and cannot forge a line of a log: control characters are refused.
 */
public record ProgramName(String value) {

    /** The greatest length of a name, in UTF-16 units. */
    public static final int LENGTH_MAX = 255;

    public ProgramName {
        if (value.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "program name of " + value.length() + " characters is longer than " + LENGTH_MAX);
        }
        // A loop: the first stream of a program costs milliseconds, and names are made before the first child.
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new IllegalArgumentException("program name holds a control character");
            }
        }
    }

    /** Return the name of a replica of the program of this name, such as {@code web:0}. */
    public ProgramName replica(int index) {
        return new ProgramName(value + ":" + index);
    }

    /** Return the name of the program that this is a replica of, {@code web} for {@code web:0}; itself for all others. */
    public ProgramName family() {
        int colon = value.lastIndexOf(':');
        if (colon < 1 || colon == value.length() - 1) {
            return this;
        }
        for (int i = colon + 1; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return this;
            }
        }
        return new ProgramName(value.substring(0, colon));
    }

    @Override
    public String toString() {
        return value;
    }
}
