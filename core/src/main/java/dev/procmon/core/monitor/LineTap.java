// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.output.LinePart;
import dev.procmon.core.output.LineSplitter;
import dev.procmon.core.output.LineText;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.OutputListener;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Turns the output of runs into lines of at most {@link LineSplitter#LIMIT} bytes, for any number of listeners. */
public final class LineTap implements OutputTap {

    private final List<LineListener> listeners = new CopyOnWriteArrayList<>();

    /** Make a tap without listeners. */
    public LineTap() {}

    /** Tell a listener of every line from now on. From any thread. */
    public void subscribe(LineListener listener) {
        listeners.add(listener);
    }

    /** Tell a listener no more. From any thread. */
    public void unsubscribe(LineListener listener) {
        listeners.remove(listener);
    }

    @Override
    public OutputListener open(Program program, long run) {
        return new RunLines(program.name(), run);
    }

    private void publish(OutputLine line) {
        for (LineListener listener : listeners) {
            try {
                listener.line(line);
            } catch (RuntimeException e) {
                SystemLog.monitor().log(Level.ERROR, "a line listener failed, ignoring", e);
            }
        }
    }

    private final class RunLines implements OutputListener {

        private final ProgramName program;
        private final long run;
        private final LineText text = new LineText();
        private final LineSplitter stdout = splitter(StdStream.STDOUT);
        private final LineSplitter stderr = splitter(StdStream.STDERR);

        RunLines(ProgramName program, long run) {
            this.program = program;
            this.run = run;
        }

        @Override
        public void output(StdStream stream, ByteBuffer bytes) {
            of(stream).feed(bytes);
        }

        @Override
        public void ended(StdStream stream) {
            of(stream).finish();
        }

        private LineSplitter of(StdStream stream) {
            return switch (stream) {
                case STDOUT -> stdout;
                case STDERR -> stderr;
            };
        }

        private LineSplitter splitter(StdStream stream) {
            return new LineSplitter(LineSplitter.LIMIT, (bytes, length, part) -> line(stream, bytes, length, part));
        }

        private void line(StdStream stream, byte[] bytes, int length, LinePart part) {
            publish(new OutputLine(program, run, stream, text.of(bytes, length), part));
        }
    }
}
