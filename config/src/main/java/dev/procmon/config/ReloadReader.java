// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.process.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code reload}. The files are not looked at: the program may make them itself. */
final class ReloadReader {

    private ReloadReader() {}

    static Reloading read(Fields program) {
        if (program.value(Key.RELOAD).isEmpty()) {
            return Reloading.STANDARD;
        }
        Optional<Fields> table = program.inner(Key.RELOAD, Section.RELOAD);
        return table.isPresent() ? ofTable(table.get()) : Reloading.STANDARD;
    }

    private static Reloading reloading(Fields fields, List<Path> files) {
        Optional<TomlValue> written = fields.value(Key.RELOAD_SIGNAL);
        Optional<Signal> signal =
                written.isPresent() ? SignalText.read(fields, Key.RELOAD_SIGNAL, written.get()) : Optional.empty();
        return new Reloading(
                Choice.RELOAD.read(fields, Key.RELOAD_BY).orElse(Reloading.By.RESTART),
                files,
                files.isEmpty() ? Optional.empty() : signal);
    }

    private static Reloading ofTable(Fields fields) {
        List<Path> files = new ArrayList<>();
        Optional<TomlValue> value = fields.value(Key.RELOAD_FILES);
        List<TomlValue> elements = value.isPresent() ? Fields.elements(value.get()) : List.of();
        for (TomlValue element : elements) {
            Optional<Path> file = fields.file(Key.RELOAD_FILES, element);
            if (file.isPresent() && files.contains(file.get())) {
                fields.refused(element, Key.RELOAD_FILES.path() + ": " + Shown.text(file.get() + "") + " comes twice");
            } else if (file.isPresent()) {
                files.add(file.get());
            }
        }
        if (elements.isEmpty() && !fields.isMistyped(List.of(Key.RELOAD_FILES))) {
            fields.without(
                    Key.RELOAD_SIGNAL, "has no meaning without reload.files, whose changes it tells the program");
        }
        return reloading(fields, files);
    }
}
