// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import java.nio.ByteBuffer;

/** Keeps both streams of one run. */
final class RunLog implements OutputListener {

    private final ProgramCount count;
    private final OpenStream stdout;
    private final OpenStream stderr;
    private final KnownSources sources;
    private final Desk desk;

    RunLog(ProgramCount count, OpenStream stdout, OpenStream stderr, KnownSources sources, Desk desk) {
        this.count = count;
        this.stdout = stdout;
        this.stderr = stderr;
        this.sources = sources;
        this.desk = desk;
    }

    @Override
    public void output(StdStream stream, ByteBuffer bytes) {
        wrote(bytes.remaining());
        of(stream).feed(bytes, desk);
        desk.growth().tell();
    }

    @Override
    public boolean isReady() {
        return stdout.file().isReady() && stderr.file().isReady();
    }

    @Override
    public void ended(StdStream stream) {
        of(stream).end();
        desk.growth().tell();
    }

    /** The run has written so many bytes. */
    void wrote(int bytes) {
        count.wrote(bytes);
        if (sources.takeNews()) {
            desk.upkeep().execute(sources);
        }
    }

    OpenStream of(StdStream stream) {
        return switch (stream) {
            case STDOUT -> stdout;
            case STDERR -> stderr;
        };
    }
}
