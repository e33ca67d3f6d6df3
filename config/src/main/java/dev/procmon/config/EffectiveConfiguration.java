// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlText;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Notification;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.program.ResourceLimit;
import dev.procmon.core.program.Stdio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes a configuration with every default filled in and every path in full, as a file that reads back to the same
 * configuration. Variables and headers that stand in files are not shown, only the files. Placeholders stay placeholders.
 */
public final class EffectiveConfiguration {

    private final Rendering out = new Rendering();

    private EffectiveConfiguration() {}

    /** Return the text of a file that says all that is in effect. */
    public static String render(Configuration configuration) {
        EffectiveConfiguration rendering = new EffectiveConfiguration();
        rendering.out.comment("What is in effect, with every default filled in.");
        EffectiveSettings.write(rendering.out, configuration.settings());
        for (Forward forward : configuration.settings().forwards()) {
            EffectiveForward.write(rendering.out, forward);
        }
        for (ConfiguredProgram program : configuration.programs()) {
            rendering.program(program.template(), program.relations());
        }
        for (Group group : configuration.groups()) {
            rendering.group(group);
        }
        return rendering.out.text();
    }

    /** Return what is in effect for a program, key by key. */
    static Rendering keys(ConfiguredProgram program) {
        EffectiveConfiguration rendering = new EffectiveConfiguration();
        rendering.program(program.template(), program.relations());
        return rendering.out;
    }

    /** Return what is in effect for a group, key by key. */
    static Rendering keys(Group group) {
        EffectiveConfiguration rendering = new EffectiveConfiguration();
        rendering.group(group);
        return rendering.out;
    }

    /** Return what is in effect for the supervisor itself, key by key. */
    static Rendering keys(Settings settings) {
        Rendering out = new Rendering();
        EffectiveSettings.write(out, settings);
        return out;
    }

    private void program(ProgramTemplate template, Relations relations) {
        out.header("[program." + TomlText.key(template.name().value()) + "]");
        out.line(Key.COMMAND, Rendering.command(template.program().command()));
        out.line(Key.CWD, Rendering.quote(template.program().directory().orElse(".")));
        out.line(Key.ENV, Rendering.strings(template.variables().written()));
        out.line(
                Key.ENV_FILE,
                Rendering.array(Rendering.texts(template.variables().files())));
        out.line(Key.ENV_FROM_FILE, secrets(template.variables().secrets()));
        identity(template.program().identity());
        new EffectivePolicy(out).write(template);
        relations(relations);
        out.line(Key.REPLICAS, template.replicas());
        out.line(Key.PORT, template.port());
        EffectiveJob.write(out, template.policy());
        out.line(Key.SOCKETS, sockets(template.sockets()));
        attributes(template.program().attributes());
        out.line(Key.LOG, EffectiveLog.table(template.log()));
        out.line(Key.TTY, Boolean.toString(template.program().stdio() == Stdio.TERMINAL));
        out.line(Key.RELOAD, reload(template.reload()));
        out.line(Key.ENABLED, "true");
    }

    private static String secrets(Map<String, Path> secrets) {
        Map<String, String> files = new LinkedHashMap<>();
        for (Map.Entry<String, Path> secret : secrets.entrySet()) {
            files.put(secret.getKey(), secret.getValue().toString());
        }
        return Rendering.strings(files);
    }

    private static String reload(Reloading reload) {
        List<String> fields = new ArrayList<>();
        fields.add(Rendering.field(Key.RELOAD_BY, Rendering.quote(Choice.RELOAD.of(reload.by()))));
        fields.add(Rendering.field(Key.RELOAD_FILES, Rendering.array(Rendering.texts(reload.files()))));
        if (reload.signal().isPresent()) {
            fields.add(Rendering.field(
                    Key.RELOAD_SIGNAL, Rendering.quote(reload.signal().get().name())));
        }
        return Rendering.table(fields);
    }

    private void identity(Identity identity) {
        account(Key.USER, identity.user());
        account(Key.GROUP, identity.group());
        if (identity.groups().isEmpty()) {
            out.standard(Key.GROUPS);
        } else {
            List<String> groups = new ArrayList<>();
            for (Account group : identity.groups().get()) {
                groups.add(Rendering.account(group));
            }
            out.line(Key.GROUPS, Rendering.list(groups));
        }
    }

    private void account(Key key, Optional<Account> account) {
        out.line(key, account.isPresent() ? Optional.of(Rendering.account(account.get())) : Optional.empty());
    }

