// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import dev.procmon.core.monitor.OutputTap;
import dev.procmon.core.output.LinePart;
import dev.procmon.core.output.LineSplitter;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.OutputListener;
import java.nio.ByteBuffer;

/**
 * Shows the lines of programs alone, to the byte, with nothing before them and nothing made harmless. Lines of several programs are not
 * mixed, but for those that are longer than a piece ({@value LineSplitter#LIMIT} bytes). On the output thread.
 */
public final class PlainLines implements OutputTap {

    private final Sink sink;

    /** Make it. */
    public PlainLines(Sink sink) {
        this.sink = sink;
    }

    @Override
    public OutputListener open(Program program, long run) {
        return new Run(
                new LineSplitter(LineSplitter.LIMIT, new Line()), new LineSplitter(LineSplitter.LIMIT, new Line()));
    }

    // A class and no lambda: it is on the way to the first child.
    private final class Line implements LineSplitter.Lines {
        @Override
        public void line(byte[] bytes, int length, LinePart part) {
            sink.write(bytes, length);
            if (!part.goesOn()) {
                sink.endLine();
            }
        }
    }

    private record Run(LineSplitter stdout, LineSplitter stderr) implements OutputListener {

        @Override
        public void output(StdStream stream, ByteBuffer bytes) {
            of(stream).feed(bytes);
        }

        @Override
        public void ended(StdStream stream) {
            of(stream).finish();
        }

        private LineSplitter of(StdStream stream) {
            return stream == StdStream.STDOUT ? stdout : stderr;
        }
    }
}
