// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** How output is written into a file. */
public enum LogFormat {
    /** Lines of the Container Runtime Interface: time, stream, tags, text. */
    LINES,
    /** One JSON object for each line. */
    JSON,
    /** As it was written. */
    RAW;

    /**
     * Return how a file that is not compressed has been written, as far as that can be seen: by the index of a raw one beside it, or by its
     * first line.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<LogFormat> of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                IndexIfAny index = IndexIfAny.of(file, channel.size())) {
            return PartFormat.of(new Text.Plain(channel), index.file(), new ReadCount())
                    .told();
        }
    }
}
