// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.fake;

import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ClientStream;
import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.control.output.LogFilesReport;
import dev.procmon.control.output.LogFilesRequest;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.control.plan.Plan;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import dev.procmon.control.status.RunRecord;
import dev.procmon.control.status.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A supervisor as a test wants it. What it was not told to answer, it refuses. Thread-safe. */
public final class FakeClient implements ProcmonClient {

    private final List<String> calls = new ArrayList<>();
    private Supplier<ProgramList> programs = unexpected("programs");
    private Supplier<InstanceStatus> instance = unexpected("instance");
    private Supplier<Why> why = unexpected("why");
    private Supplier<List<RunRecord>> runs = unexpected("runs");
    private Function<ActionRequest, ActionReport> acting = request -> {
        throw new AssertionError("not expected: " + request);
    };
    private Supplier<EventPage> events = unexpected("events");
    private Function<LogQuery, LogPage> logs = query -> {
        throw new AssertionError("not expected: " + query);
    };
    private Function<LogFilesRequest, LogFilesReport> logFiles = request -> {
        throw new AssertionError("not expected: " + request);
    };
    private Supplier<String> config = unexpected("config");
    private Supplier<Plan> plan = unexpected("plan");
    private Supplier<Plan> reload = unexpected("reload");
    private Runnable shutdown = () -> {
        throw new AssertionError("not expected: shutdown");
    };
    private final FakeStream<Event> eventStream = new FakeStream<>();
    private final FakeStream<LogLine> logStream = new FakeStream<>();
    private boolean closed;

    /** Be a supervisor of these programs. */
    public FakeClient with(ProgramStatus... all) {
        return answeringPrograms(() -> Samples.list(all)).answeringInstance(() -> Samples.instance(all.length));
    }

    public FakeClient answeringPrograms(Supplier<ProgramList> answer) {
        programs = answer;
        return this;
    }

    public FakeClient answeringInstance(Supplier<InstanceStatus> answer) {
        instance = answer;
        return this;
    }

    public FakeClient answeringWhy(Supplier<Why> answer) {
        why = answer;
        return this;
    }

    public FakeClient answeringRuns(Supplier<List<RunRecord>> answer) {
        runs = answer;
        return this;
    }

    public FakeClient acting(Function<ActionRequest, ActionReport> answer) {
        acting = answer;
        return this;
    }

    public FakeClient answeringEvents(Supplier<EventPage> answer) {
        events = answer;
        return this;
    }

    public FakeClient answeringLogs(Supplier<LogPage> answer) {
        return answeringLogs(_ -> answer.get());
    }

    public FakeClient answeringLogs(Function<LogQuery, LogPage> answer) {
        logs = answer;
        return this;
    }

    public FakeClient answeringLogFiles(Function<LogFilesRequest, LogFilesReport> answer) {
        logFiles = answer;
        return this;
    }

    public FakeClient answeringConfig(Supplier<String> answer) {
        config = answer;
        return this;
    }

    public FakeClient answeringPlan(Supplier<Plan> answer) {
        plan = answer;
        return this;
    }

    public FakeClient answeringReload(Supplier<Plan> answer) {
        reload = answer;
        return this;
    }

    public FakeClient shuttingDown(Runnable answer) {
        shutdown = answer;
        return this;
    }

    /** The events that are followed. */
    public FakeStream<Event> eventStream() {
        return eventStream;
    }

    /** The lines that are followed. */
    public FakeStream<LogLine> logStream() {
        return logStream;
    }

    /** Return what was asked for, in order. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /** Return a refusal as the real client would throw it. */
    public static ClientException refusal(ClientException.Cause cause, String message) {
        return new ClientException(cause, message, Optional.empty());
    }

    @Override
    public InstanceStatus instance() {
        called("instance");
        return instance.get();
    }

    @Override
    public ProgramList programs(List<String> patterns) {
        called("programs " + patterns);
        return programs.get();
    }

    @Override
    public Why why(String program) {
        called("why " + program);
        return why.get();
    }

    @Override
    public List<RunRecord> runs(String program) {
        called("runs " + program);
        return runs.get();
    }

    @Override
    public ActionReport act(ActionRequest request) {
        called("act " + dev.procmon.control.json.Json.text(request));
        return acting.apply(request);
    }

    @Override
    public EventPage events(EventQuery query) {
        called("events " + query);
        return events.get();
    }

    @Override
    public ClientStream<Event> followEvents(EventQuery query) {
        called("followEvents " + query);
        return eventStream;
    }

    @Override
    public LogPage logs(LogQuery query) {
        called("logs " + query);
        return logs.apply(query);
    }

    @Override
    public ClientStream<LogLine> followLogs(LogQuery query) {
        called("followLogs " + query);
        return logStream;
    }

    @Override
    public String config() {
        called("config");
        return config.get();
    }

    @Override
    public Plan plan() {
        called("plan");
        return plan.get();
    }

    @Override
    public Plan reload() {
        called("reload");
        return reload.get();
    }

    @Override
    public LogFilesReport logFiles(LogFilesRequest request) {
        called("logFiles " + request);
        return logFiles.apply(request);
    }

    @Override
    public void shutdown(boolean kill) {
        called("shutdown " + kill);
        shutdown.run();
    }

    @Override
    public void beginShutdown(boolean kill) {
        called("beginShutdown " + kill);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private synchronized void called(String call) {
        calls.add(call);
    }

    private static <T> Supplier<T> unexpected(String what) {
        return () -> {
            throw new AssertionError("not expected: " + what);
        };
    }
}
