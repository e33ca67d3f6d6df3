// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.status.OutputStatus;
import java.time.Instant;
import java.util.List;

/** What is wrong with the output of a program, in words: {@code web: output waits since 12s: /var/log/web.log: ENOSPC (...)}. */
final class OutputTrouble {

    private OutputTrouble() {}

    static void append(List<String> lines, String name, OutputStatus output, Instant now) {
        String before = SafeText.of(name) + ": ";
        String cause = output.trouble().isPresent()
                ? ": " + SafeText.of(output.trouble().get())
                : "";
        if (output.waitingSince().isPresent()) {
            String since = HumanDuration.between(output.waitingSince().get(), now);
            lines.add(before + "output waits since " + since + cause);
        } else if (output.heldBytes() > 0) {
            lines.add(before + "output is held in memory (" + HumanSize.of(output.heldBytes()) + ")" + cause);
        } else if (!cause.isEmpty()) {
            lines.add(before + "output cannot be written" + cause);
        }
        if (output.lostLines() > 0 || output.lostBytes() > 0) {
            lines.add(before + (output.lostLines() == 1 ? "1 line" : output.lostLines() + " lines") + " ("
                    + HumanSize.of(output.lostBytes()) + ") of output lost");
        }
    }
}
