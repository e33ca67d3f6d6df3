// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlDocument;
import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what two renderings say. A table that both write is compared key by key. */
final class KeyChanges {

    private static final String ABSENT = "not set";

    private final List<KeyChange> changes = new ArrayList<>();

    private KeyChanges() {}

    /** Return what has changed, in the order of the manual. */
    static List<KeyChange> between(Rendering old, Rendering now) {
        KeyChanges comparison = new KeyChanges();
        for (Key key : Key.all()) {
            comparison.compare(key, old.value(key), now.value(key));
        }
        return comparison.changes;
    }

    private void compare(Key key, Optional<String> old, Optional<String> now) {
        // A default that is not written because it has no meaning is the same as one that is.
        if (old.orElse(words(key)).equals(now.orElse(words(key)))) {
            return;
        }
        Optional<TomlTable> oldTable = table(old);
        Optional<TomlTable> newTable = table(now);
        if (oldTable.isPresent() && newTable.isPresent()) {
            compare(key, oldTable.get(), newTable.get());
        } else {
            changes.add(new KeyChange(key.path(), old.orElse(words(key)), now.orElse(words(key))));
        }
    }

    private void compare(Key key, TomlTable old, TomlTable now) {
        Set<String> names = new LinkedHashSet<>();
        old.entries().forEach(entry -> names.add(entry.key()));
        now.entries().forEach(entry -> names.add(entry.key()));
        int before = changes.size();
        for (String name : names) {
            String path = key.path() + "." + TomlText.key(name);
            String oldValue = value(old, name, path);
            String newValue = value(now, name, path);
            if (!oldValue.equals(newValue)) {
                changes.add(new KeyChange(path, oldValue, newValue));
            }
        }
        if (changes.size() == before) {
            // Only the order has changed, which counts for sockets.
            changes.add(new KeyChange(key.path(), TomlText.of(old), TomlText.of(now)));
        }
    }

    private static String value(TomlTable table, String name, String path) {
        Optional<TomlTable.Entry> entry = table.find(name);
        return entry.isPresent() ? TomlText.of(entry.get().value()) : words(path);
    }

    private static String words(String path) {
        for (Key key : Key.all()) {
            if (key.section().isOfProgram() && key.path().equals(path)) {
                return words(key);
            }
        }
        return ABSENT;
    }

    private static String words(Key key) {
        return key.standard().replace("`", "");
    }

    private static Optional<TomlTable> table(Optional<String> text) {
        if (text.isEmpty() || !text.get().startsWith("{")) {
            return Optional.empty();
        }
        Optional<TomlTable.Entry> entry =
                TomlDocument.parse("x = " + text.get()).root().find("x");
        return entry.isPresent() && entry.get().value() instanceof TomlTable table
                ? Optional.of(table)
                : Optional.empty();
    }

    /** Return what has changed in the content of the files that hold variables; names alone, never a value. */
    static List<KeyChange> ofFiles(ProgramTemplate old, ProgramTemplate now) {
        List<KeyChange> changes = new ArrayList<>();
        List<String> named = new ArrayList<>();
        Map<String, String> before = old.fileVariables();
        Map<String, String> after = now.fileVariables();
        Set<String> names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        for (String name : names) {
            boolean secretBefore = old.variables().secrets().containsKey(name);
            boolean secretNow = now.variables().secrets().containsKey(name);
            boolean same = before.containsKey(name)
                    && after.containsKey(name)
                    && String.valueOf(before.get(name)).equals(after.get(name));
            if (secretBefore && secretNow && !same) {
                changes.add(new KeyChange(Key.ENV_FROM_FILE.path() + "." + TomlText.key(name), "", "(changed)"));
            } else if (!secretBefore && !secretNow && !same) {
                String how = !before.containsKey(name) ? " added" : after.containsKey(name) ? " changed" : " removed";
                named.add(name + how);
            }
        }
        if (!named.isEmpty()) {
            changes.add(new KeyChange(Key.ENV_FILE.path(), "", String.join(", ", named)));
        }
        return changes;
    }
}
