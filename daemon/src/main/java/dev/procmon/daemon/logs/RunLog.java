// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;

/** Keeps both streams of one run. */
final class RunLog implements OutputListener {

    private final long run;
    private final ProgramCount count;
    private final OpenStream stdout;
    private final OpenStream stderr;
    private final KnownSources sources;
    private final Desk desk;
    private volatile boolean begun;
    private final Set<StdStream> ended = EnumSet.noneOf(StdStream.class);

    RunLog(long run, ProgramCount count, OpenStream stdout, OpenStream stderr, KnownSources sources, Desk desk) {
        this.run = run;
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
        if (ended.add(stream) && ended.size() == StdStream.values().length) {
            count.end(this);
        }
        desk.growth().tell();
    }

    /** The run has written so many bytes. */
    void wrote(int bytes) {
        if (!begun) {
            begun = true;
        }
        count.wrote(bytes);
        if (sources.takeNews()) {
            desk.upkeep().execute(sources);
        }
    }

    /** Return the number of the run. From any thread. */
    long run() {
        return run;
    }

    /** Tell whether anything of it has come. From any thread. */
    boolean hasBegun() {
        return begun;
    }

    /** Tell whether one of its streams goes to a file. From any thread. */
    boolean writesTo(LogFile file) {
        return stdout.file() == file || stderr.file() == file;
    }

    OpenStream of(StdStream stream) {
        return switch (stream) {
            case STDOUT -> stdout;
            case STDERR -> stderr;
        };
    }
}
