// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.output;

import dev.procmon.control.client.LogQuery;
import dev.procmon.control.output.LogLine;
import java.util.List;
import java.util.function.Predicate;

/**
 * What programs have written. Whoever cannot tell it throws {@link dev.procmon.control.client.ClientException}, whose message is one line
 * for a person.
 */
public interface WrittenLines {

    /** Return the names of the programs that are meant, in the order in which they are shown. */
    List<String> programs(List<String> patterns);

    /**
     * Read the lines that are there, the oldest first.
     *
     * @param taker takes one after the other, and tells whether it wants more
     * @return how many bytes could not be read
     */
    long read(LogQuery query, Predicate<LogLine> taker);
}
