// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Composes a configuration of a file and those that it includes. What wins over what, from the strongest: the program in a profile,
 * the program, the defaults in a profile, the defaults; of several profiles the one that was chosen last. Then variables of the
 * environment are put in. Files that need nothing of this never come here: see {@link ConfigReader}.
 */
final class Composer {

    private final Fields file;
    private final ReadOptions options;
    private final boolean hasReferences;
    private final Interpolation interpolation;

    /**
     * Compose a configuration.
     *
     * @param hasReferences whether variables of the environment stand somewhere in the main file
     */
    Composer(Fields file, ReadOptions options, boolean hasReferences) {
        this.file = file;
        this.options = options;
        this.hasReferences = hasReferences;
        interpolation = new Interpolation(options.environment(), file.problems());
    }

    Composition compose() {
        Inclusion inclusion = new Inclusion(file);
        inclusion.include();
        Collection<TomlTable.Entry> written = inclusion.programs();
        Profiles profiles = Profiles.read(file, options.profiles(), names(written));
        Optional<TomlTable> defaults = profiles.defaults(Defaults.read(file, Key.DEFAULTS));
        boolean references = hasReferences || inclusion.hasReferences();
        List<TomlTable.Entry> programs = new ArrayList<>(written.size());
        Set<String> leftOut = new HashSet<>();
        for (TomlTable.Entry entry : written) {
            if (!(entry.value() instanceof TomlTable own)) {
                programs.add(entry);
                continue;
            }
            TomlTable table = profiles.over(entry.key(), own);
            table = defaults.isPresent() ? Defaults.under(table, defaults.get()) : table;
            if (isLeftOut(table)) {
                leftOut.add(entry.key());
            } else {
                table = references ? interpolation.in(table, Section.PROGRAM) : table;
                programs.add(new TomlTable.Entry(entry.key(), entry.keyOffset(), table));
            }
        }
        return new Composition(programs, leftOut, inclusion.groups(), forwards(references), supervisor(references));
    }

    private Collection<TomlTable.Entry> forwards(boolean references) {
        Collection<TomlTable.Entry> written = Composition.entries(file, Key.FORWARD);
        if (!references || written.isEmpty()) {
            return written;
        }
        List<TomlTable.Entry> forwards = new ArrayList<>();
        for (TomlTable.Entry entry : written) {
            TomlValue value =
                    entry.value() instanceof TomlTable table ? interpolation.in(table, Section.FORWARD) : entry.value();
            forwards.add(new TomlTable.Entry(entry.key(), entry.keyOffset(), value));
        }
        return forwards;
    }

    private Optional<TomlValue> supervisor(boolean references) {
        Optional<TomlValue> supervisor = file.value(Key.SUPERVISOR);
        return references && supervisor.isPresent() && supervisor.get() instanceof TomlTable table
                ? Optional.of(interpolation.in(table, Section.SUPERVISOR))
                : supervisor;
    }

    /** Tell whether a program is not to be. */
    private boolean isLeftOut(TomlTable program) {
        Optional<TomlTable.Entry> enabled = program.find(Key.ENABLED.key());
        if (enabled.isEmpty()) {
            return false;
        }
        if (enabled.get().value() instanceof TomlValue.Truth truth) {
            return !truth.value();
        }
        file.mismatch(Key.ENABLED, enabled.get().value());
        return false;
    }

    private static Map<String, TomlTable.Entry> names(Collection<TomlTable.Entry> entries) {
        Map<String, TomlTable.Entry> names = new LinkedHashMap<>();
        for (TomlTable.Entry entry : entries) {
            names.put(entry.key(), entry);
        }
        return names;
    }
}
