// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes a value of any record of the API: one in which everything is there that can be, and one in which all is left out that can be. */
final class RecordSamples {

    private RecordSamples() {}

    static <T> T full(Class<T> record) {
        return record.cast(make(record, true, -1, null));
    }

    static <T> T sparse(Class<T> record) {
        return record.cast(make(record, false, -1, null));
    }

    /** Make one in which one component has another value. */
    static <T> T with(Class<T> record, int component, Object value) {
        return record.cast(make(record, true, component, value));
    }

    /** Return the record that a component holds, alone, in an optional or in a list. */
    static Optional<Class<?>> recordIn(RecordComponent component) {
        Type type = component.getGenericType();
        Type inner = type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
        return inner instanceof Class<?> found && found.isRecord() ? Optional.of(found) : Optional.empty();
    }

    private static Object make(Class<?> record, boolean full, int special, Object value) {
        RecordComponent[] components = record.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = i == special ? value : value(components[i].getGenericType(), full);
        }
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + record, e);
        }
    }

    private static Object value(Type type, boolean full) {
        if (type instanceof ParameterizedType generic) {
            return container((Class<?>) generic.getRawType(), generic, full);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return make(plain, full, -1, null);
        }
        if (plain.isEnum()) {
            // The last one: some are left out of what is said when they are as usual, and those come first.
            return full ? plain.getEnumConstants()[plain.getEnumConstants().length - 1] : plain.getEnumConstants()[0];
        }
        return switch (plain.getSimpleName()) {
            case "String" -> full ? "text" : "";
            case "long", "Long" -> full ? 1L : 0L;
            case "int", "Integer" -> full ? 1 : 0;
            case "double", "Double" -> 0.5;
            case "boolean", "Boolean" -> full;
            case "Instant" -> Instant.parse("2026-01-31T12:00:00Z");
            case "Duration" -> Duration.ofSeconds(1);
            case "OptionalInt" -> full ? OptionalInt.of(1) : OptionalInt.empty();
            case "OptionalLong" -> full ? OptionalLong.of(1) : OptionalLong.empty();
            case "OptionalDouble" -> full ? OptionalDouble.of(0.5) : OptionalDouble.empty();
            default -> throw new AssertionError("no sample of " + plain);
        };
    }

    private static Object container(Class<?> raw, ParameterizedType generic, boolean full) {
        Type inner = generic.getActualTypeArguments()[0];
        if (raw == Optional.class) {
            return full ? Optional.of(value(inner, true)) : Optional.empty();
        }
        if (raw == List.class) {
            return full ? List.of(value(inner, true)) : List.of();
        }
        if (raw == Map.class) {
            return Map.of();
        }
        throw new AssertionError("no sample of " + generic);
    }
}
