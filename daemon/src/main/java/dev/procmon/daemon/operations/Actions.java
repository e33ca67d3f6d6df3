// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.ConfiguredProgram;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionReport.Outcome;
import dev.procmon.control.action.ActionReport.Result;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.daemon.api.RefusedException;
import dev.procmon.daemon.events.Notice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Does what is requested about programs: looks whether all of it makes sense, begins, and says what came of it. On the reactor thread. */
final class Actions {

    /** So many names are told in the event of a request; of more, what was given for them. */
    private static final int NAMES_MAX = 20;

    private final Reactor reactor;
    private final Ledger ledger;
    private final RunningConfiguration running;
    private final Host host;
    private final Attempts attempts;

    Actions(Reactor reactor, Ledger ledger, RunningConfiguration running, Host host, Attempts attempts) {
        this.reactor = reactor;
        this.ledger = ledger;
        this.running = running;
        this.host = host;
        this.attempts = attempts;
    }

    /** Begin with a request. Refused where it makes no sense for one program; then nothing is done about any. */
    CompletableFuture<ActionReport> begin(ActionRequest request, String caller, Scene scene, Targets targets) {
        ActionCheck.form(request);
        if (request.action() == Action.SCALE) {
            return answered(request, scale(request, caller, scene, targets.families(request.programs())));
        }
        List<ProgramName> names = targets.find(request.programs());
        Map<ProgramName, Subject> subjects = new HashMap<>();
        for (Subject each : scene.holders()) {
            subjects.put(each.name(), each);
        }
        ActionCheck.programs(request, names, subjects);
        note(request, request.action().word(), caller, names);
        Rollout rollout = new Rollout(order(request.action(), names), names, begin(request));
        return answered(request, new Begun(names, rollout, rollout.begin(atATime(request))));
    }

    /** A request that is under way, and whom it is about. */
    private record Begun(List<ProgramName> names, Rollout rollout, CompletableFuture<ActionReport> report) {}

    private CompletableFuture<ActionReport> answered(ActionRequest request, Begun begun) {
        if (!request.waiting()) {
            List<Outcome> taken = new ArrayList<>();
            for (ProgramName each : begun.names()) {
                taken.add(new Outcome(each.value(), Result.TAKEN, "requested"));
            }
            return CompletableFuture.completedFuture(new ActionReport(taken));
        }
        request.timeout().ifPresent(timeout -> begun.rollout().limit(reactor, timeout));
        return begun.report();
    }

    private Function<ProgramName, Attempt> begin(ActionRequest request) {
        if (request.action() == Action.SIGNAL) {
            Signal signal = ActionCheck.signal(request);
            Reach reach = request.wholeTree() ? Reach.TREE : Reach.LEADER;
            return name -> attempts.signal(name, signal, reach);
        }
        return name -> attempts.begin(request.action(), name);
    }

    private static int atATime(ActionRequest request) {
        return switch (request.action()) {
            case REPLACE -> request.atATime().orElse(1);
            case RESTART -> request.atATime().orElse(Integer.MAX_VALUE);
            case START, STOP, KILL, SIGNAL, TRIGGER, SCALE, REMOVE -> Integer.MAX_VALUE;
        };
    }

    /** Who ends first is decided by dependencies; among others the order of the configuration holds, backwards. */
    private static List<ProgramName> order(Action action, List<ProgramName> names) {
        return switch (action) {
            case STOP, KILL, REMOVE -> names.reversed();
            case START, RESTART, REPLACE, SIGNAL, TRIGGER, SCALE -> names;
        };
    }

    private Begun scale(ActionRequest request, String caller, Scene scene, List<ProgramName> families) {
        int count = request.count().orElseThrow();
        List<Scale> scales = new ArrayList<>();
        List<ConfiguredProgram> programs = new ArrayList<>();
        List<ProgramName> names = new ArrayList<>();
        for (ProgramName each : families) {
            programs.add(running.program(each)
                    .orElseThrow(() -> new RefusedException(
                            RefusedException.Kind.CONFLICT, each + " is no longer in the configuration")));
        }
        ActionCheck.count(count, programs);
        for (ConfiguredProgram each : programs) {
            Scale scale = Scale.of(each, count, scene);
            scales.add(scale);
            names.addAll(scale.names());
        }
        note(request, "scale to " + count, caller, names.isEmpty() ? families : names);
        Map<ProgramName, Attempt> begun = new LinkedHashMap<>();
        for (Scale each : scales) {
            begin(each, begun);
        }
        List<ProgramName> all = List.copyOf(begun.keySet());
        Rollout rollout = new Rollout(all, all, name -> Objects.requireNonNull(begun.get(name)));
        return new Begun(all, rollout, rollout.begin(Integer.MAX_VALUE));
    }

    private void begin(Scale scale, Map<ProgramName, Attempt> begun) {
        ProgramName family = scale.program().name();
        if (scale.names().isEmpty()) {
            Attempt none = new Attempt(family, true);
            none.done("there are " + scale.count() + " already");
            begun.put(family, none);
            return;
        }
        scale.missing().forEach(each -> begun.put(each.name(), attempts.add(each)));
        scale.surplus().reversed().forEach(each -> begun.put(each, attempts.remove(each)));
    }

    private void note(ActionRequest request, String what, String caller, List<ProgramName> names) {
        List<String> texts = new ArrayList<>(names.size());
        boolean up =
                switch (request.action()) {
                    case START, RESTART, REPLACE, TRIGGER, SCALE -> true;
                    case STOP, KILL, REMOVE, SIGNAL -> false;
                };
        for (ProgramName each : names) {
            texts.add(each.value());
            if (request.action() != Action.SIGNAL) {
                ledger.asked(each, new Asked(request.action().word(), up, caller, reactor.now()));
            }
        }
        String all = request.signal().isPresent() && request.action() == Action.SIGNAL
                ? what + " " + ActionCheck.signal(request)
                : what;
        host.tell(new Notice.Requested(all, texts.size() <= NAMES_MAX ? texts : request.programs(), caller));
    }
}
