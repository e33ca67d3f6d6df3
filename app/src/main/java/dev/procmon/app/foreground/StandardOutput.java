// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import dev.procmon.app.console.Sink;
import dev.procmon.daemon.supervision.Supervision;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** What standard output is: a terminal, a file, or something with a reader at its other end, who may go away. */
public final class StandardOutput implements Sink.Trouble {

    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/1");

    private final PrintStream errors;
    private final CompletableFuture<Supervision> supervision;
    private boolean failing;

    /**
     * Make it.
     *
     * @param errors where to say that a file cannot be written
     * @param supervision told when nobody reads any longer
     */
    public StandardOutput(PrintStream errors, CompletableFuture<Supervision> supervision) {
        this.errors = errors;
        this.supervision = supervision;
    }

    /** Return the stream, without any buffer. */
    public static OutputStream stream() {
        return new FileOutputStream(FileDescriptor.out);
    }

    /** A file or device may have room again later; a reader that has gone does not come back. */
    @Override
    public boolean mayPass(IOException failure) {
        boolean readerHasGone = isPipeOrTerminal() && !isOutOfRoom(failure);
        if (readerHasGone) {
            var _ = supervision.thenAccept(Supervision::outputClosed);
        } else if (!failing) {
            failing = true;
            errors.println("procmon: cannot write standard output: " + failure.getMessage()
                    + "; what comes is lost until it can be written");
        }
        return !readerHasGone;
    }

    private static boolean isPipeOrTerminal() {
        return !Files.isRegularFile(DESCRIPTOR);
    }

    /** Java tells the error by its text alone. */
    private static boolean isOutOfRoom(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("No space left");
    }
}
