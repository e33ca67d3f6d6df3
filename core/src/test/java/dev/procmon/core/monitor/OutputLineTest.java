// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.output.LinePart;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.ProgramName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutputLineTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"WHOLE, [web] hello", "FIRST, [web] hello…", "MIDDLE, [web] …hello…", "LAST, [web] …hello"})
    void anEllipsisMarksWhereALongLineWasBroken(LinePart part, String tagged) {
        OutputLine line = new OutputLine(new ProgramName("web"), 1, StdStream.STDERR, "hello", part);
        assertThat(line.tagged()).isEqualTo(tagged);
    }
}
