// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON Schema of a configuration file, for editors. It is made of the table of keys, and says less than {@link ConfigReader} does:
 * whatever it refuses is refused, but not the other way round.
 */
public final class ConfigSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    /** What the manual has where a table has defaults of its own. */
    private static final String ELSEWHERE = "see below";

    private static final String PROGRAM = "program";
    private static final String PROGRAM_PART = "program-part";
    private static final String DEFAULTS = "defaults";

    private ConfigSchema() {}

    /** Return the text of the schema. */
    public static String text() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DIALECT);
        schema.put("title", "The configuration of procmon (procmon.toml)");
        schema.putAll(section(Section.FILE));
        schema.put("anyOf", List.of(Map.of("required", List.of("program")), Map.of("required", List.of("include"))));
        schema.put("$defs", definitions());
        return JsonText.of(schema);
    }

    private static Map<String, Object> definitions() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        Map<String, Object> program = section(Section.PROGRAM);
        Map<String, Object> part = new LinkedHashMap<>(program);
        part.remove("required");
        definitions.put(PROGRAM, program);
        definitions.put(PROGRAM_PART, part);
        definitions.put(DEFAULTS, defaults());
        for (Section section : Section.values()) {
            if (section != Section.FILE && section != Section.PROGRAM) {
                definitions.put(name(section), section(section));
            }
        }
        definitions.putAll(ValueSchema.shared());
        return definitions;
    }

    private static Map<String, Object> section(Section section) {
        return table(Key.of(section));
    }

    private static Map<String, Object> table(List<Key> keys) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key key : keys) {
            properties.put(key.key(), property(key));
            if (key.isRequired() && key != Key.PROGRAM) {
                required.add(key.key());
            }
        }
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("type", "object");
        table.put("properties", properties);
        if (!required.isEmpty()) {
            table.put("required", required);
        }
        table.put("additionalProperties", false);
        return table;
    }

    /** Return the defaults: the keys of a program that can be such, and a log without its files. */
    private static Map<String, Object> defaults() {
        List<Key> keys = new ArrayList<>(Key.of(Section.PROGRAM));
        keys.removeIf(Defaults::isRefused);
        Map<String, Object> table = table(keys);
        List<Key> log = new ArrayList<>(Key.of(Section.LOG));
        log.removeIf(Defaults::isRefused);
        if (table.get("properties") instanceof Map<?, ?> properties) {
            Map<String, Object> changed = new LinkedHashMap<>();
            properties.forEach((key, value) -> changed.put(String.valueOf(key), value));
            changed.put(Key.LOG.key(), table(log));
            table.put("properties", changed);
        }
        return table;
    }

    private static Map<String, Object> property(Key key) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("description", description(key));
        Optional<Object> standard = ValueSchema.standard(key.standard());
        if (standard.isPresent()) {
            property.put("default", standard.get());
        }
        property.putAll(value(key));
        return property;
    }

    private static String description(Key key) {
        String meaning = key.meaning().replace("`", "");
        boolean inWords = ValueSchema.standard(key.standard()).isEmpty()
                && !key.isRequired()
                && !key.standard().equals(ELSEWHERE);
        return inWords ? meaning + " Default: " + key.standard().replace("`", "") + "." : meaning;
    }

    private static Map<String, Object> value(Key key) {
        if (key == Key.PROGRAM) {
            return named(PROGRAM);
        }
        if (key == Key.PROFILE_PROGRAM) {
            return named(PROGRAM_PART);
        }
        if (key == Key.DEFAULTS || key == Key.PROFILE_DEFAULTS) {
            return ValueSchema.reference(DEFAULTS);
        }
        return switch (key.type()) {
            case GROUPS -> named(name(Section.GROUP));
            case PROFILES -> named(name(Section.PROFILE));
            case FORWARDS -> named(name(Section.FORWARD));
            case TABLE -> ValueSchema.reference(name(key.inner().orElseThrow()));
            case LOG -> either(ValueSchema.reference("text"), ValueSchema.reference(name(Section.LOG)));
            case HOOK -> either(ValueSchema.reference("command"), ValueSchema.reference(name(Section.HOOK)));
            case LIMIT_COUNT, LIMIT_SIZE, LIMIT_TIME ->
                either(ValueSchema.of(key.type()), ValueSchema.reference(name(Section.LIMIT)));
            default -> ValueSchema.of(key.type());
        };
    }

    /** Return a table of tables, each under a name of its own. */
    private static Map<String, Object> named(String definition) {
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("type", "object");
        table.put(
                "propertyNames",
                ValueSchema.pattern("^[A-Za-z0-9][A-Za-z0-9_.-]{0," + (NameText.LENGTH_MAX - 1) + "}$"));
        table.put("additionalProperties", ValueSchema.reference(definition));
        return table;
    }

    private static Map<String, Object> either(Map<String, Object> one, Map<String, Object> other) {
        return Map.of("anyOf", List.of(one, other));
    }

    private static String name(Section section) {
        return section.prefix().isEmpty()
                ? "group"
                : section.prefix().substring(0, section.prefix().length() - 1).replace(".NAME", "-entry");
    }
}
