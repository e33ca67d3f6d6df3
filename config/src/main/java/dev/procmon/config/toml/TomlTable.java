// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A table: keys in the order of the document, each with its value and its place. Complete once the document is parsed.
 */
public final class TomlTable implements TomlValue {

    /**
     * A key and its value.
     *
     * @param keyOffset where the key stands; in a dotted key or a header, this part of it
     */
    public record Entry(String key, int keyOffset, TomlValue value) {}

    /** How a table came to be, which decides what may still be added to it. */
    enum Definition {
        /** As the parent of a header: a header of its own may still follow. */
        IMPLIED,
        /** By a header: open to sub-tables only. */
        HEADER,
        /** By dotted keys: open to more of them, and to sub-tables. */
        DOTTED,
        /** In braces, or as part of such a table: complete. */
        INLINE
    }

    private final int offset;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private Definition definition;

    TomlTable(int offset, Definition definition) {
        this.offset = offset;
        this.definition = definition;
    }

    /** Return a table that is composed of others: complete. */
    public static TomlTable of(int offset, Collection<Entry> entries) {
        TomlTable table = new TomlTable(offset, Definition.INLINE);
        for (Entry entry : entries) {
            table.entries.put(entry.key(), entry);
        }
        return table;
    }

    @Override
    public int offset() {
        return offset;
    }

    /** Return all entries in the order of the document. */
    public Collection<Entry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** Find an entry by its key. */
    public Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    Definition definition() {
        return definition;
    }

    void define(Definition now) {
        definition = now;
    }

    void put(String key, int keyOffset, TomlValue value) {
        entries.put(key, new Entry(key, keyOffset, value));
    }
}
