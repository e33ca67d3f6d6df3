// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import dev.procmon.config.toml.TomlTable.Definition;
import dev.procmon.config.toml.TomlTable.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts values and tables where their keys say, by TOML's rule that each is defined once. */
final class TableBuilder {

    private final TomlTable root = new TomlTable(0, Definition.HEADER);
    private final LineIndex lines;

    TableBuilder(LineIndex lines) {
        this.lines = lines;
    }

    TomlTable root() {
        return root;
    }

    /** Set the value of a key, dotted or not, in a table. */
    void set(TomlTable table, List<KeyParser.Part> key, TomlValue value) {
        TomlTable target = table;
        for (KeyParser.Part part : key.subList(0, key.size() - 1)) {
            target = dotted(target, part);
        }
        KeyParser.Part last = key.getLast();
        Optional<Entry> before = target.find(last.name());
        if (before.isPresent()) {
            throw twice(last, before.get());
        }
        target.put(last.name(), last.offset(), value);
    }

    /** Define the table of a header {@code [key]}. */
    TomlTable header(List<KeyParser.Part> key) {
        TomlTable parent = parent(key);
        KeyParser.Part last = key.getLast();
        Optional<Entry> before = parent.find(last.name());
        if (before.isEmpty()) {
            return add(parent, last, Definition.HEADER);
        }
        if (before.get().value() instanceof TomlTable table && table.definition() == Definition.IMPLIED) {
            table.define(Definition.HEADER);
            return table;
        }
        throw twice(last, before.get());
    }

    /** Define one more table of a header {@code [[key]]}. */
    TomlTable element(List<KeyParser.Part> key) {
        TomlTable parent = parent(key);
        KeyParser.Part last = key.getLast();
        TomlTable table = new TomlTable(last.offset(), Definition.HEADER);
        Optional<Entry> before = parent.find(last.name());
        if (before.isEmpty()) {
            parent.put(
                    last.name(), last.offset(), new TomlValue.Tables(last.offset(), new ArrayList<>(List.of(table))));
        } else if (before.get().value() instanceof TomlValue.Tables tables) {
            tables.elements().add(table);
        } else {
            throw twice(last, before.get());
        }
        return table;
    }

    /** Return a table that belongs to nothing: for the lines under a header that is faulty. */
    TomlTable detached() {
        return new TomlTable(0, Definition.HEADER);
    }

    /** Close an inline table, with the tables of its dotted keys. */
    void seal(TomlTable table) {
        for (Entry entry : table.entries()) {
            if (entry.value() instanceof TomlTable inner && inner.definition() == Definition.DOTTED) {
                inner.define(Definition.INLINE);
                seal(inner);
            }
        }
    }

    private TomlTable parent(List<KeyParser.Part> key) {
        TomlTable table = root;
        for (KeyParser.Part part : key.subList(0, key.size() - 1)) {
            Optional<Entry> found = table.find(part.name());
            if (found.isEmpty()) {
                table = add(table, part, Definition.IMPLIED);
            } else if (found.get().value() instanceof TomlTable inner && inner.definition() != Definition.INLINE) {
                table = inner;
            } else if (found.get().value() instanceof TomlValue.Tables tables) {
                table = tables.elements().getLast();
            } else {
                throw closed(part, found.get());
            }
        }
        return table;
    }

    private TomlTable dotted(TomlTable table, KeyParser.Part part) {
        Optional<Entry> found = table.find(part.name());
        if (found.isEmpty()) {
            return add(table, part, Definition.DOTTED);
        }
        if (found.get().value() instanceof TomlTable inner) {
            if (inner.definition() == Definition.IMPLIED) {
                inner.define(Definition.DOTTED);
            }
            if (inner.definition() == Definition.DOTTED) {
                return inner;
            }
        }
        throw closed(part, found.get());
    }

    private static TomlTable add(TomlTable table, KeyParser.Part part, Definition definition) {
        TomlTable inner = new TomlTable(part.offset(), definition);
        table.put(part.name(), part.offset(), inner);
        return inner;
    }

    private SyntaxException twice(KeyParser.Part part, Entry before) {
        return SyntaxException.at(
                part.offset(),
                TomlText.key(TomlText.shortened(part.name())) + " is given twice; it was first given on line "
                        + lines.line(before.keyOffset()));
    }

    private SyntaxException closed(KeyParser.Part part, Entry before) {
        String what = before.value() instanceof TomlTable ? "a table that is complete there" : "no table";
        return SyntaxException.at(
                part.offset(),
                TomlText.key(TomlText.shortened(part.name())) + " cannot be added to: line "
                        + lines.line(before.keyOffset()) + " makes it " + what);
    }
}
