// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The fields of one table. Each is empty where the key is absent, and also where its value is wrong, which is then
 * noted: the reader goes on with the default and finds what else is wrong.
 */
final class Fields {

    /** A text and the place where it is written. */
    record Place(String text, TomlValue value) {}

    private final TomlTable table;
    private final Problems problems;
    private final List<String> mistyped = new ArrayList<>(0);

    private Fields(TomlTable table, Problems problems) {
        this.table = table;
        this.problems = problems;
    }

    /** Return the fields of a table, and note the keys that its section does not know. */
    static Fields of(TomlTable table, Section section, Problems problems) {
        Fields fields = new Fields(table, problems);
        for (TomlTable.Entry entry : table.entries()) {
            if (Key.find(section, entry.key()).isEmpty()) {
                UnknownKey unknown = UnknownKey.of(section, entry.key());
                problems.error(entry.keyOffset(), unknown.message());
                fields.mistyped.addAll(unknown.meant().stream().toList());
            }
        }
        return fields;
    }

    TomlTable table() {
        return table;
    }

    int offset() {
        return table.offset();
    }

    Problems problems() {
        return problems;
    }

    Optional<TomlValue> value(Key key) {
        Optional<TomlTable.Entry> entry = table.find(key.key());
        return entry.isPresent() ? Optional.of(entry.get().value()) : Optional.empty();
    }

    /** Return the fields of another table. */
    Fields of(TomlTable other, Section section) {
        return of(other, section, problems);
    }

    /** Return the fields of an inner table. */
    Optional<Fields> inner(Key key, Section section) {
        Optional<TomlValue> value = value(key);
        if (value.isPresent() && value.get() instanceof TomlTable inner) {
            return Optional.of(of(inner, section, problems));
        }
        return mismatch(key, value);
    }

    /** Return a string that is not empty. */
    Optional<Place> text(Key key) {
        Optional<TomlValue> value = value(key);
        return value.isPresent() ? text(key, value.get()) : Optional.empty();
    }

    /** Return a value as a string that is not empty. */
    Optional<Place> text(Key key, TomlValue value) {
        return value instanceof TomlValue.Text text ? text(key.path(), text) : mismatch(key, value);
    }

    private Optional<Place> text(String subject, TomlValue.Text text) {
        if (text.value().isEmpty()) {
            return refused(text, subject + " is empty");
        }
        return isClean(subject, text) ? Optional.of(new Place(text.value(), text)) : Optional.empty();
    }

    /** Tell whether a string can be given to a program, and note it where it cannot. */
    boolean isClean(String subject, TomlValue.Text text) {
        int nul = text.value().indexOf('\0');
        if (nul >= 0) {
            problems.error(text.offset(), subject + " holds a NUL character, which no program can be given");
        }
        return nul < 0;
    }

    /** Return a path that starts at the root. */
    Optional<Place> path(Key key, TomlValue value, BaseDirectory base) {
        return value instanceof TomlValue.Text text ? path(key.path(), text, base) : mismatch(key, value);
    }

    /** Return a path that starts at the root; a relative one is so to the directory of the file in which it is written. */
    Optional<Place> path(Key key, TomlValue value) {
        return path(key, value, base(value));
    }

    /** Return the directory of the file in which a value is written. */
    BaseDirectory base(TomlValue value) {
        return problems.directory(value.offset());
    }

    private Optional<Place> path(String subject, TomlValue.Text value, BaseDirectory base) {
        Optional<Place> place = text(subject, value);
        if (place.isEmpty()) {
            return place;
        }
        String text = place.get().text();
        if (text.equals("~") || text.startsWith("~/")) {
            return refused(value, subject + ": \"~\" is not replaced by a home directory; write the path in full");
        }
        return Optional.of(new Place(base.resolve(text), value));
    }

    /** Return the path of a file that the supervisor opens itself. */
    Optional<Path> file(Key key, TomlValue value) {
        return value instanceof TomlValue.Text text ? fileOf(key.path(), text) : mismatch(key, value);
    }

    /** Return the path of a file that the supervisor opens itself, for something that has no key of its own. */
    Optional<Path> file(String subject, TomlValue value) {
        return value instanceof TomlValue.Text text
                ? fileOf(subject, text)
                : mismatch(subject, ValueType.STRING, value);
    }

