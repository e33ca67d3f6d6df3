// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.control.output.LogFilesReport;
import dev.procmon.control.output.LogFilesRequest;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.control.plan.Plan;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.RunRecord;
import dev.procmon.control.status.Why;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * All that can be asked of a running supervisor. Thread-safe; nothing here blocks the caller. A request that cannot be fulfilled fails
 * with {@link RefusedException}, any other failure is a fault of procmon.
 */
public interface Operations {

    /** The supervisor itself. */
    CompletableFuture<InstanceStatus> instance();

    /** Programs, all where there are no patterns. */
    CompletableFuture<ProgramList> programs(List<String> patterns);

    /** Why a program is as it is. */
    CompletableFuture<Why> why(String program);

    /** The runs of a program. */
    CompletableFuture<List<RunRecord>> runs(String program);

    /** Do something about programs. Whoever asks is named in the event log. */
    CompletableFuture<ActionReport> act(ActionRequest request, Caller caller);

    /** Events that were. */
    CompletableFuture<EventPage> events(EventQuery query);

    /**
     * Follow events: the listener is told of those that were, then of those that come, each once and in order, on a thread of the event
     * log. It must not block.
     */
    CompletableFuture<Following> followEvents(EventQuery query, Consumer<Event> listener);

    /**
     * Lines that programs have written, no more than fit into a page. They are read from files, which may take long: whoever does not wait
     * any longer cancels what is returned, and the reading ends.
     */
    CompletableFuture<LogPage> logs(LogQuery query);

    /** Follow lines: those that were, as far as the query asks for them, then those that come; each once, as fast as they are taken. */
    CompletableFuture<Lines> followLogs(LogQuery query);

    /** Open the files of output anew, or begin new ones. */
    CompletableFuture<LogFilesReport> logFiles(LogFilesRequest request, Caller caller);

    /** Figures about the supervisor and its programs, in the text format of Prometheus. */
    CompletableFuture<String> metrics();

    /** What is in effect, as a configuration file without secrets. */
    CompletableFuture<String> config();

    /** What a reload would do. Fails with {@link RefusedException.Kind#INVALID} and all problems where the file cannot be used. */
    CompletableFuture<Plan> plan();

    /** Bring what the file says into effect. */
    CompletableFuture<Plan> reload(Caller caller);

    /** Stop all programs and end the supervisor. Completes when that has begun. */
    CompletableFuture<Void> shutdown(boolean kill, Caller caller);

    /** Somebody follows something. */
    interface Following {

        /** Follow no more; the listener is not told of anything once this has returned. */
        void end();
    }

    /** Lines that are followed. */
    interface Lines {

        /** Return some lines, at least one, as soon as there are any. To be called again when that has completed, and not before. */
        CompletableFuture<List<LogLine>> next();

        /** Follow no more: what was asked for last may never complete. */
        void end();
    }

    /**
     * Who asks.
     *
     * @param description for a person: {@code user alice (uid 1000)}, {@code SIGHUP}, {@code token operate from 127.0.0.1}
     */
    record Caller(String description) {}
}
