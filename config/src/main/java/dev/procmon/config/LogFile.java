// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A file into which the output of one program goes.
 *
 * @param file absolute
 * @param rotateBytes the size in bytes at which a new file is begun; never where empty
 * @param keep how many older files are kept
 */
public record LogFile(Path file, OptionalLong rotateBytes, int keep) {

    /** The default of {@code rotate}, in bytes. */
    public static final long ROTATE_BYTES_STANDARD = 10_000_000;

    /** The least {@code rotate}, in bytes: below, a program would rotate with nearly every line. */
    public static final long ROTATE_BYTES_MIN = 1_000;

    /** The default of {@code keep}. */
    public static final int KEEP_STANDARD = 5;

    /** The greatest {@code keep}. */
    public static final int KEEP_MAX = 1_000;

    public LogFile {
        if (rotateBytes.isPresent() && rotateBytes.getAsLong() < ROTATE_BYTES_MIN) {
            throw new IllegalArgumentException("a log file that rotates below " + ROTATE_BYTES_MIN + " bytes");
        }
        if (keep < 0 || keep > KEEP_MAX) {
            throw new IllegalArgumentException("keep " + keep + " is not between 0 and " + KEEP_MAX);
        }
    }
}
