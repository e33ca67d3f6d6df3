// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import dev.procmon.app.console.Console;
import dev.procmon.daemon.events.EventMaker;
import dev.procmon.daemon.events.Notice;
import dev.procmon.daemon.logs.LogReport;
import java.util.function.Consumer;

/** Shows what there is to say of log files. */
public record LogNotices(Console console, EventMaker events) implements Consumer<LogReport> {

    @Override
    public void accept(LogReport report) {
        console.event(events.of(new Notice.Log(report)));
    }
}
