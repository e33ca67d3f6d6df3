// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlText;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import java.util.Map;
import java.util.Optional;

/** Reads the table of one program after the other; remembers what must not be the same in two of them. */
final class ProgramReader {

    /** The greatest length of a name, which also becomes part of paths and of lines on a terminal. */
    static final int NAME_LENGTH_MAX = 64;

    private static final long ID_MAX = 0xFFFF_FFFEL;

    private final Problems problems;
    private final BaseDirectory base;
    private final EnvironmentReader environments;
    private final LogReader logs;

    ProgramReader(Problems problems, BaseDirectory base) {
        this.problems = problems;
        this.base = base;
        environments = new EnvironmentReader(base);
        logs = new LogReader(base);
    }

    /** Read an entry of the table {@code program}; empty where not even a command could be made out. */
    Optional<ConfiguredProgram> read(TomlTable.Entry entry) {
        boolean named = isName(entry);
        if (!(entry.value() instanceof TomlTable table)) {
            noteNoTable(entry);
            return Optional.empty();
        }
        Fields fields = Fields.of(table, Section.PROGRAM, problems);
        Optional<Command> command = command(entry, fields);
        VariableSources sources = environments.sources(fields);
        Map<String, String> variables = environments.variables(sources);
        String directory = directory(fields);
        Identity identity = Identity.of(account(fields, Key.USER), account(fields, Key.GROUP));
        Policy policy = new PolicyReader(fields).read();
        Optional<LogFile> log = logs.read(entry.key(), fields);
        if (!named || command.isEmpty()) {
            return Optional.empty();
        }
        Program program = new Program(
                new ProgramName(entry.key()),
                command.get(),
                Environment.inheritedWith(variables),
                Optional.of(directory),
                identity);
        return Optional.of(new ConfiguredProgram(program, policy, log, sources));
    }

    private boolean isName(TomlTable.Entry entry) {
        String name = entry.key();
        boolean valid = !name.isEmpty() && name.length() <= NAME_LENGTH_MAX;
        for (int i = 0; valid && i < name.length(); i++) {
            char c = name.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            valid = alphanumeric || (i > 0 && (c == '_' || c == '-' || c == '.'));
        }
        if (!valid) {
            problems.error(
                    entry.keyOffset(),
                    "program name " + Shown.text(name) + ": expected 1 to " + NAME_LENGTH_MAX
                            + " letters, digits, '_', '-' and '.', a letter or a digit first");
        }
        return valid;
    }

    /** Note what stands where the table of a program should; most often a setting without a program. */
    private void noteNoTable(TomlTable.Entry entry) {
        String key = entry.key();
        String message;
        if (entry.value() instanceof TomlValue.Tables) {
            message = "a program has one table; write [program." + TomlText.key(TomlText.shortened(key))
                    + "], not [[...]]";
        } else if (Key.find(Section.PROGRAM, key).isPresent()) {
            message = "program." + key + ": settings belong to a program; write [program.NAME] above";
        } else {
            message = "program " + Shown.text(key) + ": expected a table, got " + Shown.value(entry.value());
        }
        problems.error(entry.keyOffset(), message);
    }

    private Optional<Command> command(TomlTable.Entry entry, Fields fields) {
        Optional<TomlValue> value = fields.value(Key.COMMAND);
        if (value.isEmpty()) {
            fields.missing(
                    Key.COMMAND, entry.keyOffset(), "program " + Shown.text(entry.key()) + " has no \"command\"");
            return Optional.empty();
        }
        return new CommandReader(fields).read(value.get());
    }

    private String directory(Fields fields) {
        Optional<TomlValue> value = fields.value(Key.CWD);
        Optional<Fields.Place> place = value.isPresent() ? fields.path(Key.CWD, value.get(), base) : Optional.empty();
        return place.isPresent() ? place.get().text() : base.path();
    }

    private Optional<Account> account(Fields fields, Key key) {
        Optional<TomlValue> value = fields.value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof TomlValue.Whole id) {
            boolean possible = id.value() >= 0 && id.value() <= ID_MAX;
            return possible
                    ? Optional.of(new Account.Id(id.value()))
                    : fields.refused(value.get(), key.path() + ": expected a number from 0 to " + ID_MAX);
        }
        if (!(value.get() instanceof TomlValue.Text)) {
            return fields.mismatch(key, value.get());
        }
        Optional<Fields.Place> name = fields.text(key, value.get());
        if (name.isPresent() && name.get().text().indexOf(':') >= 0) {
            return fields.refused(
                    value.get(), key.path() + ": a name has no ':'; a group has a key of its own, \"group\"");
        }
        return name.isPresent() ? account(fields, key, name.get()) : Optional.empty();
    }

    private static Optional<Account> account(Fields fields, Key key, Fields.Place name) {
        try {
            return Optional.of(Account.of(name.text()));
        } catch (IllegalArgumentException _) {
            return fields.refused(name.value(), key.path() + ": expected a number from 0 to " + ID_MAX);
        }
    }
}
