// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.client.LogQuery;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.api.Operations.Following;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What programs have written last. From any thread; nothing here blocks for long. */
public interface RecentOutput {

    /** Return the last lines of a run, the oldest first. */
    List<LogLine> last(ProgramName program, long run, int count);

    /**
     * Return the lines that a query asks for.
     *
     * @param programs whose lines; the patterns of the query are not looked at
     */
    LogPage page(LogQuery query, List<ProgramName> programs);

    /**
     * Tell of the lines that were, then of those that come, each once, those of one program in order; on the output thread.
     *
     * @param programs of whom
     */
    Following follow(LogQuery query, Predicate<String> programs, Consumer<LogLine> listener);
}
