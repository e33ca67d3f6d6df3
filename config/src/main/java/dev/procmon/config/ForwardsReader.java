// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlText;
import dev.procmon.config.toml.TomlValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the tables {@code [forward.NAME]}, and finds them by the names that programs say. */
final class ForwardsReader {

    private final Problems problems;
    private final List<Forward> forwards = new ArrayList<>();
    /** Where each name stands, those too whose table is wrong. */
    private final Map<String, Integer> offsets = new LinkedHashMap<>();

    private final Set<String> used = new HashSet<>();

    private ForwardsReader(Problems problems) {
        this.problems = problems;
    }

    /** Read all tables. */
    static ForwardsReader read(Collection<TomlTable.Entry> entries, Problems problems) {
        ForwardsReader reader = new ForwardsReader(problems);
        for (TomlTable.Entry entry : entries) {
            reader.read(entry);
        }
        return reader;
    }

    /** Return those that could be read. */
    List<Forward> forwards() {
        return forwards;
    }

    /** Return the names that the log of a program says; the unknown ones are noted. */
    List<String> named(Fields log) {
        List<String> names = new ArrayList<>(0);
        for (Reference reference : Reference.read(log, Key.LOG_FORWARD)) {
            if (offsets.containsKey(reference.name())) {
                used.add(reference.name());
                names.add(reference.name());
            } else {
                noteUnknown(reference);
            }
        }
        return names;
    }

    /** Note those that nothing is forwarded to. */
    void noteUnused() {
        for (Map.Entry<String, Integer> each : offsets.entrySet()) {
            if (!used.contains(each.getKey())) {
                problems.warning(
                        each.getValue(),
                        "forward " + Shown.text(each.getKey())
                                + ": nothing is forwarded to it; programs name it in log.forward");
            }
        }
    }

    private void read(TomlTable.Entry entry) {
        String name = entry.key();
        if (NameText.isName(name)) {
            offsets.put(name, entry.keyOffset());
        } else {
            problems.error(entry.keyOffset(), NameText.refusal("forward", name));
        }
        if (!(entry.value() instanceof TomlTable table)) {
            noteNoTable(entry);
            return;
        }
        Optional<Forward> forward =
                new ForwardReader(Fields.of(table, Section.FORWARD, problems)).read(name, entry.keyOffset());
        if (forward.isPresent()) {
            forwards.add(forward.get());
        }
    }

    private void noteUnknown(Reference reference) {
        Optional<String> near = Nearest.to(reference.name(), List.copyOf(offsets.keySet()));
        String hint = near.isPresent()
                ? "; did you mean " + Shown.text(near.get()) + "?"
                : offsets.isEmpty() ? "; each has a table [forward.NAME], and the file has none" : "";
        problems.errorUnlessTorn(
                reference.offset(),
                Key.LOG_FORWARD.path() + ": there is no receiver " + Shown.text(reference.name()) + hint);
    }

    private void noteNoTable(TomlTable.Entry entry) {
        String key = entry.key();
        String message;
        if (entry.value() instanceof TomlValue.Tables) {
            message = "a receiver has one table; write [forward." + TomlText.key(TomlText.shortened(key))
                    + "], not [[...]]";
        } else if (Key.find(Section.FORWARD, key).isPresent()) {
            message = "forward." + key + ": settings belong to a receiver; write [forward.NAME] above";
        } else {
            message = "forward " + Shown.text(key) + ": expected a table, got " + Shown.value(entry.value());
        }
        problems.error(entry.keyOffset(), message);
    }
}
