// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.control.event.Tone;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A supervisor that does nothing, and remembers what it was asked for. Programs are {@code web}, {@code db:0} and {@code db:1}. */
final class FakeOperations implements Operations {

    static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");

    volatile String configText = "[program.web]\n";
    volatile String lineText = "";
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<ActionReport>> held = new CopyOnWriteArrayList<>();
    /** One permit for each action that was held, for each listener that came, and for each that went. */
    final Semaphore actions = new Semaphore(0);

    final Semaphore came = new Semaphore(0);
    final Semaphore went = new Semaphore(0);

    /** Pages that take long. */
    final List<CompletableFuture<LogPage>> pages = new CopyOnWriteArrayList<>();

    final CompletableFuture<List<LogLine>> later = new CompletableFuture<>();
    volatile long linesMax = 3;
    final AtomicInteger batches = new AtomicInteger();

    private final List<Event> log = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();

    private record Listener(EventQuery query, Consumer<Event> listener) {}

    static Event event(long id, String program) {
        return new Event(
                id,
                TIME,
                1.5,
                "exited",
                Optional.of(program),
                OptionalLong.of(3),
                Optional.empty(),
                Optional.of(new Event.Change("running", "backing-off", "it exited")),
                Tone.BAD,
                "exited with 1 after 0.3s, restarting in 2s",
                Map.of("code", 1L));
    }

    static ProgramStatus program(String name) {
        return new ProgramStatus(
                name,
                "running",
                "",
                "up",
                true,
                true,
                Optional.empty(),
                OptionalLong.of(4711),
                3,
                2,
                Optional.of(TIME),
                Optional.of("exited with 1 after 0.3s"),
                Optional.of(TIME),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.of(0.25),
                OptionalLong.of(1 << 20),
                OptionalLong.of(2),
                Optional.empty(),
                List.of("db"),
                Optional.empty(),
                Optional.empty());
    }

    static LogLine line(long id) {
        return line(id, "line " + id);
    }

    private static LogLine line(long id, String text) {
        return new LogLine(id, TIME, "web", 3, "stdout", text, Optional.empty(), "whole");
    }

    /** Tell something of a program. */
    void append(String program) {
        synchronized (log) {
            Event event = event(log.size() + 1, program);
            log.add(event);
            for (Listener each : listeners) {
                if (matches(each.query(), event)) {
                    each.listener().accept(event);
                }
            }
        }
    }

    int listeners() {
        synchronized (log) {
            return listeners.size();
        }
    }

    @Override
    public CompletableFuture<InstanceStatus> instance() {
        asked.add("instance");
        return CompletableFuture.completedFuture(new InstanceStatus(
                "shop",
                ProcessHandle.current().pid(),
                "0.1",
                TIME,
                Optional.of("/srv/shop/procmon.toml"),
                List.of(),
                "running",
                3,
                3,
                Optional.empty(),
                List.of()));
    }

    @Override
    public CompletableFuture<ProgramList> programs(List<String> patterns) {
        asked.add("programs " + patterns);
        List<ProgramStatus> found = new ArrayList<>();
        for (String each : List.of("web", "db:0", "db:1")) {
            if (patterns.isEmpty() || patterns.contains(each) || patterns.contains(each.split(":", -1)[0])) {
                found.add(program(each));
            }
        }
        if (found.isEmpty()) {
            return unknown(patterns.getFirst());
        }
        return CompletableFuture.completedFuture(new ProgramList(TIME, 7, found));
    }

    @Override
    public CompletableFuture<Why> why(String program) {
        asked.add("why " + program);
        return CompletableFuture.completedFuture(new Why(
                TIME,
                program(program),
                List.of(new Why.Cause(program, "runs", Optional.of(TIME), List.of(line(1)))),
                Optional.empty(),
                Optional.empty(),
                List.of("procmon logs web")));
    }

    @Override
    public CompletableFuture<List<RunRecord>> runs(String program) {
        asked.add("runs " + program);
        return CompletableFuture.completedFuture(List.of(new RunRecord(
                1, 1, OptionalLong.of(4711), TIME, Optional.of(TIME), Optional.empty(), Optional.empty())));
    }

    @Override
    public CompletableFuture<ActionReport> act(ActionRequest request, Caller caller) {
        asked.add(request.action().word() + " " + request.programs() + " by " + caller.description());
        if (request.programs().contains("fault")) {
            throw new IllegalStateException("secret detail");
        }
        if (request.programs().contains("late-fault")) {
            return CompletableFuture.failedFuture(new IllegalStateException("secret detail"));
        }
        if (request.programs().contains("held")) {
            CompletableFuture<ActionReport> later = new CompletableFuture<>();
            held.add(later);
            actions.release();
            return later;
        }
        for (RefusedException.Kind each : RefusedException.Kind.values()) {
            if (request.programs().contains(each.name())) {
                return CompletableFuture.failedFuture(new RefusedException(each, "no", List.of("a", "b")));
            }
        }
        return CompletableFuture.completedFuture(report());
    }

