// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.json;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * An object that was read. A field that is absent, or null, is as if it were not there; one that is not of the expected kind is
 * refused with {@link JsonException}.
 *
 * @param values field to value: {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link List}, {@link JsonObject}
 */
public record JsonObject(Map<String, Object> values) {

    public JsonObject {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Return a text that must be there. */
    public String text(String name) {
        return required(name, maybeText(name));
    }

    /** Return a text, if it is there. */
    public Optional<String> maybeText(String name) {
        return typed(name, String.class, "a string");
    }

    /** Return a number that must be there. */
    public long number(String name) {
        return required(name, typed(name, Long.class, "a whole number"));
    }

    /** Return a number, if it is there. */
    public OptionalLong maybeNumber(String name) {
        Optional<Long> value = typed(name, Long.class, "a whole number");
        return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
    }

    /** Return a small number, if it is there. */
    public OptionalInt maybeInt(String name) {
        OptionalLong value = maybeNumber(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (value.getAsLong() != (int) value.getAsLong()) {
            throw new JsonException("\"" + name + "\": " + value.getAsLong() + " is too large");
        }
        return OptionalInt.of((int) value.getAsLong());
    }

    /** Return a number with or without a fraction that must be there. */
    public double real(String name) {
        return required(name, typed(name, Number.class, "a number")).doubleValue();
    }

    /** Return whether something is so; not, where it is not there. */
    public boolean truth(String name) {
        return typed(name, Boolean.class, "true or false").orElse(false);
    }

    /** Return a moment, if it is there. */
    public Optional<Instant> maybeTime(String name) {
        Optional<String> text = maybeText(name);
        try {
            return text.isPresent() ? Optional.of(Moment.parse(text.get())) : Optional.empty();
        } catch (DateTimeParseException e) {
            throw new JsonException("\"" + name + "\": expected a time such as 2026-01-31T12:00:00Z");
        }
    }

    /** Return a moment that must be there. */
    public Instant time(String name) {
        return required(name, maybeTime(name));
    }

    /** Return an object that must be there. */
    public JsonObject object(String name) {
        return required(name, maybeObject(name));
    }

    /** Return an object, if it is there. */
    public Optional<JsonObject> maybeObject(String name) {
        return typed(name, JsonObject.class, "an object");
    }

    /** Return the texts of an array; none where it is not there. */
    public List<String> texts(String name) {
        return elements(name, String.class, "an array of strings", Function.identity());
    }

    /** Return what the objects of an array say; none where it is not there. */
    public <T> List<T> objects(String name, Function<JsonObject, T> of) {
        return elements(name, JsonObject.class, "an array of objects", of);
    }

    /** Return what stands in fields of other names than these: texts, numbers, truths and arrays of texts. */
    public Map<String, Object> others(Set<String> names) {
        Map<String, Object> others = new LinkedHashMap<>();
        for (Map.Entry<String, Object> each : values.entrySet()) {
            if (!names.contains(each.getKey()) && !(each.getValue() instanceof JsonObject)) {
                others.put(each.getKey(), each.getValue());
            }
        }
        return others;
    }

    private <T> Optional<T> typed(String name, Class<T> type, String expected) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new JsonException("\"" + name + "\": expected " + expected);
        }
        return Optional.of(type.cast(value));
    }

    private <E, T> List<T> elements(String name, Class<E> type, String expected, Function<? super E, T> of) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        List<T> all = new ArrayList<>();
        if (!(value instanceof List<?> list)) {
            throw new JsonException("\"" + name + "\": expected " + expected);
        }
        for (Object each : list) {
            if (!type.isInstance(each)) {
                throw new JsonException("\"" + name + "\": expected " + expected);
            }
            all.add(of.apply(type.cast(each)));
        }
        return all;
    }

    private static <T> T required(String name, Optional<T> value) {
        if (value.isEmpty()) {
            throw new JsonException("\"" + name + "\" is missing");
        }
        return value.get();
    }
}
