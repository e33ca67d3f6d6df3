// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.nio.file.Path;

/**
 * A file that holds an older part of a log.
 *
 * @param path where it is now
 * @param key which file it is, whatever its name: device and inode
 * @param size how long it is, compressed or not
 * @param micros when it was closed; when its first line was written where others have named it. Both put parts in their order, since none
 *     begins before all before it are closed
 * @param own whether its name is of {@link SegmentName}, and so stays
 */
record Segment(Path path, Object key, long size, long micros, boolean own) {

    /** Return its name without what compression adds. */
    String name() {
        String name = SegmentName.nameOf(path);
        return compression().cutFrom(name);
    }

    LogCompression compression() {
        return LogCompression.of(SegmentName.nameOf(path));
    }
}
