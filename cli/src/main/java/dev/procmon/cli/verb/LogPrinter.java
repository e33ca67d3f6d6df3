// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.command.Context;
import dev.procmon.cli.text.JoinedLines;
import dev.procmon.cli.text.LogText;
import dev.procmon.cli.text.ProgramLabels;
import dev.procmon.cli.text.SafeText;
import dev.procmon.cli.text.WallTime;
import dev.procmon.control.json.Json;
import dev.procmon.control.output.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Prints lines in one of the forms that {@code logs} has. */
sealed interface LogPrinter {

    /** Print a line, or keep a piece until the line is whole. */
    void print(LogLine line);

    /** Print what was kept: no more comes, or nothing for a while. */
    void flush();

    /** Return how long to wait for more before {@link #flush}. */
    Duration patience();

    /** Each line or piece as the supervisor answers it. */
    record AsJson(Context context) implements LogPrinter {

        private static final Duration LONG = Duration.ofSeconds(30);

        @Override
        public void print(LogLine line) {
            context.out().println(Json.text(line));
        }

        @Override
        public void flush() {}

        @Override
        public Duration patience() {
            return LONG;
        }
    }

    /**
     * Whole lines for people, harmless.
     *
     * @param labels what stands before them; nothing where empty
     * @param times writes when they were read; they are without where empty
     * @param colours whether there are any
     */
    record AsText(
            JoinedLines joining,
            Optional<ProgramLabels> labels,
            Optional<WallTime> times,
            boolean colours,
            Context context)
            implements LogPrinter {

        @Override
        public void print(LogLine line) {
            joining.before(line).forEach(this::show);
            joining.add(line).forEach(this::show);
        }

        @Override
        public void flush() {
            joining.rest().forEach(this::show);
        }

        @Override
        public Duration patience() {
            return joining.patience();
        }

        private void show(JoinedLines.Joined line) {
            if (line.isMereEnd()) {
                return;
            }
            String time = times.isPresent() ? times.get().precisely(line.time()) + "  " : "";
            context.out()
                    .println(time
                            + (labels.isPresent()
                                    ? LogText.line(labels.get(), line, colours)
                                    : LogText.line("", line, colours)));
        }
    }

    /**
     * The bytes that programs have written, and nothing else; what procmon has to say of them is said elsewhere.
     *
     * @param begun the programs of which there were any
     */
    record AsBytes(JoinedLines joining, Set<String> begun, Context context) implements LogPrinter {

        AsBytes(JoinedLines joining, Context context) {
            this(joining, new HashSet<>(), context);
        }

        @Override
        public void print(LogLine line) {
            if (line.run() == 0) {
                // What stands before it is to be seen before it.
                context.out().flush();
                context.warn(SafeText.of(line.program() + ": " + line.text()));
            } else {
                joining.add(line).forEach(this::write);
            }
        }

        @Override
        public void flush() {
            joining.rest().forEach(this::write);
        }

        @Override
        public Duration patience() {
            return joining.patience();
        }

        private void write(JoinedLines.Joined line) {
            if (begun.add(line.program()) && line.begun()) {
                context.out().flush();
                context.warn(SafeText.of(line.program())
                        + ": begins within a line, of which more was written before (see -n)");
            }
            for (LogLine piece : line.pieces()) {
                byte[] bytes = piece.bytes().isPresent()
                        ? Base64.getDecoder().decode(piece.bytes().get())
                        : piece.text().getBytes(StandardCharsets.UTF_8);
                context.out().write(bytes, 0, bytes.length);
            }
            if (!line.goesOn()) {
                context.out().write('\n');
            }
        }
    }
}
