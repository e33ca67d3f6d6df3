// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param out standard output
 * @param err standard error
 * @param environment the environment of this process
 * @param directory its working directory
 * @param words the command line as it was given, the name of the command first
 */
public record Context(
        PrintStream out, PrintStream err, Map<String, String> environment, Path directory, List<String> words) {

    private static final int PIECE = 1 << 16;

    public Context {
        words = List.copyOf(words);
    }

    /**
     * Return the same with standard output that is written in large pieces, for who prints much: what is printed is seen once it is flushed,
     * which is left to the caller. That the reader has gone is seen by {@link PrintStream#checkError} as before.
     */
    public Context inLargePieces() {
        OutputStream large = new BufferedOutputStream(new Passing(out), PIECE);
        return new Context(new PrintStream(large, false, out.charset()), err, environment, directory, words);
    }

    /** Say what is wrong. */
    public void error(String message) {
        err.println("procmon: " + message);
    }

    /** Say what is allowed, but hardly meant. */
    public void warn(String message) {
        err.println("warning: " + message);
    }

    /** Writes to a stream that keeps its errors to itself, and tells them. */
    private static final class Passing extends OutputStream {

        private final PrintStream to;

        Passing(PrintStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            to.write(b);
            flush();
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            to.write(bytes, from, count);
            flush();
        }

        @Override
        public void flush() throws IOException {
            if (to.checkError()) {
                throw new IOException("standard output cannot be written");
            }
        }
    }
}
