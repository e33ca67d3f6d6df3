// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The index beside a file that is not compressed, as far as it counts now.
 *
 * @param file the index, if there is one
 */
record IndexIfAny(Optional<IndexFile> file) implements AutoCloseable {

    /** Open it if it is there. */
    static IndexIfAny of(Path log, long size) throws IOException {
        IndexIfAny index = new IndexIfAny(IndexFile.openIfThere(SegmentName.index(log)));
        try {
            if (index.file().isPresent()) {
                index.file().get().refresh(size, size);
            }
            return index;
        } catch (IOException e) {
            index.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
