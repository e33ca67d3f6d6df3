// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import dev.procmon.bench.BenchmarkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs short commands of the host to their end. */
final class Commands {
    private static final int SECONDS = 60;

    private Commands() {}

    /** The exit code and what it has printed; a command that does not end in a minute is killed, and that is an error. */
    record Ended(int code, String text) {}

    static Ended run(ProcessBuilder builder) {
        try {
            var process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Ended(-1, "it did not end in " + SECONDS + " s");
            }
            return new Ended(process.exitValue(), text.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted");
        }
    }

    static Ended run(String... words) {
        return run(new ProcessBuilder(List.of(words)));
    }

    static void signal(String signal, long pid) {
        run("/bin/sh", "-c", "kill -" + signal + " " + pid + " 2>/dev/null");
    }

    static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted");
        }
    }
}
