// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlText;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Notification;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.program.Stdio;
import java.util.List;
import java.util.Optional;

/** Reads the table of one program after the other; remembers what must not be the same in two of them. */
final class ProgramReader {

    /**
     * What was read of one program.
     *
     * @param template empty where not even a command could be made out
     */
    record Draft(Optional<ProgramTemplate> template, WrittenRelations relations, int offset) {}

    private final Problems problems;
    private final EnvironmentReader environments = new EnvironmentReader();
    private final LogReader logs;
    private final Claims claims;

    /**
     * Read programs.
     *
     * @param forwards to whom output can be forwarded
     */
    ProgramReader(ForwardsReader forwards, Problems problems) {
        this.problems = problems;
        logs = new LogReader(problems, forwards);
        claims = new Claims(problems);
    }

    /** Read an entry of the table {@code program}; empty where it is no table. */
    Optional<Draft> read(TomlTable.Entry entry) {
        boolean named = NameText.isName(entry.key());
        if (!named) {
            problems.error(entry.keyOffset(), NameText.refusal("program", entry.key()));
        }
        if (!(entry.value() instanceof TomlTable table)) {
            noteNoTable(entry);
            return Optional.empty();
        }
        Fields fields = Fields.of(table, Section.PROGRAM, problems);
        Optional<ProgramTemplate> template = template(entry, fields, named);
        if (template.isPresent()) {
            claims.claim(template.get(), fields);
        }
        return Optional.of(new Draft(template, WrittenRelations.read(entry.key(), fields), entry.keyOffset()));
    }

    private Optional<ProgramTemplate> template(TomlTable.Entry entry, Fields fields, boolean named) {
        int errorsBefore = problems.errorCount();
        ReplicasReader replicas = ReplicasReader.read(fields);
        Placeholders first = replicas.first();
        Optional<Command> command = command(entry, fields);
        VariableSources sources = environments.sources(fields);
        String directory = directory(entry, fields);
        Identity identity = new IdentityReader(fields).read();
        Attributes attributes = new AttributesReader(fields).read();
        List<SocketText> sockets = new SocketsReader(fields, first).read();
        Notification notification = new NotificationReader(fields).read(sockets.size());
        HealthReader.Health health = new HealthReader(fields, new BaseDirectory(directory), first).read(notification);
        Policy policy = new PolicyReader(fields).read(health.policy());
        LogPolicy log = logs.read(entry.key(), fields, replicas);
        Stdio stdio = new StdioReader(fields, log).read();
        Reloading reload = ReloadReader.read(fields);
        if (!named || command.isEmpty()) {
            return Optional.empty();
        }
        Program program = new Program(
                new ProgramName(entry.key()),
                command.get(),
                Environment.inherited(),
                Optional.of(directory),
                identity,
                attributes,
                List.of(),
                Notification.NONE,
                stdio);
        ProgramTemplate template = new ProgramTemplate(
                program,
                policy,
                log,
                reload,
                sources,
                environments.fileVariables(sources),
                notification,
                sockets,
                health.ready(),
                health.live(),
                replicas.count(),
                replicas.port());
        if (problems.errorCount() == errorsBefore) {
            replicas.check(template);
        }
        return Optional.of(template);
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
        if (fields.value(Key.COMMAND).isEmpty()) {
            fields.missing(
                    Key.COMMAND, entry.keyOffset(), "program " + Shown.text(entry.key()) + " has no \"command\"");
        }
        return CommandReader.read(fields, Key.COMMAND);
    }

    private String directory(TomlTable.Entry entry, Fields fields) {
        Optional<TomlValue> value = fields.value(Key.CWD);
        Optional<Fields.Place> place = value.isPresent() ? fields.path(Key.CWD, value.get()) : Optional.empty();
        return place.isPresent()
                ? place.get().text()
                : problems.directory(entry.keyOffset()).path();
    }
}
