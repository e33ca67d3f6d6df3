// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.api.Endpoint;
import dev.procmon.control.api.ProblemDetail;
import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.event.EventPage;
import dev.procmon.control.json.Json;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import dev.procmon.control.output.LogFilesReport;
import dev.procmon.control.output.LogFilesRequest;
import dev.procmon.control.output.LogPage;
import dev.procmon.control.plan.Plan;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import dev.procmon.control.status.RunRecord;
import dev.procmon.control.status.Why;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Writes {@code docs/openapi.json} from the table of the endpoints, the records, and what the server takes. */
final class OpenApiText {

    private static final String JSON = "application/json";

    private final FakeOperations operations = new FakeOperations();
    private final RecordSchema schemas = new RecordSchema();

    private OpenApiText() {
        operations.append("web");
    }

    static String text() throws IOException {
        StringBuilder text = new StringBuilder();
        write(new OpenApiText().document(), "", text);
        return text.append('\n').toString();
    }

    /** Return the names of the parameters that an endpoint takes behind the question mark. */
    static List<String> parameters(Endpoint endpoint) {
        return switch (endpoint) {
            case PROGRAMS -> List.of("program");
            case EVENTS -> List.of("program", "after", "since", "last");
            case LOGS -> List.of("program", "after", "since", "until", "last", "run", "stream", "grep");
            default -> List.of();
        };
    }

