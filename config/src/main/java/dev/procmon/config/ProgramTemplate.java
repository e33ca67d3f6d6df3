// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Hooks;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.ListeningSocket;
import dev.procmon.core.program.Notification;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A program as the file says it, with every default filled in, and with placeholders where the file has them. What is made of
 * text that may hold a placeholder is made for each replica.
 *
 * @param program without environment, sockets and notification, whose descriptor is checked against the sockets
 * @param policy without probes
 * @param log what becomes of its output
 * @param variables where its variables come from
 * @param reload what becomes of it when the configuration is loaded again
 * @param fileVariables the variables of its files, which may be secret and in which nothing is replaced
 * @param notification how it tells what it is doing
 * @param sockets its listening sockets
 * @param ready the probe of its readiness
 * @param live the probe of its liveness
 * @param replicas how many there are; one with the plain name where empty
 * @param port its port, or that of its first replica
 */
record ProgramTemplate(
        Program program,
        Policy policy,
        LogPolicy log,
        Reloading reload,
        VariableSources variables,
        Map<String, String> fileVariables,
        Notification notification,
        List<SocketText> sockets,
        Optional<ProbeText> ready,
        Optional<ProbeText> live,
        OptionalInt replicas,
        OptionalInt port) {

    /** The greatest number of replicas. */
    static final int REPLICAS_MAX = 1_000;

    private static final int PORT_MAX = 65_535;

    ProgramName name() {
        return program.name();
    }

    /** Tell whether it is ready only when something says so. */
    boolean hasReadiness() {
        return ready.isPresent() || policy.health().readyByNotice();
    }

    /** Return how many replicas there can be, so that each has a port. */
    int replicasMax() {
        int ports = port.isPresent() ? PORT_MAX + 1 - port.getAsInt() : REPLICAS_MAX;
        return replicas.isPresent() ? Math.min(REPLICAS_MAX, ports) : 1;
    }

    /** Return what is put into the text of one replica. */
    Placeholders placeholders(int index) {
        return replicas.isEmpty() && port.isEmpty()
                ? Placeholders.NONE
                : new Placeholders(
                        replicas.isPresent() ? OptionalInt.of(index) : OptionalInt.empty(),
                        port.isPresent() ? OptionalInt.of(port.getAsInt() + index) : OptionalInt.empty());
    }

    /** Make one replica; refused where a text makes no sense with what is put into it. */
    Parsed<ProgramInstance> instance(int index) {
        Placeholders placeholders = placeholders(index);
        Parsed<Policy> probed = probed(placeholders);
        if (probed instanceof Parsed.Refused<Policy> refused) {
            return refused.as();
        }
        List<ListeningSocket> bound = new ArrayList<>(sockets.size());
        for (SocketText each : sockets) {
            Parsed<ListeningSocket> socket = each.socket(placeholders);
            if (socket instanceof Parsed.Refused<ListeningSocket>(String message)) {
                return new Parsed.Refused<>("sockets." + each.name() + ": " + message);
            }
            bound.add(socket.get());
        }
        Program made = new Program(
                replicas.isPresent() ? name().replica(index) : name(),
                placeholders.in(program.command()),
                environment(placeholders),
                program.directory().isPresent()
                        ? Optional.of(placeholders.in(program.directory().get()))
                        : Optional.empty(),
                program.identity(),
                program.attributes(),
                bound,
                notification,
                program.stdio());
        return new Parsed.Understood<>(new ProgramInstance(made, probed.get(), log(placeholders)));
    }

    private Environment environment(Placeholders placeholders) {
        Map<String, String> written =
                placeholders.isNone() ? variables.written() : placeholders.in(variables.written());
        return fileVariables.isEmpty()
                ? Environment.inheritedWith(written)
                : Environment.inheritedWith(fileVariables).with(written);
    }

    private LogPolicy log(Placeholders placeholders) {
        return placeholders.isNone() ? log : log.into(in(log.file(), placeholders), in(log.errorFile(), placeholders));
    }

    private static Optional<Path> in(Optional<Path> file, Placeholders placeholders) {
        return file.isPresent() ? Optional.of(Path.of(placeholders.in(file.get().toString()))) : Optional.empty();
    }

    private Parsed<Policy> probed(Placeholders placeholders) {
        if (placeholders.isNone() && ready.isEmpty() && live.isEmpty()) {
            return new Parsed.Understood<>(policy);
        }
        HealthPolicy health = policy.health();
        if (ready.isPresent()) {
            Parsed<ProbePolicy> probe = ready.get().policy(placeholders);
            if (probe instanceof Parsed.Refused<ProbePolicy>(String message)) {
                return new Parsed.Refused<>("ready: " + message);
            }
            health = health.readyBy(probe.get());
        }
        if (live.isPresent()) {
            Parsed<ProbePolicy> probe = live.get().policy(placeholders);
            if (probe instanceof Parsed.Refused<ProbePolicy>(String message)) {
                return new Parsed.Refused<>("live: " + message);
            }
            health = health.liveBy(probe.get());
        }
        return new Parsed.Understood<>(policy.healthy(health).hooked(hooks(placeholders)));
    }

    private Hooks hooks(Placeholders placeholders) {
        if (placeholders.isNone() || policy.hooks().hooks().isEmpty()) {
            return policy.hooks();
        }
        Map<Hook.Point, Hook> hooks = new EnumMap<>(Hook.Point.class);
        for (Map.Entry<Hook.Point, Hook> each : policy.hooks().hooks().entrySet()) {
            Hook hook = each.getValue();
            hooks.put(each.getKey(), new Hook(placeholders.in(hook.command()), hook.timeout()));
        }
        return new Hooks(hooks);
    }
}
