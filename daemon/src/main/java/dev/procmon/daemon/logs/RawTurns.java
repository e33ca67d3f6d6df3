// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whose turn it is in a raw file: whoever has begun a line there ends it before another one writes, if that can wait for so long. */
final class RawTurns {

    private Optional<RawStream> writing = Optional.empty();
    private final List<RawStream> waiting = new ArrayList<>();

    /** A stream has ended. */
    void leave(RawStream stream) {
        waiting.remove(stream);
        if (isOf(stream)) {
            free();
        }
    }

    boolean isOf(RawStream stream) {
        return writing.isPresent() && writing.get() == stream;
    }

    /** Tell whether somebody has begun a line and will go on with it. */
    boolean isTaken() {
        return writing.isPresent();
    }

    void takes(RawStream stream) {
        writing = Optional.of(stream);
    }

    /** What has been written so far ends a line, or will not be gone on with. */
    void free() {
        writing = Optional.empty();
        while (!waiting.isEmpty() && writing.isEmpty()) {
            waiting.removeFirst().resume();
        }
    }

    void awaits(RawStream stream) {
        if (!waiting.contains(stream)) {
            waiting.add(stream);
        }
    }
}
