// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays one table of a program over another: its keys win, and where both have one of some inner tables, those are merged in turn. */
final class Overlay {

    private static final Set<Key> MERGED =
            Set.of(Key.ENV, Key.ENV_FROM_FILE, Key.BACKOFF, Key.STOP, Key.LOG, Key.LIMITS, Key.HOOKS, Key.RELOAD);

    private Overlay() {}

    /** Return what two tables say together. */
    static TomlTable of(TomlTable above, TomlTable below) {
        Map<String, TomlTable.Entry> entries = new LinkedHashMap<>();
        for (TomlTable.Entry entry : below.entries()) {
            entries.put(entry.key(), entry);
        }
        for (TomlTable.Entry entry : above.entries()) {
            TomlTable.Entry under = entries.get(entry.key());
            entries.put(entry.key(), under == null ? entry : merged(entry, under));
        }
        withoutTwins(entries, above, Key.ENV, Key.ENV_FROM_FILE);
        withoutTwins(entries, above, Key.ENV_FROM_FILE, Key.ENV);
        return TomlTable.of(above.offset(), entries.values());
    }

    private static TomlTable.Entry merged(TomlTable.Entry above, TomlTable.Entry below) {
        Optional<Key> key = Key.find(Section.PROGRAM, above.key());
        if (key.isEmpty() || !MERGED.contains(key.get())) {
            return above;
        }
        TomlValue over = key.get() == Key.LOG ? logTable(above.value()) : above.value();
        TomlValue under = key.get() == Key.LOG ? logTable(below.value()) : below.value();
        if (!(over instanceof TomlTable top) || !(under instanceof TomlTable bottom)) {
            return above;
        }
        TomlTable left = key.get() == Key.LOG ? LogMeaning.below(bottom, top) : bottom;
        Map<String, TomlTable.Entry> entries = new LinkedHashMap<>();
        for (TomlTable.Entry entry : left.entries()) {
            entries.put(entry.key(), entry);
        }
        for (TomlTable.Entry entry : top.entries()) {
            entries.put(entry.key(), entry);
        }
        return new TomlTable.Entry(above.key(), above.keyOffset(), TomlTable.of(top.offset(), entries.values()));
    }

    /** Return what a log that is a string is short for, unless it is a slip. */
    private static TomlValue logTable(TomlValue log) {
        return log instanceof TomlValue.Text text && LogReader.refusal(text).isEmpty()
                ? TomlTable.of(log.offset(), List.of(new TomlTable.Entry(Key.LOG_FILE.key(), log.offset(), log)))
                : log;
    }

    /** Take the variables out of one table that the upper one says in another way. */
    private static void withoutTwins(Map<String, TomlTable.Entry> entries, TomlTable above, Key key, Key other) {
        Optional<TomlTable.Entry> wins = above.find(other.key());
        TomlTable.Entry loses = entries.get(key.key());
        if (wins.isEmpty()
                || loses == null
                || !(wins.get().value() instanceof TomlTable winning)
                || !(loses.value() instanceof TomlTable losing)) {
            return;
        }
        Optional<TomlTable.Entry> own = above.find(key.key());
        List<TomlTable.Entry> kept = new ArrayList<>();
        for (TomlTable.Entry entry : losing.entries()) {
            boolean isOwn = own.isPresent()
                    && own.get().value() instanceof TomlTable table
                    && table.find(entry.key()).isPresent();
            if (isOwn || winning.find(entry.key()).isEmpty()) {
                kept.add(entry);
            }
        }
        entries.put(
                loses.key(), new TomlTable.Entry(loses.key(), loses.keyOffset(), TomlTable.of(losing.offset(), kept)));
    }
}
