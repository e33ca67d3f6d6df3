// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.json;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads and writes JSON. Thread-safe. */
public final class Json {

    /** Deeper texts are refused: nothing that is said here is half as deep. */
    private static final int DEPTH_MAX = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build();

    private Json() {}

    /** Return an object as UTF-8, on one line, without a line feed at its end. */
    public static byte[] bytes(ToJson value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        write(value, out);
        return out.toByteArray();
    }

    /** Return an object as text, on one line. */
    public static String text(ToJson value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /** Write an object as UTF-8. The stream is not closed. */
    public static void write(ToJson value, OutputStream out) {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), new Uncloseable(out))) {
            json.writeStartObject();
            value.fields(new JsonFields(json));
            json.writeEndObject();
        }
    }

    /**
     * Read an object.
     *
     * @throws JsonException where the text is anything else
     */
    public static JsonObject object(byte[] utf8) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonException("expected a JSON object");
            }
            JsonObject object = object(parser);
            if (parser.nextToken() != null) {
                throw new JsonException("expected one JSON object, and there is more");
            }
            return object;
        } catch (JacksonException e) {
            throw new JsonException("not JSON: " + e.getOriginalMessage());
        }
    }

    /** Read an object. */
    public static JsonObject object(String text) {
        return object(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject object(JsonParser parser) {
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                values.put(name, value);
            }
        }
        return new JsonObject(values);
    }

    private static List<Object> array(JsonParser parser) {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(parser);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonException("unexpected end");
        }
        // No case null here: with it javac makes a switch whose first use costs ten milliseconds, and every other one
        // more than it should.
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new JsonException("unexpected end");
        };
    }

    private static Object whole(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> parser.getDoubleValue();
        };
    }

    /** A generator that is closed gives its buffers back, and would close what it writes to. */
    private static final class Uncloseable extends OutputStream {

        private final OutputStream out;

        Uncloseable(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws java.io.IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws java.io.IOException {
            out.write(bytes, offset, count);
        }

        @Override
        public void flush() throws java.io.IOException {
            out.flush();
        }

        @Override
        public void close() {}
    }
}
