// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code defaults}, and puts them under the tables of programs. What makes no sense for a program is no default of it. */
final class Defaults {

    private static final String LOG_REASON = "which file a program writes is said at each";

    private static final Map<Key, String> REFUSED = new EnumMap<>(Map.ofEntries(
            Map.entry(Key.COMMAND, "each program has a command of its own"),
            Map.entry(Key.ENV_FROM_FILE, "a secret is given to the programs that need it, one by one"),
            Map.entry(Key.PORT, "no two programs can have the same"),
            Map.entry(Key.SOCKETS, "no two programs can have the same"),
            Map.entry(Key.REPLICAS, "it changes the names of what runs; say it at each program"),
            Map.entry(Key.SCHEDULE, "it makes a job of a program; say it at each"),
            Map.entry(Key.NEEDS, "no program can depend on itself; say it at each"),
            Map.entry(Key.WANTS, "no program can depend on itself; say it at each"),
            Map.entry(Key.BOUND, "no program can depend on itself; say it at each"),
            Map.entry(Key.RESTART_WITH, "no program can depend on itself; say it at each"),
            Map.entry(Key.LOG_FILE, LOG_REASON),
            Map.entry(Key.LOG_ERROR_FILE, LOG_REASON)));

    private Defaults() {}

    /** Tell whether a key of a program cannot be a default. */
    static boolean isRefused(Key key) {
        return REFUSED.containsKey(key);
    }

