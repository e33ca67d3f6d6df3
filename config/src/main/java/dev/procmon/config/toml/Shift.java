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

    private TomlValue value(TomlValue value) {
        int offset = value.offset() + by;
        return switch (value) {
            case TomlValue.Text text ->
                new TomlValue.Text(offset, text.value(), text.bodyOffset() + by, text.verbatim());
            case TomlValue.Whole whole -> new TomlValue.Whole(offset, whole.value());
            case TomlValue.Real real -> new TomlValue.Real(offset, real.value());
            case TomlValue.Truth truth -> new TomlValue.Truth(offset, truth.value());
            case TomlValue.Moment moment -> new TomlValue.Moment(offset, moment.text());
            case TomlValue.Array array ->
                new TomlValue.Array(
                        offset, array.elements().stream().map(this::value).toList());
            case TomlValue.Tables tables ->
                new TomlValue.Tables(
                        offset, tables.elements().stream().map(this::table).toList());
            case TomlTable table -> table(table);
        };
    }
}
