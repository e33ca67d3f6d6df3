// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.json;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/** Writes the fields of one object. What is empty is left out. */
public final class JsonFields {

    private final JsonGenerator json;

    JsonFields(JsonGenerator json) {
        this.json = json;
    }

    /** Write a text. */
    public JsonFields text(String name, String value) {
        json.writeStringProperty(name, value);
        return this;
    }

    /** Write a text, if there is one. */
    public JsonFields text(String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        }
        return this;
    }

    /** Write several texts. */
    public JsonFields texts(String name, Collection<String> values) {
        json.writeArrayPropertyStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
        return this;
    }

    /** Write a number. */
    public JsonFields number(String name, long value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    /** Write a number with a fraction. */
    public JsonFields number(String name, double value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    /** Write a number, if there is one. */
    public JsonFields number(String name, OptionalLong value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsLong());
        }
        return this;
    }

    /** Write a number, if there is one. */
    public JsonFields number(String name, OptionalInt value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsInt());
        }
        return this;
    }

    /** Write whether something is so. */
    public JsonFields truth(String name, boolean value) {
        json.writeBooleanProperty(name, value);
        return this;
    }

    /** Write a moment (RFC 3339, microseconds). */
    public JsonFields time(String name, Instant value) {
        json.writeStringProperty(name, value.truncatedTo(ChronoUnit.MICROS).toString());
        return this;
    }

    /** Write a moment, if there is one. */
    public JsonFields time(String name, Optional<Instant> value) {
        if (value.isPresent()) {
            time(name, value.get());
        }
        return this;
    }

    /** Write an object. */
    public JsonFields object(String name, ToJson value) {
        json.writeName(name);
        object(value);
        return this;
    }

    /** Write an object, if there is one. */
    public JsonFields object(String name, Optional<? extends ToJson> value) {
        if (value.isPresent()) {
            object(name, value.get());
        }
        return this;
    }

    /** Write several objects. */
    public JsonFields objects(String name, Collection<? extends ToJson> values) {
        json.writeArrayPropertyStart(name);
        for (ToJson value : values) {
            object(value);
        }
        json.writeEndArray();
        return this;
    }

    /** Write values as fields of this object: texts, numbers, truths, and collections of texts. */
    public JsonFields all(Map<String, Object> values) {
        for (Map.Entry<String, Object> each : values.entrySet()) {
            any(each.getKey(), each.getValue());
        }
        return this;
    }

    private void any(String name, Object value) {
        if (value instanceof String text) {
            text(name, text);
        } else if (value instanceof Boolean truth) {
            truth(name, truth);
        } else if (value instanceof Double number) {
            number(name, number.doubleValue());
        } else if (value instanceof Number number) {
            number(name, number.longValue());
        } else if (value instanceof Collection<?> many) {
            texts(name, many.stream().map(String::valueOf).toList());
        } else {
            throw new IllegalArgumentException("no JSON for " + name + ", a " + value.getClass());
        }
    }

    private void object(ToJson value) {
        json.writeStartObject();
        value.fields(this);
        json.writeEndObject();
    }
}
