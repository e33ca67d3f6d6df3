// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlText;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes keys with their values, one a line; where no value of the key would say what is in effect, a comment does. */
final class Rendering {

    private final StringBuilder out = new StringBuilder();
    /** The values of the keys since the beginning: those of one table, where only one was written. */
    private final Map<Key, String> values = new EnumMap<>(Key.class);

    void header(String text) {
        out.append('\n').append(text).append('\n');
    }

    void comment(String text) {
        out.append("# ").append(text).append('\n');
    }

    void line(Key key, String value) {
        out.append(field(key, value)).append('\n');
        values.put(key, value);
    }

    /** Say what is in effect where no value of the key would say it. */
    void standard(Key key) {
        comment(key.key() + ": " + key.standard().replace("`", ""));
    }

    void line(Key key, Optional<String> value) {
        if (value.isPresent()) {
            line(key, value.get());
        } else {
            standard(key);
        }
    }

    void line(Key key, OptionalInt value) {
        line(key, value.isPresent() ? Optional.of(Integer.toString(value.getAsInt())) : Optional.empty());
    }

    /** Return what was written of a key last; empty where no value says what is in effect. */
    Optional<String> value(Key key) {
        return Optional.ofNullable(values.get(key));
    }

    String text() {
        return out.toString();
    }

    static String field(Key key, String value) {
        return key.key() + " = " + value;
    }

    static String field(Key key, Duration value) {
        return field(key, duration(value));
    }

    /** Return a string, so that nothing in it is taken for a variable. */
    static String quote(String value) {
        return TomlText.quote(Interpolation.escape(value));
    }

    static String duration(Duration value) {
        return quote(DurationText.format(value));
    }

    static String command(Command command) {
        return array(command.arguments());
    }

    static String account(Account account) {
        return switch (account) {
            case Account.Id(long id) -> Long.toString(id);
            case Account.Named(String name) -> quote(name);
        };
    }

    /** Return a table of strings. */
    static String strings(Map<String, String> strings) {
        List<String> fields = new ArrayList<>();
        strings.forEach((name, value) -> fields.add(TomlText.key(name) + " = " + quote(value)));
        return table(fields);
    }

    static String table(List<String> fields) {
        return fields.isEmpty() ? "{}" : "{ " + String.join(", ", fields) + " }";
    }

    /** Return an array of strings. */
    static String array(List<String> elements) {
        List<String> quoted = new ArrayList<>();
        for (String element : elements) {
            quoted.add(quote(element));
        }
        return list(quoted);
    }

    /** Return values as they are written in the file, such as paths. */
    static List<String> texts(List<?> values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(value.toString());
        }
        return texts;
    }

    /** Return an array of values. */
    static String list(List<String> values) {
        return "[" + String.join(", ", values) + "]";
    }

    static String number(double value) {
        long whole = (long) value;
        return whole == value && whole < 1_000_000 ? Long.toString(whole) : Double.toString(value);
    }
}