    private void relations(Relations relations) {
        List<String> needs = new ArrayList<>();
        for (Need need : relations.needs()) {
            needs.add(TomlText.key(need.on().value()) + " = " + Rendering.quote(Choice.CONDITION.of(need.condition())));
        }
        out.line(Key.NEEDS, Rendering.table(needs));
        List<String> wants = new ArrayList<>();
        for (ProgramName name : relations.wants()) {
            wants.add(name.value());
        }
        out.line(Key.WANTS, Rendering.array(wants));
        out.line(Key.BOUND, Rendering.array(bonded(relations, Bond.GOES_DOWN_WITH)));
        out.line(Key.RESTART_WITH, Rendering.array(bonded(relations, Bond.RESTARTS_WITH)));
    }

    private static List<String> bonded(Relations relations, Bond bond) {
        List<String> names = new ArrayList<>();
        for (Need need : relations.needs()) {
            if (need.bond() == bond) {
                names.add(need.on().value());
            }
        }
        return names;
    }

    private static String sockets(List<SocketText> sockets) {
        Map<String, String> endpoints = new LinkedHashMap<>();
        for (SocketText socket : sockets) {
            endpoints.put(socket.name(), socket.endpoint());
        }
        return Rendering.strings(endpoints);
    }

    private void attributes(Attributes attributes) {
        OptionalInt umask = attributes.umask();
        out.line(
                Key.UMASK,
                umask.isPresent()
                        ? Optional.of(Rendering.quote("%03o".formatted(umask.getAsInt())))
                        : Optional.empty());
        out.line(Key.NICE, attributes.nice());
        out.line(Key.OOM_SCORE, attributes.outOfMemoryScore());
        List<String> limits = new ArrayList<>();
        for (LimitsReader.Limited each : LimitsReader.ALL) {
            ResourceLimit limit = attributes.limits().get(each.resource());
            if (limit != null) {
                limits.add(Rendering.field(each.key(), limit(each.key(), limit)));
            }
        }
        out.line(Key.LIMITS, Rendering.table(limits));
        out.line(Key.NO_NEW_PRIVS, Boolean.toString(attributes.noNewPrivileges()));
        out.line(
                Key.CPUS,
                attributes.processors().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Rendering.quote(ProcessorsText.format(attributes.processors()))));
        quota(attributes);
    }

    private void quota(Attributes attributes) {
        out.line(
                Key.MEMORY_MAX,
                attributes.quota().memoryMax().isPresent()
                        ? Optional.of(Rendering.quote(
                                SizeText.format(attributes.quota().memoryMax().getAsLong())))
                        : Optional.empty());
        out.line(
                Key.CPU_MAX,
                attributes.quota().cpuMax().isPresent()
                        ? Optional.of(
                                RatioText.format(attributes.quota().cpuMax().getAsDouble()))
                        : Optional.empty());
        out.line(
                Key.PIDS_MAX,
                attributes.quota().processesMax().isPresent()
                        ? Optional.of(
                                Long.toString(attributes.quota().processesMax().getAsLong()))
                        : Optional.empty());
    }

    private static String limit(Key key, ResourceLimit limit) {
        String soft = LimitsReader.format(key, limit.soft());
        return limit.soft().equals(limit.hard())
                ? soft
                : Rendering.table(List.of(
                        Rendering.field(Key.LIMIT_SOFT, soft),
                        Rendering.field(Key.LIMIT_HARD, LimitsReader.format(key, limit.hard()))));
    }

    private void group(Group group) {
        out.header("[group." + TomlText.key(group.name()) + "]");
        out.line(Key.MEMBERS, Rendering.array(group.members()));
        out.line(Key.STRATEGY, Rendering.quote(Choice.STRATEGY.of(group.strategy())));
        out.line(Key.GROUP_GIVE_UP, EffectivePolicy.giveUp(group.giveUp()));
    }

    /** How a program tells what it is doing. */
    static void notification(Rendering out, Notification notification) {
        switch (notification) {
            case Notification.None() -> {
                out.standard(Key.NOTIFY);
                out.standard(Key.NOTIFY_FD);
                out.standard(Key.WATCHDOG);
            }
            case Notification.SdNotify(var access, var watchdog) -> {
                out.line(Key.NOTIFY, Rendering.quote(NotificationReader.SD));
                out.line(Key.NOTIFY_ACCESS, Rendering.quote(Choice.ACCESS.of(access)));
                out.line(
                        Key.WATCHDOG,
                        watchdog.isPresent() ? Optional.of(Rendering.duration(watchdog.get())) : Optional.empty());
            }
            case Notification.Descriptor(int number) -> {
                out.standard(Key.NOTIFY);
                out.line(Key.NOTIFY_FD, Integer.toString(number));
            }
        }
    }
}
