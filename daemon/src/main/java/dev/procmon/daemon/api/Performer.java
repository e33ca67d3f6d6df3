// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.api.Role;
import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.event.EventPage;
import dev.procmon.control.json.Json;
import dev.procmon.control.json.JsonException;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.output.LogFilesRequest;
import dev.procmon.control.output.LogPage;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Has done what a request asks for, and makes the answer of what comes of it. */
final class Performer {

    private static final EventQuery LATEST_EVENT =
            new EventQuery(List.of(), OptionalLong.empty(), Optional.empty(), OptionalInt.of(1));

    private static final Set<String> ACTION_FIELDS =
            Set.of("action", "programs", "wait", "timeout_ms", "signal", "whole_tree", "count", "at_a_time");
    private static final Set<String> LOG_FILES_FIELDS = Set.of("action", "programs");
    private static final Set<String> SHUTDOWN_FIELDS = Set.of("kill");

    /** Version 0.0.4 of the text format, which all collectors know. */
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final Operations operations;
    private final Executor encoder;
    private final Frames events = new Frames();

    /**
     * Make it.
     *
     * @param encoder where answers are made: not on the thread that knows them, for that has better to do
     */
    Performer(Operations operations, Executor encoder) {
        this.operations = operations;
        this.encoder = encoder;
    }

    /**
     * Have it done.
     *
     * @throws RefusalException where the request is wrong, or the one who asks may not do that
     */
    CompletableFuture<Answer> perform(Request request, Admission.Admitted who) {
        Target target = Target.of(request.target());
        Route route = Route.of(request.method(), target);
        require(
                who,
                route.endpoint().role(),
                request.method() + " " + route.endpoint().path());
        return switch (route.endpoint()) {
            case EVENTS -> events(request, target);
            case LOGS -> logs(request, target);
            case PROGRAMS -> {
                List<String> patterns = Parameters.programs(target);
                yield operations.programs(patterns).thenApplyAsync(list -> Answer.json(200, list), encoder);
            }
            default -> {
                Parameters.none(target);
                yield perform(route, request, who);
            }
        };
    }

    private CompletableFuture<Answer> perform(Route route, Request request, Admission.Admitted who) {
        return switch (route.endpoint()) {
            case INSTANCE -> operations.instance().thenApplyAsync(status -> Answer.json(200, status), encoder);
            case PROGRAM -> program(route.program());
            case WHY -> operations.why(route.program()).thenApplyAsync(why -> Answer.json(200, why), encoder);
            case RUNS ->
                operations
                        .runs(route.program())
                        .thenApplyAsync(runs -> Answer.json(200, out -> out.objects("runs", runs)), encoder);
            case ACTIONS -> act(request, who);
            case CONFIG ->
                operations
                        .config()
                        .thenApplyAsync(text -> Answer.text("application/toml; charset=utf-8", text), encoder);
            case PLAN -> operations.plan().thenApplyAsync(plan -> Answer.json(200, plan), encoder);
            case RELOAD -> {
                body(request, Set.of());
                yield operations.reload(who.caller()).thenApplyAsync(plan -> Answer.json(200, plan), encoder);
            }
            case SHUTDOWN -> shutdown(request, who);
            case OPENAPI ->
                CompletableFuture.completedFuture(
                        new Answer.Whole(200, "application/json", List.of(), new Bytes(OpenApiDocument.bytes())));
            case LOG_FILES -> logFiles(request, who);
            case METRICS -> operations.metrics().thenApplyAsync(text -> Answer.text(METRICS, text), encoder);
            case EVENTS, LOGS, PROGRAMS -> throw new AssertionError(route);
        };
    }

    private CompletableFuture<Answer> events(Request request, Target target) {
        EventQuery query = Parameters.events(target);
        if (!request.wantsStream()) {
            return operations.events(query).thenApplyAsync(page -> Answer.json(200, page), encoder);
        }
        OptionalLong known = lastEventId(request);
        EventQuery from =
                known.isEmpty() ? query : new EventQuery(query.programs(), known, query.since(), query.last());
        if (from.after().orElse(0) == 0) {
            return CompletableFuture.completedFuture(new Answer.Events(new EventFeed(operations, from, events)));
        }
        return operations
                .events(LATEST_EVENT)
                .thenApply(page -> new Answer.Events(new EventFeed(operations, ofThisLog(from, page), events)));
    }

