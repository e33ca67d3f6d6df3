// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import dev.procmon.daemon.events.Notice;
import dev.procmon.daemon.logs.LogReport;
import dev.procmon.daemon.supervision.Supervision;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Tells what there is to say of the files of output, and remembers what is wrong with them at the moment. Thread-safe. */
public final class LogNotices implements Consumer<LogReport> {

    private final CompletableFuture<Supervision> supervision;
    private final Map<Path, String> troubles = new LinkedHashMap<>();
    private boolean isOver;

    /**
     * Make it.
     *
     * @param supervision who is told, of reports that come before as well
     */
    public LogNotices(CompletableFuture<Supervision> supervision) {
        this.supervision = supervision;
    }

    @Override
    public void accept(LogReport report) {
        Notice.Log notice = new Notice.Log(report);
        if (remember(report, notice.text())) {
            var _ = supervision.thenAccept(target -> target.record(notice));
        } else {
            var _ = supervision.thenAccept(target -> target.tell(notice));
        }
    }

    /** Return what is wrong at the moment, a sentence each. */
    public synchronized List<String> troubles() {
        return List.copyOf(troubles.values());
    }

    /** The reactor has ended: what is told from now on is only taken down. */
    public synchronized void end() {
        isOver = true;
    }

    private synchronized boolean remember(LogReport report, String text) {
        switch (report) {
            case LogReport.Unwritable _, LogReport.Full _, LogReport.Off _ -> troubles.put(report.file(), text);
            case LogReport.WritableAgain _ -> troubles.remove(report.file());
            // They are tried again, and no output is in danger meanwhile.
            case LogReport.Unrotatable _, LogReport.Untidy _, LogReport.Lost _ -> {}
        }
        return isOver;
    }
}
