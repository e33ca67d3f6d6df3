// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.program.Resource;
import dev.procmon.core.program.ResourceLimit;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code limits}. */
final class LimitsReader {

    /** A key and the resource that it is about. */
    record Limited(Key key, Resource resource) {}

    /** All of them, in the order of the manual. */
    static final List<Limited> ALL = List.of(
            new Limited(Key.LIMIT_NOFILE, Resource.OPEN_FILES),
            new Limited(Key.LIMIT_NPROC, Resource.PROCESSES),
            new Limited(Key.LIMIT_CORE, Resource.CORE),
            new Limited(Key.LIMIT_AS, Resource.ADDRESS_SPACE),
            new Limited(Key.LIMIT_CPU, Resource.CPU),
            new Limited(Key.LIMIT_DATA, Resource.DATA),
            new Limited(Key.LIMIT_FSIZE, Resource.FILE_SIZE),
            new Limited(Key.LIMIT_MEMLOCK, Resource.LOCKED_MEMORY),
            new Limited(Key.LIMIT_STACK, Resource.STACK));

    private static final String UNLIMITED = "unlimited";

    private final Fields fields;

    private LimitsReader(Fields fields) {
        this.fields = fields;
    }

    static Map<Resource, ResourceLimit> read(Fields program) {
        Optional<Fields> limits = program.inner(Key.LIMITS, Section.LIMITS);
        return limits.isPresent() ? new LimitsReader(limits.get()).read() : Map.of();
    }

    /** Write a limit so that it reads back to the same. */
    static String format(Key key, OptionalLong limit) {
        if (limit.isEmpty()) {
            return "\"" + UNLIMITED + "\"";
        }
        boolean sized = key.type() == ValueType.LIMIT_SIZE && limit.getAsLong() > 0;
        return sized ? "\"" + SizeText.format(limit.getAsLong()) + "\"" : Long.toString(limit.getAsLong());
    }

    private Map<Resource, ResourceLimit> read() {
        Map<Resource, ResourceLimit> limits = new EnumMap<>(Resource.class);
        for (Limited each : ALL) {
            Optional<TomlValue> value = fields.value(each.key());
            Optional<ResourceLimit> limit = value.isPresent() ? limit(each.key(), value.get()) : Optional.empty();
            if (limit.isPresent()) {
                limits.put(each.resource(), limit.get());
            }
        }
        return limits;
    }

    private Optional<ResourceLimit> limit(Key key, TomlValue value) {
        if (value instanceof TomlTable table) {
            return both(key, fields.of(table, Section.LIMIT));
        }
        Optional<OptionalLong> bound = bound(key, key.path(), value);
        return bound.isPresent() ? Optional.of(new ResourceLimit(bound.get(), bound.get())) : Optional.empty();
    }

    private Optional<ResourceLimit> both(Key key, Fields table) {
        Optional<OptionalLong> soft = half(key, table, Key.LIMIT_SOFT);
        Optional<OptionalLong> hard = half(key, table, Key.LIMIT_HARD);
        if (soft.isEmpty() || hard.isEmpty()) {
            return Optional.empty();
        }
        boolean above = hard.get().isPresent()
                && (soft.get().isEmpty() || soft.get().getAsLong() > hard.get().getAsLong());
        if (above) {
            table.problems().error(table.offset(), key.path() + ": soft is above hard");
            return Optional.empty();
        }
        return Optional.of(new ResourceLimit(soft.get(), hard.get()));
    }

    private Optional<OptionalLong> half(Key key, Fields table, Key half) {
        Optional<TomlValue> value = table.value(half);
        if (value.isEmpty()) {
            table.missing(half, table.offset(), key.path() + " has no \"" + half.key() + "\"");
            return Optional.empty();
        }
        return bound(key, key.path() + "." + half.key(), value.get());
    }

    /** Read one bound; unlimited is a bound that is empty. */
    private Optional<OptionalLong> bound(Key key, String subject, TomlValue value) {
        if (value instanceof TomlValue.Text text && text.value().equals(UNLIMITED)) {
            return Optional.of(OptionalLong.empty());
        }
        OptionalLong number = value instanceof TomlValue.Whole whole && whole.value() >= 0
                ? OptionalLong.of(whole.value())
                : OptionalLong.empty();
        if (value instanceof TomlValue.Text text && key.type() == ValueType.LIMIT_SIZE) {
            number = SizeText.parse(text.value());
        } else if (value instanceof TomlValue.Text text && key.type() == ValueType.LIMIT_TIME) {
            number = seconds(text.value());
        }
        return number.isPresent() ? Optional.of(number) : fields.mismatch(subject, key.type(), value);
    }

    private static OptionalLong seconds(String text) {
        Optional<Duration> duration = DurationText.parse(text);
        boolean whole = duration.isPresent() && duration.get().toNanosPart() == 0;
        return whole ? OptionalLong.of(duration.orElseThrow().toSeconds()) : OptionalLong.empty();
    }
}
