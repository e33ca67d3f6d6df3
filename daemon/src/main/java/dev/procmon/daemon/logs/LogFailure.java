// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.nio.file.Path;

/**
 * A file for which what was asked could not be done.
 *
 * @param cause why: {@code EACCES (permission denied)}
 */
public record LogFailure(Path file, String cause) {

    /** Return both for a person. */
    @Override
    public String toString() {
        return file + ": " + cause;
    }
}
