// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlDocument;
import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the values of keys are, as JSON Schema. A string may always hold a variable of the environment, of which nobody knows what it
 * stands for.
 */
final class ValueSchema {

    private static final String VARIABLE = "\\$\\{";
    private static final String NUMBER = "[0-9]+(\\.[0-9]+)?";
    private static final int NAMED_SIGNALS = 31;

    private ValueSchema() {}

    /** Return what several keys share, by name. */
    static Map<String, Object> shared() {
        Map<String, Object> shared = new LinkedHashMap<>();
        shared.put("text", text());
        shared.put("texts", anyOf(reference("text"), arrayOf(reference("text"))));
        shared.put("strings", object(Map.of("type", "string")));
        shared.put("command", anyOf(reference("text"), nonEmpty(arrayOf(Map.of("type", "string")))));
        shared.put("duration", anyOf(bounded("number", 0, Long.MAX_VALUE), variable(durationPattern())));
        shared.put("size", anyOf(integer(0, Long.MAX_VALUE), variable(sizePattern())));
        shared.put("account", anyOf(integer(0, IdentityReader.ID_MAX), variable("^[^:]+$")));
        shared.put("signal", signal());
        shared.put("name", variable("^[A-Za-z0-9][A-Za-z0-9_.-]*$"));
        shared.put("principals", arrayOf(variable("^(user|group):.+$")));
        return shared;
    }

    /** Return what a type of value is; for one that can be a table of keys, what else it can be. */
    static Map<String, Object> of(ValueType type) {
        return switch (type) {
            case COMMAND, HOOK -> reference("command");
            case STRING, PATTERN, URL, ADDRESS, LISTENER, SCHEDULE, ZONE, LOG -> reference("text");
            case STRINGS, INCLUDE -> reference("texts");
            case VARIABLES, HEADERS, SOCKETS, FILES -> reference("strings");
            case ACCOUNT -> reference("account");
            case ACCOUNTS -> arrayOf(reference("account"));
            case RESTART,
                    SCOPE,
                    OVERLAP,
                    MISSED,
                    STRATEGY,
                    CONDITION,
                    NOTIFY_ACCESS,
                    RELOAD,
                    LOG_MODE,
                    COMPRESSION,
                    ON_FULL,
                    SHOW -> words(type);
            case THEN -> words(List.of(GiveUpReader.FAIL, GiveUpReader.FAIL_GROUP, GiveUpReader.EXIT));
            case NOTIFY -> words(List.of(NotificationReader.SD));
            case EXIT_CODES -> arrayOf(integer(0, 255));
            case EXIT_CODE -> integer(0, 255);
            case DURATION, POSITIVE_DURATION, PROBE_DURATION -> reference("duration");
            case FACTOR -> bounded("number", 1, Long.MAX_VALUE);
            case RATIO -> anyOf(number(0, 1), variable("^ *" + NUMBER + " *%?$"));
            case CPU_MAX -> anyOf(number(0.01, 1_024), variable("^ *" + NUMBER + " *%?$"));
            case SIGNAL -> reference("signal");
            case SIGNALS -> arrayOf(reference("signal"));
            case SIZE -> anyOf(reference("size"), Map.of("const", "never"));
            case BYTES -> reference("size");
            case BOOLEAN -> Map.of("type", "boolean");
            case POSITIVE -> integer(1, AttributesReader.COUNT_MAX);
            case THRESHOLD -> integer(1, 1_000);
            case RESTARTS -> integer(0, RestartIntensity.RESTARTS_MAX);
            case DESCRIPTOR -> integer(3, 1_023);
            case PORT -> integer(1, 65_535);
            case NICE -> integer(-20, 19);
            case OOM_SCORE -> integer(-1_000, 1_000);
            case COUNT -> integer(0, LogPolicy.KEEP_MAX);
            case CLIENTS -> integer(1, ApiSettings.CLIENTS_MAX);
            case UMASK -> variable("^[0-7]{1,4}$");
            case NEEDS -> anyOf(object(words(ValueType.CONDITION)), arrayOf(reference("name")));
            case NAMES, RECEIVERS -> arrayOf(reference("name"));
            case NAME -> reference("name");
            case INSTANCE_NAME -> variable("^[A-Za-z0-9_][A-Za-z0-9_.-]{0," + (NameText.LENGTH_MAX - 1) + "}$");
            case STATUS -> anyOf(integer(100, 599), variable("^[1-5][0-9]{2}(-[1-5][0-9]{2})?$"));
            case PROCESSORS ->
                anyOf(nonEmpty(arrayOf(integer(0, Attributes.PROCESSOR_MAX))), variable("^[0-9]+([-, ]+[0-9]+)*$"));
            case LIMIT_COUNT -> anyOf(integer(0, Long.MAX_VALUE), words(List.of("unlimited")));
            case LIMIT_SIZE -> anyOf(reference("size"), words(List.of("unlimited")));
            case LIMIT_TIME -> anyOf(integer(0, Long.MAX_VALUE), reference("duration"), words(List.of("unlimited")));
            case LIMIT -> anyOf(integer(0, Long.MAX_VALUE), reference("text"));
            case PRINCIPALS -> reference("principals");
            case HOSTS -> arrayOf(reference("text"));
            case ORIGINS -> arrayOf(variable("^https?://[^/]+$"));
            case ROTATE_EVERY -> anyOf(reference("duration"), Map.of("const", "never"));
            case KEEP_FOR -> anyOf(reference("duration"), Map.of("const", "forever"));
            case TOTAL -> anyOf(reference("size"), words(List.of("unlimited")));
            case SYSLOG -> variable("^(\\.{0,2}/|unix:|tcp://).+$");
            case JOURNALD -> anyOf(Map.of("const", true), reference("text"));
            case OTLP -> variable("^https?://.+$");
            case FACILITY -> anyOf(integer(0, FacilityText.NUMBER_MAX), words(FacilityText.known()));
            case TABLE, PROGRAMS, GROUPS, PROFILES, FORWARDS -> Map.of("type", "object");
        };
    }

