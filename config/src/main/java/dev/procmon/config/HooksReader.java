// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Hooks;
import dev.procmon.core.program.Command;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code hooks}, and the command in {@code stop} that stands for the signal. */
final class HooksReader {

    /** A key and the point at which its command is run. */
    record Hooked(Key key, Hook.Point point) {}

    /** All of the table {@code hooks}, in the order of the manual. */
    static final List<Hooked> ALL = List.of(
            new Hooked(Key.PRE_START, Hook.Point.PRE_START),
            new Hooked(Key.POST_START, Hook.Point.POST_START),
            new Hooked(Key.PRE_STOP, Hook.Point.PRE_STOP),
            new Hooked(Key.POST_STOP, Hook.Point.POST_STOP));

    private HooksReader() {}

    static Hooks read(Optional<Fields> hooks, Optional<Fields> stop) {
        if (hooks.isEmpty() && stop.isEmpty()) {
            return Hooks.NONE;
        }
        Map<Hook.Point, Hook> read = new EnumMap<>(Hook.Point.class);
        if (hooks.isPresent()) {
            for (Hooked each : ALL) {
                Optional<Hook> hook = hook(hooks.get(), each.key());
                if (hook.isPresent()) {
                    read.put(each.point(), hook.get());
                }
            }
        }
        Optional<Hook> command = stop.isPresent() ? ofStop(stop.get()) : Optional.empty();
        if (command.isPresent()) {
            read.put(Hook.Point.STOP_COMMAND, command.get());
        }
        return read.isEmpty() ? Hooks.NONE : new Hooks(read);
    }

    private static Optional<Hook> ofStop(Fields stop) {
        if (stop.value(Key.STOP_COMMAND).isEmpty()) {
            stop.without(Key.STOP_COMMAND_TIMEOUT, "has no meaning without stop.command");
            return Optional.empty();
        }
        return hook(CommandReader.read(stop, Key.STOP_COMMAND), stop, Key.STOP_COMMAND_TIMEOUT);
    }

    private static Optional<Hook> hook(Fields hooks, Key key) {
        Optional<TomlValue> value = hooks.value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof TomlTable table) {
            return ofTable(key, hooks.of(table, Section.HOOK));
        }
        if (!(value.get() instanceof TomlValue.Text) && !(value.get() instanceof TomlValue.Array)) {
            return hooks.mismatch(key, value.get());
        }
        Optional<Command> command = CommandReader.read(hooks, key);
        return command.isPresent() ? Optional.of(new Hook(command.get(), Hook.TIMEOUT)) : Optional.empty();
    }

    private static Optional<Hook> ofTable(Key key, Fields table) {
        Optional<TomlValue> value = table.value(Key.HOOK_COMMAND);
        if (value.isEmpty()) {
            table.missing(Key.HOOK_COMMAND, table.offset(), key.path() + " has no \"command\"");
        }
        Optional<Command> command = value.isPresent()
                ? new CommandReader(table, key.path() + ".command").read(value.get())
                : Optional.empty();
        return hook(command, table, Key.HOOK_TIMEOUT);
    }

    private static Optional<Hook> hook(Optional<Command> command, Fields fields, Key timeout) {
        Duration time = fields.duration(timeout, HealthReader.SHORTEST).orElse(Hook.TIMEOUT);
        return command.isPresent() ? Optional.of(new Hook(command.get(), time)) : Optional.empty();
    }
}
