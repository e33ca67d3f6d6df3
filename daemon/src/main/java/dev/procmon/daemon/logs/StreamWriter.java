// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.nio.ByteBuffer;

/** Writes the bytes of one stream of one run into a file. On the output thread. */
sealed interface StreamWriter permits LineStream, JsonStream, RawStream {

    /** The longest line that is kept together in bytes; longer ones come in pieces. */
    int LIMIT = 16_384;

    /** Take all bytes of a direct buffer: lines are written, the beginning of one is kept back until it ends. */
    void feed(ByteBuffer chunk);

    /** No more will come: what was kept back is all of its line. */
    void finish();
}