    /** A number that no event has yet is one of a log that is lost: who knows it knows nothing of this one. */
    private static EventQuery ofThisLog(EventQuery query, EventPage latest) {
        boolean isKnown = !latest.events().isEmpty()
                && latest.events().getLast().id() >= query.after().orElse(0);
        return isKnown ? query : new EventQuery(query.programs(), OptionalLong.of(0), query.since(), query.last());
    }

    private CompletableFuture<Answer> logs(Request request, Target target) {
        LogQuery query = Parameters.logs(target);
        if (!request.wantsStream()) {
            CompletableFuture<LogPage> page = operations.logs(query);
            CompletableFuture<Answer> answer = page.thenApplyAsync(read -> Answer.json(200, read), encoder);
            // Whoever has gone does not wait, and what is read for nobody need not be read to its end.
            var _ = answer.whenComplete((_, _) -> page.cancel(false));
            return answer;
        }
        OptionalLong known = lastEventId(request);
        return CompletableFuture.completedFuture(new Answer.Lines(
                operations, known.isEmpty() ? query : query.from(known).all()));
    }

    private static OptionalLong lastEventId(Request request) {
        Optional<String> text = request.lastEventId();
        return text.isPresent() ? OptionalLong.of(Parameters.id("Last-Event-ID", text.get())) : OptionalLong.empty();
    }

    private CompletableFuture<Answer> program(String name) {
        return operations.programs(List.of(name)).thenApplyAsync(list -> Answer.json(200, single(name, list)), encoder);
    }

    /** Return the holder of the name: while one is replaced, there are two of it. */
    private static ProgramStatus single(String name, ProgramList list) {
        List<String> names = new ArrayList<>();
        Optional<ProgramStatus> holder = Optional.empty();
        for (ProgramStatus each : list.programs()) {
            if (!names.contains(each.name())) {
                names.add(each.name());
            }
            if (holder.isEmpty() || each.role().isEmpty()) {
                holder = Optional.of(each);
            }
        }
        if (holder.isEmpty()) {
            throw new RefusedException(RefusedException.Kind.UNKNOWN, "there is no program " + name);
        }
        if (names.size() > 1) {
            throw new RefusedException(
                    RefusedException.Kind.MALFORMED,
                    name + " means several programs: " + String.join(", ", names) + "; see GET /v1/programs?program=");
        }
        return holder.get();
    }

    private CompletableFuture<Answer> act(Request request, Admission.Admitted who) {
        ActionRequest action = ActionRequest.of(body(request, ACTION_FIELDS));
        if (action.programs().isEmpty()) {
            throw new JsonException("\"programs\": expected at least one name or pattern");
        }
        if (action.action() == Action.REMOVE) {
            require(who, Role.CONFIGURE, "removing programs");
        }
        return operations
                .act(action, who.caller())
                .thenApplyAsync(report -> Answer.json(action.waiting() ? 200 : 202, report), encoder);
    }

    private CompletableFuture<Answer> logFiles(Request request, Admission.Admitted who) {
        return operations
                .logFiles(LogFilesRequest.of(body(request, LOG_FILES_FIELDS)), who.caller())
                .thenApplyAsync(report -> Answer.json(200, report), encoder);
    }

    private CompletableFuture<Answer> shutdown(Request request, Admission.Admitted who) {
        boolean kill = body(request, SHUTDOWN_FIELDS).truth("kill");
        return operations
                .shutdown(kill, who.caller())
                .thenApplyAsync(begun -> Answer.json(202, out -> out.text("phase", "stopping")), encoder);
    }

    /** Read the body; one that is empty is an empty object. */
    private static JsonObject body(Request request, Set<String> known) {
        JsonObject body = request.body().length() == 0
                ? Json.object("{}")
                : Json.object(request.body().array());
        for (String each : body.values().keySet()) {
            if (!known.contains(each)) {
                String name = each.length() > 40 ? each.substring(0, 40) + "..." : each;
                String expected = known.isEmpty()
                        ? "none"
                        : String.join(", ", known.stream().sorted().toList());
                throw new JsonException("unknown field \"" + name + "\"; expected " + expected);
            }
        }
        return body;
    }

    private static void require(Admission.Admitted who, Role needed, String what) {
        if (!who.role().includes(needed)) {
            throw new RefusalException(Refusals.forbidden("you (" + who.caller().description() + ") "
                    + (who.role() == Role.NONE
                            ? "have no role here"
                            : "have the role " + who.role().word())
                    + ", and " + what + " needs " + needed.word() + ": see [supervisor.api] in the configuration"));
        }
    }
}