    /** Return the value that a default is written as, if it is one. */
    static Optional<Object> standard(String text) {
        boolean literal = "\"[{0123456789".indexOf(text.charAt(0)) >= 0 || text.equals("true") || text.equals("false");
        if (!literal) {
            return Optional.empty();
        }
        TomlTable root = TomlDocument.parse("x = " + text).root();
        return Optional.of(json(root.find("x").orElseThrow().value()));
    }

    /** Return a value of TOML as one of JSON. */
    static Object json(TomlValue value) {
        return switch (value) {
            case TomlValue.Text text -> text.value();
            case TomlValue.Whole whole -> whole.value();
            case TomlValue.Real real -> real.value();
            case TomlValue.Truth truth -> truth.value();
            case TomlValue.Moment moment -> moment.text();
            case TomlValue.Array array ->
                array.elements().stream().map(ValueSchema::json).toList();
            case TomlValue.Tables tables ->
                tables.elements().stream().map(ValueSchema::json).toList();
            case TomlTable table -> {
                Map<String, Object> object = new LinkedHashMap<>();
                table.entries().forEach(entry -> object.put(entry.key(), json(entry.value())));
                yield object;
            }
        };
    }

    static Map<String, Object> reference(String definition) {
        return Map.of("$ref", "#/$defs/" + definition);
    }

    static Map<String, Object> pattern(String pattern) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("pattern", pattern);
        return schema;
    }

    private static Map<String, Object> text() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("minLength", 1);
        return schema;
    }

    private static Map<String, Object> variable(String pattern) {
        return pattern("(" + pattern + ")|" + VARIABLE);
    }

    private static Map<String, Object> words(ValueType type) {
        List<String> words = new ArrayList<>();
        for (Choice<?> choice : Choice.all()) {
            if (choice.type() == type) {
                words.addAll(choice.known());
            }
        }
        return words(words);
    }

    private static Map<String, Object> words(List<String> words) {
        return anyOf(Map.of("enum", words), pattern(VARIABLE));
    }

    private static Map<String, Object> signal() {
        List<String> names = new ArrayList<>();
        for (int number = 1; number <= NAMED_SIGNALS; number++) {
            names.add(new Signal(number).name());
        }
        return anyOf(Map.of("enum", names), variable("^([Ss][Ii][Gg])?[A-Za-z0-9]+([+][0-9]+)?$"), integer(1, 64));
    }

    private static String durationPattern() {
        return "^(" + NUMBER + "(d|h|m|s|ms|us|ns)?)+$";
    }

    private static String sizePattern() {
        return "^[0-9]{1,18}\\s*([KkMmGgTt][Ii]?)?[Bb]?$";
    }

    private static Map<String, Object> integer(long min, long max) {
        return bounded("integer", min, max);
    }

    private static Map<String, Object> number(double min, double max) {
        return bounded("number", min, max);
    }

    private static Map<String, Object> bounded(String type, Number min, Number max) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("minimum", min);
        if (max.longValue() < Long.MAX_VALUE) {
            schema.put("maximum", max);
        }
        return schema;
    }

    private static Map<String, Object> arrayOf(Map<String, Object> element) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", element);
        return schema;
    }

    private static Map<String, Object> nonEmpty(Map<String, Object> array) {
        array.put("minItems", 1);
        return array;
    }

    private static Map<String, Object> object(Map<String, Object> value) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", value);
        return schema;
    }

    private static Map<String, Object> anyOf(Object... schemas) {
        return Map.of("anyOf", List.of(schemas));
    }
}
