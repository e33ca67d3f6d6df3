// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.nio.ByteBuffer;

/** One stream of one run and the file it goes to. It has to do with the file from its first byte on. */
final class OpenStream {

    private final LogFile file;
    private final StreamWriter writer;
    private boolean joined;

    OpenStream(LogFile file, StreamWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    LogFile file() {
        return file;
    }

    /** The stream begins, if it has not begun before. */
    StreamWriter join() {
        if (!joined) {
            joined = true;
            file.join();
        }
        return writer;
    }

    void feed(ByteBuffer chunk, Desk desk) {
        StreamWriter to = join();
        while (chunk.hasRemaining()) {
            to.feed(desk.direct(chunk));
        }
    }

    void end() {
        if (joined) {
            joined = false;
            writer.finish();
            file.leave();
        }
    }
}
