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

    @Override
    public String toString() {
        return value;
    }
}
