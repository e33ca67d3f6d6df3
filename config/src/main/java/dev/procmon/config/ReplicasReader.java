// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import java.util.OptionalInt;

/** Reads {@code replicas} and {@code port}, and sees that all replicas can be made of one template. */
final class ReplicasReader {

    private static final int PORT_MAX = 65_535;

    private final Fields fields;
    private final OptionalInt count;
    private final OptionalInt port;

    private ReplicasReader(Fields fields) {
        this.fields = fields;
        count = fields.whole(Key.REPLICAS, 0, ProgramTemplate.REPLICAS_MAX);
        port = fields.whole(Key.PORT, 1, PORT_MAX);
    }

    static ReplicasReader read(Fields fields) {
        ReplicasReader reader = new ReplicasReader(fields);
        reader.noteLastPort();
        return reader;
    }

    OptionalInt count() {
        return count;
    }

    OptionalInt port() {
        return port;
    }

    /** Return what is put into the text of the first replica, or of the program where it has none. */
    Placeholders first() {
        return placeholders(0);
    }

    /** Return what is put into the text of one replica. */
    Placeholders placeholders(int index) {
        return count.isEmpty() && port.isEmpty()
                ? Placeholders.NONE
                : new Placeholders(
                        count.isPresent() ? OptionalInt.of(index) : OptionalInt.empty(),
                        port.isPresent() ? OptionalInt.of(port.getAsInt() + index) : OptionalInt.empty());
    }

    /** Note what goes wrong with a later replica, and what looks like a placeholder and is none. */
    void check(ProgramTemplate template) {
        for (int index = 1; index < count.orElse(1); index++) {
            if (template.instance(index) instanceof Parsed.Refused<ProgramInstance>(String message)) {
                fields.without(Key.REPLICAS, "leads to a mistake in replica " + index + ": " + message);
                break;
            }
        }
        if (count.isEmpty() || port.isEmpty()) {
            noteUnused(fields.table());
        }
    }

    private void noteLastPort() {
        int last = port.orElse(1) + count.orElse(1) - 1;
        if (port.isPresent() && last > PORT_MAX) {
            fields.without(
                    Key.PORT,
                    port.getAsInt() + " leaves no port for the last of " + count.orElse(1) + " replicas: " + last
                            + " is more than " + PORT_MAX);
        }
    }

    /** Look for placeholders that nothing is put into: they stay as they are, which is hardly meant. */
    private void noteUnused(TomlTable table) {
        for (TomlTable.Entry entry : table.entries()) {
            noteUnused(entry.value());
        }
    }

    private void noteUnused(TomlValue value) {
        if (value instanceof TomlValue.Text text) {
            if (count.isEmpty() && text.value().contains(Placeholders.REPLICA)) {
                noteUnused(text, Placeholders.REPLICA, Key.REPLICAS);
            }
            if (port.isEmpty() && text.value().contains(Placeholders.PORT)) {
                noteUnused(text, Placeholders.PORT, Key.PORT);
            }
        } else if (value instanceof TomlTable table) {
            noteUnused(table);
        } else if (value instanceof TomlValue.Array array) {
            for (TomlValue element : array.elements()) {
                noteUnused(element);
            }
        }
    }

    private void noteUnused(TomlValue.Text text, String placeholder, Key key) {
        fields.problems()
                .warning(
                        text.offsetOf(text.value().indexOf(placeholder)),
                        placeholder + " stays as it is, because the program has no \"" + key.key() + "\"");
    }
}