    private Map<String, Object> document() throws IOException {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Endpoint each : Endpoint.values()) {
            @SuppressWarnings("unchecked")
            Map<String, Object> path =
                    (Map<String, Object>) paths.computeIfAbsent(each.path(), _ -> new LinkedHashMap<>());
            path.put(each.method().toLowerCase(Locale.ROOT), operation(each));
        }
        Map<String, Object> problem = schemas.reference(ProblemDetail.class);
        Map<String, Object> components = ordered("schemas", schemas.all());
        components.put(
                "responses",
                Map.of(
                        "Problem",
                        ordered(
                                "description",
                                "Why the request was not fulfilled (RFC 9457).",
                                "content",
                                Map.of(
                                        "application/problem+json",
                                        ordered("schema", problem, "example", problemExample())))));
        components.put(
                "securitySchemes",
                Map.of(
                        "token",
                        ordered(
                                "type", "http",
                                "scheme", "bearer",
                                "description", "Over the network only; on the Unix socket the kernel says who asks.")));
        return ordered(
                "openapi",
                "3.1.0",
                "info",
                ordered(
                        "title", "procmon",
                        "version", "1",
                        "description",
                                "What can be asked of a running procmon: see docs/api.md. Fields may be added; what is there stays as it is."),
                "servers",
                List.of(Map.of("url", "http://localhost")),
                "security",
                List.of(Map.of(), Map.of("token", List.of())),
                "paths",
                paths,
                "components",
                components);
    }

    private Map<String, Object> operation(Endpoint endpoint) {
        Map<String, Object> operation =
                ordered("operationId", endpoint.name().toLowerCase(Locale.ROOT), "summary", endpoint.summary());
        String role = endpoint == Endpoint.ACTIONS
                ? "Needs the role operate, and configure for remove."
                : "Needs the role " + endpoint.role().word() + ".";
        operation.put("description", role);
        List<Object> parameters = new ArrayList<>();
        if (endpoint.path().contains("{name}")) {
            parameters.add(ordered(
                    "name", "name",
                    "in", "path",
                    "required", true,
                    "description", "The name of one program.",
                    "schema", Map.of("type", "string"),
                    "example", "web"));
        }
        parameters(endpoint).forEach(name -> parameters.add(parameter(name)));
        if (endpoint == Endpoint.EVENTS || endpoint == Endpoint.LOGS) {
            parameters.add(ordered(
                    "name", "Last-Event-ID",
                    "in", "header",
                    "description", "For streams: the last that is known; goes before after.",
                    "schema", Map.of("type", "integer", "minimum", 0)));
        }
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        body(endpoint).ifPresent(body -> operation.put("requestBody", body));
        Map<String, Object> responses = new LinkedHashMap<>();
        String status = endpoint == Endpoint.SHUTDOWN ? "202" : "200";
        responses.put(status, answer(endpoint));
        if (endpoint == Endpoint.ACTIONS) {
            responses.put(
                    "202",
                    ordered(
                            "description",
                            "The request was taken; without wait.",
                            "content",
                            answer(endpoint).get("content")));
        }
        responses.put("default", Map.of("$ref", "#/components/responses/Problem"));
        operation.put("responses", responses);
        return operation;
    }

    private static Map<String, Object> parameter(String name) {
        Map<String, Object> number = ordered("type", "integer", "minimum", 0);
        return switch (name) {
            case "program" ->
                ordered(
                        "name",
                        name,
                        "in",
                        "query",
                        "description",
                        "A name, a family, @group or a pattern with * and ?; may be given several times. All where there is none.",
                        "schema",
                        ordered("type", "array", "items", Map.of("type", "string")),
                        "example",
                        List.of("web", "db:*"));
            case "after" -> query(name, "Only those with a greater number.", number, 0L);
            case "since" ->
                query(
                        name,
                        "Only those from this time on.",
                        ordered("type", "string", "format", "date-time"),
                        "2026-01-31T12:00:00Z");
            case "until" ->
                query(
                        name,
                        "Only those before this time.",
                        ordered("type", "string", "format", "date-time"),
                        "2026-01-31T13:00:00Z");
            case "grep" ->
                query(
                        name,
                        "Only those in which this regular expression of Java is found.",
                        Map.of("type", "string"),
                        "time ?out");
            case "last" ->
                query(
                        name,
                        "Only so many, the latest.",
                        ordered("type", "integer", "minimum", 1, "maximum", Parameters.LAST_MAX),
                        10L);
            case "run" -> query(name, "Only those of this run.", number, 3L);
            case "stream" ->
                query(
                        name,
                        "Only those of one stream.",
                        ordered("type", "string", "enum", List.of("stdout", "stderr")),
                        "stderr");
            default -> throw new AssertionError(name);
        };
    }

    private static Map<String, Object> query(String name, String text, Map<String, Object> schema, Object example) {
        return ordered("name", name, "in", "query", "description", text, "schema", schema, "example", example);
    }

    private Optional<Map<String, Object>> body(Endpoint endpoint) {
        return switch (endpoint) {
            case ACTIONS ->
                Optional.of(content(
                        schemas.reference(ActionRequest.class),
                        tree(ActionRequest.of(Action.RESTART, List.of("web", "@backend"))),
                        true));
            case LOG_FILES ->
                Optional.of(content(
                        schemas.reference(LogFilesRequest.class),
                        tree(new LogFilesRequest("reopen", List.of("web"))),
                        true));
            case SHUTDOWN ->
                Optional.of(content(
                        ordered(
                                "type",
                                "object",
                                "properties",
                                Map.of(
                                        "kill",
                                        ordered(
                                                "type", "boolean",
                                                "description", "whether programs are killed at once"))),
                        Map.of("kill", false),
                        false));
            default -> Optional.empty();
        };
    }

    private static Map<String, Object> content(Object schema, Object example, boolean required) {
        return ordered("required", required, "content", Map.of(JSON, ordered("schema", schema, "example", example)));
    }

    private Map<String, Object> answer(Endpoint endpoint) {
        Operations.Caller caller = new Operations.Caller("example");
        return switch (endpoint) {
            case INSTANCE -> answer(InstanceStatus.class, operations.instance().join());
            case PROGRAMS ->
                answer(ProgramList.class, operations.programs(List.of("web")).join());
            case PROGRAM -> answer(ProgramStatus.class, FakeOperations.program("web"));
            case WHY -> answer(Why.class, operations.why("web").join());
            case RUNS -> {
                List<RunRecord> runs = operations.runs("web").join();
                yield answer(
                        ordered(
                                "type", "object",
                                "properties",
                                        Map.of(
                                                "runs",
                                                ordered("type", "array", "items", schemas.reference(RunRecord.class))),
                                "required", List.of("runs")),
                        tree(out -> out.objects("runs", runs)));
            }
            case EVENTS ->
                stream(answer(EventPage.class, operations.events(noEvents()).join()), "exited");
            case LOGS -> stream(answer(LogPage.class, operations.logs(noLines()).join()), "line");
            case LOG_FILES ->
                answer(
                        LogFilesReport.class,
                        operations
                                .logFiles(new LogFilesRequest("reopen", List.of("web")), caller)
                                .join());
            case METRICS ->
                text("text/plain; version=0.0.4", operations.metrics().join());
            case ACTIONS -> answer(ActionReport.class, FakeOperations.report());
            case CONFIG -> text("application/toml", operations.config().join());
            case PLAN, RELOAD -> answer(Plan.class, operations.reload(caller).join());
            case SHUTDOWN ->
                answer(
                        ordered("type", "object", "properties", Map.of("phase", Map.of("const", "stopping"))),
                        Map.of("phase", "stopping"));
            case OPENAPI -> answer(Map.of("type", "object"), Map.of("openapi", "3.1.0"));
        };
    }

    private Map<String, Object> answer(Class<?> record, ToJson example) {
        return answer(schemas.reference(record), tree(example));
    }

    private static Map<String, Object> answer(Object schema, Object example) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(JSON, ordered("schema", schema, "example", example));
        return ordered("description", "Done.", "content", content);
    }

    private static Map<String, Object> text(String type, String example) {
        return ordered(
                "description",
                "Done.",
                "content",
                Map.of(type, ordered("schema", Map.of("type", "string"), "example", example)));
    }

    private static Map<String, Object> stream(Map<String, Object> answer, String kind) {
        @SuppressWarnings("unchecked")
        Map<String, Object> content = (Map<String, Object>) answer.get("content");
        content.put(
                OpenStream.MEDIA_TYPE,
                ordered(
                        "schema",
                        Map.of("type", "string"),
                        "example",
                        "retry: 1000\n\nid: 1\nevent: " + kind + "\ndata: {...}\n\n"));
        return answer;
    }

    private static Map<String, Object> problemExample() {
        return tree(new ProblemDetail(404, "Not found", "there is no program wbe; did you mean web?"));
    }

    private static EventQuery noEvents() {
        return new EventQuery(List.of(), OptionalLong.empty(), Optional.empty(), OptionalInt.empty());
    }

    private static LogQuery noLines() {
        return new LogQuery(
                List.of(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, Object> tree(ToJson value) {
        Map<String, Object> tree =
                new LinkedHashMap<>(Json.object(Json.bytes(value)).values());
        // The one who runs this is of no interest.
        tree.computeIfPresent("pid", (name, pid) -> 4700L);
        return tree;
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static void write(Object value, String indent, StringBuilder text) {
        switch (value) {
            case JsonObject object -> write(new LinkedHashMap<>(object.values()), indent, text);
            case Map<?, ?> map when map.isEmpty() -> text.append("{}");
            case Map<?, ?> map -> {
                // Maps without an order of their own are sorted, or the text would differ from run to run.
                Map<?, ?> sorted = map instanceof LinkedHashMap<?, ?> || map.size() == 1 ? map : new TreeMap<>(map);
                String separator = "{\n";
                for (Map.Entry<?, ?> each : sorted.entrySet()) {
                    text.append(separator)
                            .append(indent)
                            .append("  ")
                            .append(quoted(each.getKey()))
                            .append(": ");
                    write(each.getValue(), indent + "  ", text);
                    separator = ",\n";
                }
                text.append('\n').append(indent).append('}');
            }
            case List<?> list when list.isEmpty() -> text.append("[]");
            case List<?> list -> {
                String separator = "[\n";
                for (Object each : list) {
                    text.append(separator).append(indent).append("  ");
                    write(each, indent + "  ", text);
                    separator = ",\n";
                }
                text.append('\n').append(indent).append(']');
            }
            case String string -> text.append(quoted(string));
            default -> text.append(value);
        }
    }

    private static String quoted(Object text) {
        String object = new String(Json.bytes(out -> out.text("x", text.toString())), StandardCharsets.UTF_8);
        return object.substring("{\"x\":".length(), object.length() - 1);
    }
}
