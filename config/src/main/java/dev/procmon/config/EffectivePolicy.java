// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes how a program is treated. */
final class EffectivePolicy {

    private final Rendering out;

    EffectivePolicy(Rendering out) {
        this.out = out;
    }

    void write(ProgramTemplate template) {
        Policy policy = template.policy();
        restart(policy.restart());
        out.line(Key.BACKOFF, backoff(policy.backoff()));
        out.line(Key.GIVE_UP, giveUp(policy.giveUp()));
        out.line(Key.STOP, stop(policy));
        out.line(Key.HOOKS, hooks(policy));
        out.line(Key.READY, EffectiveProbe.ready(template));
        out.line(Key.LIVE, EffectiveProbe.live(template));
        EffectiveConfiguration.notification(out, template.notification());
        out.line(Key.EXTEND_MAX, Rendering.duration(policy.health().extendMax()));
        out.line(
                Key.RESTART_IF,
                policy.health().memory().isPresent()
                        ? Optional.of(Rendering.table(List.of(
                                Rendering.field(
                                        Key.RESTART_IF_RSS,
                                        Rendering.quote(SizeText.format(
                                                policy.health().memory().get().limit()))),
                                Rendering.field(
                                        Key.RESTART_IF_FOR,
                                        policy.health().memory().get().time()))))
                        : Optional.empty());
    }

    /** Return the value of {@code give-up}, if there is one. */
    static Optional<String> giveUp(Optional<GiveUp> giveUp) {
        if (giveUp.isEmpty()) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>();
        fields.add(Rendering.field(
                Key.GIVE_UP_RESTARTS, Integer.toString(giveUp.get().intensity().restarts())));
        fields.add(Rendering.field(Key.GIVE_UP_WITHIN, giveUp.get().intensity().within()));
        switch (giveUp.get().then()) {
            case GiveUp.StayFailed() ->
                fields.add(Rendering.field(Key.GIVE_UP_THEN, Rendering.quote(GiveUpReader.FAIL)));
            case GiveUp.FailGroup() ->
                fields.add(Rendering.field(Key.GIVE_UP_THEN, Rendering.quote(GiveUpReader.FAIL_GROUP)));
            case GiveUp.Exit(int code) -> {
                fields.add(Rendering.field(Key.GIVE_UP_THEN, Rendering.quote(GiveUpReader.EXIT)));
                fields.add(Rendering.field(Key.GIVE_UP_CODE, Integer.toString(code)));
            }
        }
        return Optional.of(Rendering.table(fields));
    }

    private void restart(RestartPolicy restart) {
        out.line(Key.RESTART, Rendering.quote(Choice.RESTART.of(restart.mode())));
        out.line(Key.SUCCESS_CODES, new TreeSet<>(restart.successCodes()).toString());
        TreeMap<Integer, String> signals = new TreeMap<>();
        for (Signal signal : restart.successSignals()) {
            signals.put(signal.number(), signal.name());
        }
        out.line(Key.SUCCESS_SIGNALS, Rendering.array(List.copyOf(signals.values())));
        out.line(Key.NO_RESTART_CODES, new TreeSet<>(restart.noRestartCodes()).toString());
    }

    private static String backoff(Backoff backoff) {
        return Rendering.table(List.of(
                Rendering.field(Key.BACKOFF_FIRST, backoff.first()),
                Rendering.field(Key.BACKOFF_MIN, backoff.min()),
                Rendering.field(Key.BACKOFF_MAX, backoff.max()),
                Rendering.field(Key.BACKOFF_FACTOR, Rendering.number(backoff.factor())),
                Rendering.field(Key.BACKOFF_JITTER, RatioText.format(backoff.jitter())),
                Rendering.field(Key.BACKOFF_THRESHOLD, backoff.threshold())));
    }

    private static String stop(Policy policy) {
        StopPlan stop = policy.stop();
        List<String> fields = new ArrayList<>();
        fields.add(
                Rendering.field(Key.STOP_SIGNAL, Rendering.quote(stop.signal().name())));
        fields.add(Rendering.field(Key.STOP_GRACE, stop.grace()));
        fields.add(Rendering.field(Key.STOP_SCOPE, Rendering.quote(Choice.SCOPE.of(stop.reach()))));
        Optional<Hook> command = policy.hooks().at(Hook.Point.STOP_COMMAND);
        if (command.isPresent()) {
            fields.add(Rendering.field(
                    Key.STOP_COMMAND, Rendering.command(command.get().command())));
            fields.add(Rendering.field(Key.STOP_COMMAND_TIMEOUT, command.get().timeout()));
        }
        return Rendering.table(fields);
    }

    private static String hooks(Policy policy) {
        List<String> fields = new ArrayList<>();
        for (HooksReader.Hooked each : HooksReader.ALL) {
            Optional<Hook> hook = policy.hooks().at(each.point());
            if (hook.isPresent()) {
                fields.add(Rendering.field(
                        each.key(),
                        Rendering.table(List.of(
                                Rendering.field(
                                        Key.HOOK_COMMAND,
                                        Rendering.command(hook.get().command())),
                                Rendering.field(Key.HOOK_TIMEOUT, hook.get().timeout())))));
            }
        }
        return Rendering.table(fields);
    }
}
