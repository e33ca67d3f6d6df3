// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.control.plan.Plan;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.RunRecord;
import dev.procmon.control.status.Why;
import dev.procmon.daemon.api.Operations;
import dev.procmon.daemon.events.EventFilter;
import dev.procmon.daemon.events.EventLog;
import dev.procmon.daemon.operations.SupervisorOperations;
import dev.procmon.daemon.supervision.Supervision;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

record PartialOperations(SupervisorOperations o, EventLog log, Supervision supervision) implements Operations {
    public CompletableFuture<InstanceStatus> instance() {
        return o.instance();
    }

    public CompletableFuture<ProgramList> programs(List<String> patterns) {
        return o.programs(patterns);
    }

    public CompletableFuture<Why> why(String program) {
        return o.why(program);
    }

    public CompletableFuture<List<RunRecord>> runs(String program) {
        return o.runs(program);
    }

    public CompletableFuture<ActionReport> act(ActionRequest request, Caller caller) {
        return o.act(request, caller.description());
    }

    public CompletableFuture<EventPage> events(EventQuery query) {
        return o.events(query);
    }

    public CompletableFuture<Following> followEvents(EventQuery query, Consumer<Event> listener) {
        return CompletableFuture.completedFuture(log.follow(query, EventFilter.ALL, listener));
    }

    public CompletableFuture<LogPage> logs(LogQuery query) {
        return CompletableFuture.failedFuture(new IllegalStateException());
    }

    public CompletableFuture<Following> followLogs(LogQuery query, Consumer<LogLine> listener) {
        return CompletableFuture.failedFuture(new IllegalStateException());
    }

    public CompletableFuture<String> config() {
        return CompletableFuture.failedFuture(new IllegalStateException());
    }

    public CompletableFuture<Plan> plan() {
        return CompletableFuture.failedFuture(new IllegalStateException());
    }

    public CompletableFuture<Plan> reload(Caller caller) {
        return CompletableFuture.failedFuture(new IllegalStateException());
    }

    public CompletableFuture<Void> shutdown(boolean kill, Caller caller) {
        supervision.end(kill, caller.description());
        return CompletableFuture.completedFuture(null);
    }
}
