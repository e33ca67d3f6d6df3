// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import dev.procmon.cli.text.JoinedLines;
import dev.procmon.control.action.Action;
import dev.procmon.control.status.Why;
import java.util.List;

/** What is on the screen. */
sealed interface View {

    /** The programs. */
    record Programs() implements View {}

    /** The programs, and what is typed chooses among them. */
    record Filtering() implements View {}

    /** The programs, and a question whether something is really to be done. */
    record Confirming(Action action, String program) implements View {}

    /** The keys. */
    record Help() implements View {}

    /**
     * The log of a program.
     *
     * @param lines the last of them
     * @param back how many lines one has scrolled back; 0 follows what comes
     */
    record Log(String program, List<JoinedLines.Joined> lines, int back) implements View {

        /** More are forgotten: who wants them has the file. */
        static final int LINES_MAX = 2_000;

        public Log {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Why a program is as it is.
     *
     * @param down how many lines one has scrolled down
     */
    record Explanation(Why why, int down) implements View {}
}
