// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.program.Stdio;
import java.util.Optional;

/** Reads {@code tty}, and says through what the output goes that {@code log} says something of. */
final class StdioReader {

    private final Fields fields;
    private final LogPolicy log;

    StdioReader(Fields fields, LogPolicy log) {
        this.fields = fields;
        this.log = log;
    }

    /** Return through what the output goes. */
    static Stdio of(LogPolicy log, boolean terminal) {
        if (terminal) {
            return Stdio.TERMINAL;
        }
        if (log.mode() == LogPolicy.Mode.NONE) {
            return Stdio.DISCARDED;
        }
        if (log.mode() == LogPolicy.Mode.INHERIT) {
            return Stdio.INHERITED;
        }
        // One pipe keeps the order, and nobody has to look at what goes through.
        boolean whole = log.mode() == LogPolicy.Mode.RAW && log.errorFile().isEmpty();
        return whole ? Stdio.MERGED : Stdio.CAPTURED;
    }

    Stdio read() {
        boolean terminal = fields.truth(Key.TTY);
        if (isUnread()) {
            noteUnread(terminal);
        } else if (terminal) {
            note(Key.LOG, Key.LOG_ERROR_FILE, "has no meaning with tty: a terminal has one stream for both");
        }
        return of(log, terminal);
    }

    private boolean isUnread() {
        return log.mode() == LogPolicy.Mode.NONE || log.mode() == LogPolicy.Mode.INHERIT;
    }

    private void noteUnread(boolean terminal) {
        if (terminal) {
            fields.without(
                    Key.TTY,
                    "has no meaning with " + LogMeaning.shown(log.mode()) + ": somebody has to read a terminal");
        }
        note(
                Key.READY,
                Key.READY_LOG,
                "has no meaning with " + LogMeaning.shown(log.mode()) + ": nothing of the output is read");
    }

    private void note(Key table, Key key, String reason) {
        Optional<TomlValue> value = fields.value(table);
        Optional<TomlTable.Entry> entry =
                value.isPresent() && value.get() instanceof TomlTable inner ? inner.find(key.key()) : Optional.empty();
        if (entry.isPresent()) {
            fields.refused(entry.get().value(), key.path() + " " + reason);
        }
    }
}
