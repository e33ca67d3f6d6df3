// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which keys of {@code log} have a meaning with which mode, and so what is left of one such table below another. */
final class LogMeaning {

    /** What is about the file in which output is kept. */
    private static final Set<Key> OF_FILE = EnumSet.of(
            Key.LOG_FILE,
            Key.LOG_ERROR_FILE,
            Key.LOG_ROTATE,
            Key.LOG_ROTATE_EVERY,
            Key.LOG_KEEP,
            Key.LOG_KEEP_FOR,
            Key.LOG_KEEP_TOTAL,
            Key.LOG_COMPRESS,
            Key.LOG_ON_FULL);

    private LogMeaning() {}

    /** Say why a key with this value has no meaning, in words behind its name; empty where it has one. */
    static Optional<String> refusal(LogPolicy.Mode mode, Key key, TomlValue value) {
        if (mode.isKept()) {
            return Optional.empty();
        }
        String without = "has no meaning with " + shown(mode);
        if (OF_FILE.contains(key)) {
            return Optional.of(without + ", which keeps nothing");
        }
        if (key == Key.LOG_FORWARD) {
            return Optional.of(without + ": what is forwarded is read from where it is kept");
        }
        return key == Key.LOG_SHOW ? refusalOfShow(mode, Choice.SHOW.find(value), without) : Optional.empty();
    }

    private static Optional<String> refusalOfShow(LogPolicy.Mode mode, Optional<LogPolicy.Show> show, String without) {
        boolean hidden = show.isPresent() && show.get() == LogPolicy.Show.NO;
        if (mode == LogPolicy.Mode.INHERIT) {
            return Optional.of(without + ": the program writes where procmon does");
        }
        if (mode == LogPolicy.Mode.NONE) {
            return hidden ? Optional.empty() : Optional.of(without + ": there is nothing to show");
        }
        return hidden
                ? Optional.of("= \"no\" with " + shown(mode)
                        + " would neither keep nor show anything; log.mode = \"none\" does that")
                : Optional.empty();
    }

    /** Return how a mode is written. */
    static String shown(LogPolicy.Mode mode) {
        return "log.mode = \"" + Choice.LOG_MODE.of(mode) + "\"";
    }

    /** Return the mode that a table says, if it says one that there is. */
    static Optional<LogPolicy.Mode> mode(TomlTable log) {
        Optional<TomlTable.Entry> entry = log.find(Key.LOG_MODE.key());
        return entry.isPresent() ? Choice.LOG_MODE.find(entry.get().value()) : Optional.empty();
    }

    /** Return what one table says that still has a meaning below another, whose keys win. */
    static TomlTable below(TomlTable below, TomlTable above) {
        Optional<LogPolicy.Mode> own = mode(above);
        Optional<LogPolicy.Mode> other = mode(below);
        boolean takesMode = own.isEmpty() && (other.isEmpty() || allows(other.get(), above));
        LogPolicy.Mode mode =
                own.isPresent() ? own.get() : takesMode ? other.orElse(LogPolicy.Mode.LINES) : LogPolicy.Mode.LINES;
        List<TomlTable.Entry> left = new ArrayList<>();
        for (TomlTable.Entry entry : below.entries()) {
            if (entry.key().equals(Key.LOG_MODE.key()) ? takesMode : hasMeaning(mode, entry)) {
                left.add(entry);
            }
        }
        return TomlTable.of(below.offset(), left);
    }

    private static boolean allows(LogPolicy.Mode mode, TomlTable log) {
        for (TomlTable.Entry entry : log.entries()) {
            if (!hasMeaning(mode, entry)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasMeaning(LogPolicy.Mode mode, TomlTable.Entry entry) {
        Optional<Key> key = Key.find(Section.LOG, entry.key());
        return key.isEmpty() || refusal(mode, key.get(), entry.value()).isEmpty();
    }
}
