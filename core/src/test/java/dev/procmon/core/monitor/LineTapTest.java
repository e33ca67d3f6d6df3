// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.output.LinePart;
import dev.procmon.core.output.LineSplitter;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.OutputListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineTapTest {

    private final LineTap tap = new LineTap();
    private final List<OutputLine> lines = new ArrayList<>();
    private final Program web = Program.of("web", "bin/server");

    @Test
    void aLineIsToldWithItsProgramItsRunAndItsStream() {
        tap.subscribe(lines::add);
        write(tap.open(web, 3), StdStream.STDERR, "hello\n");
        assertThat(lines).containsExactly(new OutputLine(web.name(), 3, StdStream.STDERR, "hello", LinePart.WHOLE));
    }

    @Test
    void linesOfTwoStreamsAreNotMixedUp() {
        tap.subscribe(lines::add);
        OutputListener run = tap.open(web, 1);
        write(run, StdStream.STDOUT, "to be ");
        write(run, StdStream.STDERR, "oops\n");
        write(run, StdStream.STDOUT, "continued\n");
        assertThat(lines).extracting(OutputLine::text).containsExactly("oops", "to be continued");
    }

    @Test
    void linesOfTwoRunsAreNotMixedUp() {
        tap.subscribe(lines::add);
        OutputListener first = tap.open(web, 1);
        OutputListener second = tap.open(web, 2);
        write(first, StdStream.STDOUT, "last words");
        write(second, StdStream.STDOUT, "first words\n");
        first.ended(StdStream.STDOUT);
        assertThat(lines).extracting(OutputLine::run).containsExactly(2L, 1L);
        assertThat(lines).extracting(OutputLine::text).containsExactly("first words", "last words");
    }

    @Test
    void theEndOfAStreamTellsItsUnfinishedLineAndNothingElse() {
        tap.subscribe(lines::add);
        OutputListener run = tap.open(web, 1);
        write(run, StdStream.STDOUT, "done\nhalf");
        run.ended(StdStream.STDERR);
        assertThat(lines).extracting(OutputLine::text).containsExactly("done");
        run.ended(StdStream.STDOUT);
        assertThat(lines).extracting(OutputLine::text).containsExactly("done", "half");
    }

    @Test
    void aLineThatIsTooLongForTwistedLosesNeitherItselfNorTheNext() {
        tap.subscribe(lines::add);
        String line = "x".repeat(LineSplitter.LIMIT);
        write(tap.open(web, 1), StdStream.STDOUT, line + "y\nnext\n");
        assertThat(lines).extracting(OutputLine::text).containsExactly(line, "y", "next");
        assertThat(lines).extracting(OutputLine::part).containsExactly(LinePart.FIRST, LinePart.LAST, LinePart.WHOLE);
    }

    @Test
    void whoeverHasUnsubscribedIsToldNoMore() {
        LineListener listener = lines::add;
        tap.subscribe(listener);
        tap.unsubscribe(listener);
        write(tap.open(web, 1), StdStream.STDOUT, "hello\n");
        assertThat(lines).isEmpty();
    }

    private static void write(OutputListener run, StdStream stream, String text) {
        run.output(stream, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
