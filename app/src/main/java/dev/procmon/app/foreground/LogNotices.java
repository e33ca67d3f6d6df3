// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import dev.procmon.daemon.events.Notice;
import dev.procmon.daemon.logs.LogReport;
import dev.procmon.daemon.supervision.Supervision;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Tells what there is to say of log files. */
public record LogNotices(CompletableFuture<Supervision> supervision) implements Consumer<LogReport> {

    @Override
    public void accept(LogReport report) {
        var _ = supervision.thenAccept(target -> target.tell(new Notice.Log(report)));
    }
}
