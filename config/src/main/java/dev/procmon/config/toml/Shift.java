// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import java.util.ArrayList;
import java.util.List;

/** Moves what was read of a document to another place, so that the offsets of several documents are all different. */
final class Shift {

    private final int by;

    Shift(int by) {
        this.by = by;
    }

    TomlDocument document(TomlDocument document) {
        List<SyntaxFault> faults = new ArrayList<>();
        for (SyntaxFault fault : document.faults()) {
            faults.add(new SyntaxFault(fault.offset() + by, fault.message()));
        }
        return new TomlDocument(table(document.root()), faults);
    }

    private TomlTable table(TomlTable table) {
        List<TomlTable.Entry> entries = new ArrayList<>();
        for (TomlTable.Entry entry : table.entries()) {
            entries.add(new TomlTable.Entry(entry.key(), entry.keyOffset() + by, value(entry.value())));
        }
        return TomlTable.of(table.offset() + by, entries);
    }

    /** Move a value. Told apart by {@code instanceof}, as the first switch on types of a process costs milliseconds. */
    private TomlValue value(TomlValue value) {
        int offset = value.offset() + by;
        if (value instanceof TomlTable table) {
            return table(table);
        }
        if (value instanceof TomlValue.Text text) {
            return new TomlValue.Text(offset, text.value(), text.bodyOffset() + by, text.verbatim());
        }
        if (value instanceof TomlValue.Array array) {
            List<TomlValue> elements = new ArrayList<>();
            for (TomlValue element : array.elements()) {
                elements.add(value(element));
            }
            return new TomlValue.Array(offset, elements);
        }
        if (value instanceof TomlValue.Tables tables) {
            List<TomlTable> elements = new ArrayList<>();
            for (TomlTable element : tables.elements()) {
                elements.add(table(element));
            }
            return new TomlValue.Tables(offset, elements);
        }
        return scalar(value, offset);
    }

    private static TomlValue scalar(TomlValue value, int offset) {
        if (value instanceof TomlValue.Whole whole) {
            return new TomlValue.Whole(offset, whole.value());
        }
        if (value instanceof TomlValue.Real real) {
            return new TomlValue.Real(offset, real.value());
        }
        if (value instanceof TomlValue.Truth truth) {
            return new TomlValue.Truth(offset, truth.value());
        }
        return new TomlValue.Moment(offset, ((TomlValue.Moment) value).text());
    }
}