    private Optional<Path> fileOf(String subject, TomlValue.Text value) {
        Optional<Place> place = path(subject, value, base(value));
        if (place.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(place.get().text()));
        } catch (InvalidPathException e) {
            return refused(value, subject + " is no path in the locale of this host: " + e.getReason());
        }
    }

    /** Return a duration: text with units, or a number of seconds. */
    Optional<Duration> duration(Key key) {
        Optional<TomlValue> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> duration = Optional.empty();
        if (value.get() instanceof TomlValue.Text text) {
            duration = DurationText.parse(text.value());
        } else if (value.get() instanceof TomlValue.Whole whole) {
            duration = DurationText.ofSeconds((double) whole.value());
        } else if (value.get() instanceof TomlValue.Real real) {
            duration = DurationText.ofSeconds(real.value());
        }
        return duration.isPresent() ? duration : mismatch(key, value);
    }

    /** Return a number with or without a fraction. */
    Optional<Double> number(Key key) {
        Optional<TomlValue> value = value(key);
        if (value.isPresent() && value.get() instanceof TomlValue.Whole whole) {
            return Optional.of((double) whole.value());
        }
        if (value.isPresent() && value.get() instanceof TomlValue.Real real) {
            return Optional.of(real.value());
        }
        return mismatch(key, value);
    }

    /** Return the elements of an array, or a value that stands for an array of itself alone. */
    static List<TomlValue> elements(TomlValue value) {
        List<TomlValue> elements = new ArrayList<>();
        if (value instanceof TomlValue.Array array) {
            elements.addAll(array.elements());
        } else {
            elements.add(value);
        }
        return elements;
    }

    /** Return a duration of at least so much. */
    Optional<Duration> duration(Key key, Duration min) {
        Optional<Duration> duration = duration(key);
        return duration.isPresent() && duration.get().compareTo(min) < 0 ? mismatch(key, value(key)) : duration;
    }

    /** Return a whole number between two others. */
    OptionalInt whole(Key key, int min, int max) {
        Optional<TomlValue> value = value(key);
        if (value.isPresent()
                && value.get() instanceof TomlValue.Whole whole
                && whole.value() >= min
                && whole.value() <= max) {
            return OptionalInt.of((int) whole.value());
        }
        mismatch(key, value);
        return OptionalInt.empty();
    }

    /** Return a number of bytes above 0: text with a unit, or a number. */
    OptionalLong bytes(Key key) {
        Optional<TomlValue> value = value(key);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong bytes = SizeText.of(value.get());
        if (bytes.isEmpty() || bytes.getAsLong() == 0) {
            mismatch(key, value.get());
            return OptionalLong.empty();
        }
        return bytes;
    }

    /** Return whether something is so; not, where that is not said. */
    boolean truth(Key key) {
        Optional<TomlValue> value = value(key);
        if (value.isPresent() && value.get() instanceof TomlValue.Truth truth) {
            return truth.value();
        }
        mismatch(key, value);
        return false;
    }

    /** Return the entries of a table. */
    Collection<TomlTable.Entry> entries(Key key) {
        Optional<TomlValue> value = value(key);
        if (value.isPresent() && value.get() instanceof TomlTable inner) {
            return inner.entries();
        }
        mismatch(key, value);
        return List.of();
    }

    /** Return the elements of an array. */
    List<TomlValue> array(Key key) {
        Optional<TomlValue> value = value(key);
        if (value.isPresent() && value.get() instanceof TomlValue.Array array) {
            return array.elements();
        }
        mismatch(key, value);
        return List.of();
    }

    /** Note a key that has no meaning because of what another one says or does not say. */
    void without(Key key, String reason) {
        Optional<TomlValue> value = value(key);
        if (value.isPresent()) {
            refused(value.get(), key.path() + " " + reason);
        }
    }

    /** Note that a value is not what its key takes. */
    <T> Optional<T> mismatch(Key key, TomlValue value) {
        return mismatch(key.path(), key.type(), value);
    }

    /** Note that a value is not what something takes. */
    <T> Optional<T> mismatch(String subject, ValueType type, TomlValue value) {
        return refused(value, subject + ": expected " + type.expected() + ", got " + Shown.value(value));
    }

    /** Note that a key is missing, unless it is there with a mistake in its name. */
    void missing(Key key, int offset, String message) {
        if (!mistyped.contains(key.key())) {
            problems.errorUnlessTorn(offset, message);
        }
    }

    /** Tell whether one of some keys is there with a mistake in its name. */
    boolean isMistyped(List<Key> keys) {
        for (Key key : keys) {
            if (mistyped.contains(key.key())) {
                return true;
            }
        }
        return false;
    }

    /** Note what is wrong with a value. */
    <T> Optional<T> refused(TomlValue value, String message) {
        problems.error(value.offset(), message);
        return Optional.empty();
    }

    private <T> Optional<T> mismatch(Key key, Optional<TomlValue> value) {
        return value.isPresent() ? mismatch(key, value.get()) : Optional.empty();
    }
}