    static ActionReport report() {
        return new ActionReport(
                List.of(new ActionReport.Outcome("web", ActionReport.Result.DONE, "ready after 0.4s, pid 4711")));
    }

    @Override
    public CompletableFuture<EventPage> events(EventQuery query) {
        asked.add("events " + query);
        if (query.programs().contains("nobody")) {
            return unknown("nobody");
        }
        synchronized (log) {
            List<Event> found =
                    log.stream().filter(each -> matches(query, each)).toList();
            int last = Math.min(found.size(), query.last().orElse(Integer.MAX_VALUE));
            return CompletableFuture.completedFuture(
                    new EventPage(found.subList(found.size() - last, found.size()), log.isEmpty() ? 0 : 1));
        }
    }

    @Override
    public CompletableFuture<Following> followEvents(EventQuery query, Consumer<Event> listener) {
        synchronized (log) {
            log.stream().filter(each -> matches(query, each)).forEach(listener);
            Listener added = new Listener(query, listener);
            listeners.add(added);
            came.release();
            return CompletableFuture.completedFuture(() -> {
                synchronized (log) {
                    listeners.remove(added);
                    went.release();
                }
            });
        }
    }

    @Override
    public CompletableFuture<LogPage> logs(LogQuery query) {
        asked.add("logs " + query);
        if (query.programs().contains("slow")) {
            CompletableFuture<LogPage> page = new CompletableFuture<>();
            pages.add(page);
            came.release();
            return page;
        }
        if (!lineText.isEmpty()) {
            return CompletableFuture.completedFuture(new LogPage(List.of(line(1, lineText)), false, 0));
        }
        return CompletableFuture.completedFuture(new LogPage(List.of(line(1), line(2)), false, 0));
    }

    @Override
    public CompletableFuture<Lines> followLogs(LogQuery query) {
        asked.add("follow " + query);
        if (query.programs().contains("nobody")) {
            return unknown("nobody");
        }
        came.release();
        return CompletableFuture.completedFuture(new Numbers(query.after().orElse(0)));
    }

    /** Lines without an end, three at a time, but for those that come {@code later}. */
    private final class Numbers implements Lines {

        private long last;

        Numbers(long last) {
            this.last = last;
        }

        @Override
        public CompletableFuture<List<LogLine>> next() {
            if (last >= linesMax) {
                return later;
            }
            batches.incrementAndGet();
            List<LogLine> some = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                last++;
                some.add(line(last));
            }
            return CompletableFuture.completedFuture(some);
        }

        @Override
        public void end() {
            went.release();
        }
    }

    @Override
    public CompletableFuture<LogFilesReport> logFiles(LogFilesRequest request, Caller caller) {
        asked.add(request.action() + " files of " + request.programs() + " by " + caller.description());
        return CompletableFuture.completedFuture(new LogFilesReport(
                List.of("/var/lib/procmon/shop/logs/web.log"), List.of("/srv/db.log: EACCES (permission denied)")));
    }

    @Override
    public CompletableFuture<String> metrics() {
        asked.add("metrics");
        return CompletableFuture.completedFuture("""
                # HELP procmon_program_up 1 where the program has a process.
                # TYPE procmon_program_up gauge
                procmon_program_up{program="web"} 1
                """);
    }

    @Override
    public CompletableFuture<String> config() {
        asked.add("config");
        return CompletableFuture.completedFuture(configText);
    }

    @Override
    public CompletableFuture<Plan> plan() {
        asked.add("plan");
        return CompletableFuture.completedFuture(
                new Plan("/srv/shop/procmon.toml", List.of(), List.of("web"), List.of(), List.of()));
    }

    @Override
    public CompletableFuture<Plan> reload(Caller caller) {
        asked.add("reload by " + caller.description());
        return plan();
    }

    @Override
    public CompletableFuture<Void> shutdown(boolean kill, Caller caller) {
        asked.add("shutdown " + kill + " by " + caller.description());
        return CompletableFuture.completedFuture(null);
    }

    private static <T> CompletableFuture<T> unknown(String name) {
        return CompletableFuture.failedFuture(
                new RefusedException(RefusedException.Kind.UNKNOWN, "there is no program " + name));
    }

    private static boolean matches(EventQuery query, Event event) {
        return event.id() > query.after().orElse(0)
                && (query.programs().isEmpty()
                        || query.programs().contains(event.program().orElse("")));
    }
}
