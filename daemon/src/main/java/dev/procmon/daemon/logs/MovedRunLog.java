// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.core.process.StdStream;
import dev.procmon.posix.output.MovedOutput;
import dev.procmon.posix.output.OutputFile;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Keeps a run each stream of which goes into a raw file that the other does not: the kernel can move it there. */
final class MovedRunLog implements MovedOutput {

    private final RunLog log;
    private final RawStream stdout;
    private final RawStream stderr;
    private final Desk desk;

    MovedRunLog(RunLog log, RawStream stdout, RawStream stderr, Desk desk) {
        this.log = log;
        this.stdout = stdout;
        this.stderr = stderr;
        this.desk = desk;
    }

    @Override
    public Optional<OutputFile> target(StdStream stream) {
        log.of(stream).join();
        return raw(stream).target();
    }

    @Override
    public void moved(StdStream stream, int bytes) {
        log.wrote(bytes);
        raw(stream).moved(bytes);
        desk.growth().tell();
    }

    @Override
    public void notMoved(StdStream stream, int errno) {
        raw(stream).notMoved(errno);
    }

    @Override
    public void output(StdStream stream, ByteBuffer bytes) {
        log.output(stream, bytes);
    }

    @Override
    public boolean isReady() {
        return log.isReady();
    }

    @Override
    public void ended(StdStream stream) {
        log.ended(stream);
    }

    private RawStream raw(StdStream stream) {
        return switch (stream) {
            case STDOUT -> stdout;
            case STDERR -> stderr;
        };
    }
}
