// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.json.Json;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what the JSON of a record looks like: by looking at what the record writes, and at what its Javadoc says of its parts. */
final class RecordSchema {

    private static final Path SOURCES = Path.of("../control/src/main/java");
    private static final Pattern PARAMETER =
            Pattern.compile("@param (\\w+) (.*?)(?=@param|@return|@throws|\\*/)", Pattern.DOTALL);
    /** What is written under another name than that of the component. */
    private static final Map<String, String> COMPONENTS = Map.ofEntries(
            Map.entry("Event.event", "kind"),
            Map.entry("ProgramStatus.as_wanted", "wellAsWanted"),
            Map.entry("ProgramStatus.next", "nextWhat"),
            Map.entry("ProgramStatus.says", "saysOfItself"),
            Map.entry("ActionRequest.wait", "waiting"),
            Map.entry("ActionRequest.timeout_ms", "timeout"));
    /** What comes from no component. */
    private static final Map<String, String> OTHERS = Map.of(
            "Event.from", "the state before, where it is a transition",
            "Event.to", "the state after, where it is a transition",
            "Event.reason", "why, where it is a transition",
            "Event.tone", "bad where something went wrong; absent otherwise",
            "ActionReport.all_done", "whether all went as asked for",
            "ProblemDetail.type", "always about:blank");

    private final Map<String, Class<?>> met = new LinkedHashMap<>();

    /** Return a reference to the schema of a record, which is to be among those that {@link #all} returns. */
    Map<String, Object> reference(Class<?> record) {
        met.put(record.getSimpleName(), record);
        return Map.of("$ref", "#/components/schemas/" + record.getSimpleName());
    }

    /** Return the schemas of all records that were met, by name. */
    Map<String, Object> all() throws IOException {
        Map<String, Object> schemas = new LinkedHashMap<>();
        while (schemas.size() < met.size()) {
            for (Map.Entry<String, Class<?>> each : List.copyOf(met.entrySet())) {
                if (!schemas.containsKey(each.getKey())) {
                    schemas.put(each.getKey(), of(each.getValue()));
                }
            }
        }
        return new TreeMap<>(schemas);
    }

    private Map<String, Object> of(Class<?> record) throws IOException {
        JsonObject full = json(RecordSamples.full(record));
        JsonObject sparse = json(RecordSamples.sparse(record));
        Map<String, String> words = words(record);
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Map.Entry<String, Object> each : full.values().entrySet()) {
            properties.put(each.getKey(), property(record, each.getKey(), each.getValue(), words));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        List<String> required = new ArrayList<>(sparse.values().keySet());
        if (record.getSimpleName().equals("ActionRequest")) {
            required = List.of("action", "programs");
        }
        schema.put("required", required);
        if (record.getSimpleName().equals("Event")) {
            schema.put("additionalProperties", true);
        }
        return schema;
    }

    private Map<String, Object> property(Class<?> record, String name, Object value, Map<String, String> words) {
        Map<String, Object> property = new LinkedHashMap<>();
        int index = indexOf(record, name);
        Optional<Class<?>> inner =
                index < 0 ? Optional.empty() : RecordSamples.recordIn(record.getRecordComponents()[index]);
        switch (value) {
            case JsonObject _ -> property.putAll(reference(inner.orElseThrow()));
            case List<?> list
            when list.getFirst() instanceof JsonObject -> {
                property.put("type", "array");
                property.put("items", reference(inner.orElseThrow()));
            }
            case List<?> _ -> {
                property.put("type", "array");
                property.put("items", Map.of("type", "string"));
            }
            case Boolean _ -> property.put("type", "boolean");
            case Long _ -> property.put("type", "integer");
            case Double _ -> property.put("type", "number");
            default -> text(property, record, index, name, value.toString());
        }
        String key = record.getSimpleName() + "." + name;
        String description =
                OTHERS.getOrDefault(key, index < 0 ? "" : words.getOrDefault(component(record, index), ""));
        if (description.isEmpty()) {
            throw new AssertionError("nothing is said of " + key);
        }
        property.put("description", description);
        return property;
    }

    private static void text(Map<String, Object> property, Class<?> record, int index, String name, String value) {
        property.put("type", "string");
        if (isTime(value)) {
            property.put("format", "date-time");
        }
        if (index >= 0 && record.getRecordComponents()[index].getType().isEnum()) {
            Set<String> values = new LinkedHashSet<>();
            for (Object each : record.getRecordComponents()[index].getType().getEnumConstants()) {
                json(RecordSamples.with(record, index, each)).maybeText(name).ifPresent(values::add);
            }
            property.put("enum", List.copyOf(values));
        }
    }

    private static int indexOf(Class<?> record, String name) {
        RecordComponent[] components = record.getRecordComponents();
        String component = COMPONENTS.getOrDefault(record.getSimpleName() + "." + name, name);
        for (int i = 0; i < components.length; i++) {
            if (component.equals(components[i].getName()) || component.equals(snake(components[i].getName()))) {
                return i;
            }
        }
        return -1;
    }

    private static String component(Class<?> record, int index) {
        return record.getRecordComponents()[index].getName();
    }

    private static Map<String, String> words(Class<?> record) throws IOException {
        Class<?> outer = record.getNestHost();
        String text = Files.readString(SOURCES.resolve(outer.getName().replace('.', '/') + ".java"));
        int declared = text.indexOf("record " + record.getSimpleName() + "(");
        Map<String, String> words = new LinkedHashMap<>();
        Matcher matcher = PARAMETER.matcher(text.substring(text.lastIndexOf("/**", declared), declared));
        while (matcher.find()) {
            String said = matcher.group(2).replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
            said = said.replaceAll("\\{@code\\s+([^}]*)}", "$1").replaceAll("\\{@link\\s+[^}]*?(\\w+)}", "$1");
            words.put(matcher.group(1), said);
        }
        return words;
    }

    private static JsonObject json(Object record) {
        return Json.object(Json.bytes((ToJson) record));
    }

    private static boolean isTime(String text) {
        try {
            return !Instant.parse(text).equals(Instant.MAX);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
