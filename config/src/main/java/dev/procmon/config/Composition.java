// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables that make up a configuration, from wherever they come.
 *
 * @param programs the tables of programs, with what profiles and defaults say put into them
 * @param leftOut the names of programs that are not to be
 * @param groups the tables of groups
 * @param forwards the tables of receivers of output
 * @param supervisor the settings of the supervisor, if there are any
 */
record Composition(
        Collection<TomlTable.Entry> programs,
        Set<String> leftOut,
        Collection<TomlTable.Entry> groups,
        Collection<TomlTable.Entry> forwards,
        Optional<TomlValue> supervisor) {

    /** Return the tables of a file as they stand in it. */
    static Composition plain(Fields file) {
        return new Composition(
                entries(file, Key.PROGRAM),
                Set.of(),
                entries(file, Key.GROUP_TABLE),
                entries(file, Key.FORWARD),
                file.value(Key.SUPERVISOR));
    }

    /** Tell whether no program is left out. */
    boolean isWhole() {
        return leftOut.isEmpty();
    }

    /** Return the entries of a table, if there is one. */
    static Collection<TomlTable.Entry> entries(Fields file, Key key) {
        return file.value(key).isPresent() ? file.entries(key) : List.of();
    }
}
