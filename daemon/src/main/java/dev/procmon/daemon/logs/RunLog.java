// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import java.nio.ByteBuffer;

/** Writes both streams of one run into a log file. */
final class RunLog implements OutputListener {

    private final WholeLines stdout;
    private final WholeLines stderr;

    RunLog(RotatingFile file) {
        stdout = new WholeLines(file);
        stderr = new WholeLines(file);
    }

    @Override
    public void output(StdStream stream, ByteBuffer bytes) {
        of(stream).feed(bytes);
    }

    @Override
    public void ended(StdStream stream) {
        of(stream).finish();
    }

    private WholeLines of(StdStream stream) {
        return switch (stream) {
            case STDOUT -> stdout;
            case STDERR -> stderr;
        };
    }
}
