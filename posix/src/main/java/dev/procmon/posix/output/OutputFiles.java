// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import java.nio.file.Path;

/** Opens files for output. For one thread at a time. */
@SuppressWarnings({"DoNotCallSuggester", "unused"})
public final class OutputFiles implements AutoCloseable {

    /** Make it. */
    public OutputFiles() {}

    /**
     * Open a regular file for writing at its end, making it with mode 0640 where there is none, and the directories that are missing
     * with 0750. Never follows a symbolic link at the end of the path, and never waits, whatever the path is of.
     *
     * @throws OutputFileException if it cannot be
     */
    public OutputFile open(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