    /** Read the defaults of the file or of a profile; without what cannot be a default, which is noted. */
    static Optional<TomlTable> read(Fields outer, Key key) {
        Optional<TomlValue> value = outer.value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!(value.get() instanceof TomlTable table)) {
            return outer.mismatch(key, value.get());
        }
        List<TomlTable.Entry> entries = new ArrayList<>();
        for (TomlTable.Entry entry : table.entries()) {
            if (isDefault(outer, entry)) {
                entries.add(entry);
            }
        }
        return Optional.of(TomlTable.of(table.offset(), entries));
    }

    private static boolean isDefault(Fields outer, TomlTable.Entry entry) {
        Optional<Key> key = Key.find(Section.PROGRAM, entry.key());
        if (key.isEmpty()) {
            UnknownKey unknown = UnknownKey.of(Section.PROGRAM, entry.key());
            outer.problems().error(entry.keyOffset(), unknown.message("[defaults]"));
            return false;
        }
        String reason = REFUSED.get(key.get());
        if (reason != null) {
            return refused(outer, entry.keyOffset(), key.get(), reason);
        }
        return key.get() != Key.LOG || isLog(outer, entry.value());
    }

    private static boolean isLog(Fields outer, TomlValue log) {
        if (log instanceof TomlValue.Text text) {
            Optional<String> slip = LogReader.refusal(text);
            return slip.isPresent()
                    ? outer.refused(text, slip.get()).isPresent()
                    : refused(outer, text.offset(), Key.LOG, LOG_REASON);
        }
        boolean valid = true;
        for (Key key : List.of(Key.LOG_FILE, Key.LOG_ERROR_FILE)) {
            Optional<TomlTable.Entry> file = log instanceof TomlTable table ? table.find(key.key()) : Optional.empty();
            valid &= file.isEmpty() || refused(outer, file.get().keyOffset(), key, LOG_REASON);
        }
        return valid;
    }

    private static boolean refused(Fields outer, int offset, Key key, String reason) {
        outer.problems().error(offset, key.path() + " cannot be a default: " + reason);
        return false;
    }

    /** Return the table of a program with defaults for what it does not say. */
    static TomlTable under(TomlTable program, TomlTable defaults) {
        List<TomlTable.Entry> meant = new ArrayList<>();
        for (TomlTable.Entry entry : defaults.entries()) {
            if (isMeant(entry, program, defaults)) {
                meant.add(
                        entry.key().equals(Key.STOP.key())
                                ? stop(entry, program)
                                : entry.key().equals(Key.LOG.key()) ? log(entry, program) : entry);
            }
        }
        return Overlay.of(program, TomlTable.of(defaults.offset(), meant));
    }

    /** Tell whether a default is about a program at all: one of jobs is not about what runs all the time. */
    private static boolean isMeant(TomlTable.Entry entry, TomlTable program, TomlTable defaults) {
        Key key = Key.find(Section.PROGRAM, entry.key()).orElseThrow();
        return switch (key) {
            case TTY -> !hasLogWithoutTerminal(program);
            case OVERLAP, MISSED -> has(program, Key.SCHEDULE);
            case TIME_ZONE ->
                has(program, Key.SCHEDULE) && !textOf(program, Key.SCHEDULE).startsWith("@every");
            case RESTART ->
                !has(program, Key.SCHEDULE) || !textOf(defaults, Key.RESTART).equals("always");
            case NOTIFY -> !has(program, Key.NOTIFY_FD);
            case NOTIFY_FD -> !has(program, Key.NOTIFY);
            case NOTIFY_ACCESS, WATCHDOG ->
                has(program, Key.NOTIFY) || (has(defaults, Key.NOTIFY) && !has(program, Key.NOTIFY_FD));
            default -> true;
        };
    }

    private static boolean has(TomlTable table, Key key) {
        return table.find(key.key()).isPresent();
    }

    /** Leave the time for a command out where there is no command. */
    private static TomlTable.Entry stop(TomlTable.Entry stop, TomlTable program) {
        if (!(stop.value() instanceof TomlTable table) || has(table, Key.STOP_COMMAND) || hasStopCommand(program)) {
            return stop;
        }
        List<TomlTable.Entry> kept = new ArrayList<>();
        for (TomlTable.Entry entry : table.entries()) {
            if (!entry.key().equals(Key.STOP_COMMAND_TIMEOUT.key())) {
                kept.add(entry);
            }
        }
        return new TomlTable.Entry(stop.key(), stop.keyOffset(), TomlTable.of(table.offset(), kept));
    }

    /** Leave a mode out by which nobody reads the output of a program that has a terminal. */
    private static TomlTable.Entry log(TomlTable.Entry log, TomlTable program) {
        Optional<TomlTable.Entry> tty = program.find(Key.TTY.key());
        boolean terminal = tty.isPresent() && tty.get().value() instanceof TomlValue.Truth truth && truth.value();
        if (!terminal || !(log.value() instanceof TomlTable table) || !isUnread(table)) {
            return log;
        }
        List<TomlTable.Entry> kept = new ArrayList<>();
        for (TomlTable.Entry entry : table.entries()) {
            if (!entry.key().equals(Key.LOG_MODE.key())) {
                kept.add(entry);
            }
        }
        return new TomlTable.Entry(log.key(), log.keyOffset(), TomlTable.of(table.offset(), kept));
    }

    private static boolean hasLogWithoutTerminal(TomlTable program) {
        Optional<TomlTable.Entry> log = program.find(Key.LOG.key());
        return log.isPresent()
                && log.get().value() instanceof TomlTable table
                && (isUnread(table) || has(table, Key.LOG_ERROR_FILE));
    }

    private static boolean isUnread(TomlTable log) {
        Optional<LogPolicy.Mode> mode = LogMeaning.mode(log);
        return mode.isPresent() && (mode.get() == LogPolicy.Mode.NONE || mode.get() == LogPolicy.Mode.INHERIT);
    }

    private static boolean hasStopCommand(TomlTable program) {
        Optional<TomlTable.Entry> stop = program.find(Key.STOP.key());
        return stop.isPresent() && stop.get().value() instanceof TomlTable table && has(table, Key.STOP_COMMAND);
    }

    private static String textOf(TomlTable table, Key key) {
        Optional<TomlTable.Entry> entry = table.find(key.key());
        return entry.isPresent() && entry.get().value() instanceof TomlValue.Text text
                ? text.value().strip()
                : "";
    }
}
