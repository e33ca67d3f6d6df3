// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.LogFormat;

/**
 * Where bytes of a file come from.
 *
 * @param count whose they are
 * @param format in which they are written
 * @param run of which run
 * @param stderr of which stream of it
 */
record Origin(ProgramCount count, LogFormat format, long run, boolean stderr) {

    private static final ProgramCount OURS = new ProgramCount();

    /** Return the origin of what procmon itself writes between two lines of this one's kind. */
    Origin ours() {
        return new Origin(OURS, format, 0, stderr);
    }

    /** Tell whether it is what procmon itself writes: that has no entry in an index. */
    boolean isOurs() {
        return count == OURS;
    }
}
