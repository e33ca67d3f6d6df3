// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.Configuration;
import dev.procmon.config.ConfiguredProgram;
import dev.procmon.config.KeyChange;
import dev.procmon.config.ProgramChange;
import dev.procmon.config.ProgramInstance;
import dev.procmon.config.Reloading;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.program.ProgramName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Compares what runs with what is to run. Who was stopped by hand stays so, and nobody is started for whom such a one would have to
 * be started too. Pure but for the files of programs, which it has looked at.
 */
final class PlanMaker {

    private static final String LOG = "log";

    /** What is in effect at once where nothing else of a log changes: how its file is treated, and who else gets the output. */
    private static final Set<String> LOG_AT_ONCE = Set.of(
            "log.rotate",
            "log.rotate-every",
            "log.keep",
            "log.keep-for",
            "log.keep-total",
            "log.compress",
            "log.on-full",
            "log.forward");

    private final Configuration wanted;
    private final RunningConfiguration.Snapshot running;
    private final ChangedFiles files;
    private final Map<ProgramName, Subject> holders = new HashMap<>();
    private final Dependencies before = new Dependencies();
    private final Dependencies after = new Dependencies();
    private final List<Move> moves = new ArrayList<>();
    private final List<String> unchanged = new ArrayList<>();

    /** Says which of the files have changed that a program reads itself. */
    interface ChangedFiles {
        List<Path> of(ProgramName child, List<Path> files);
    }

    PlanMaker(Configuration wanted, RunningConfiguration.Snapshot running, Scene scene, ChangedFiles files) {
        this.wanted = wanted;
        this.running = running;
        this.files = files;
        for (Subject each : scene.holders()) {
            holders.put(each.name(), each);
            before.add(each.name(), each.view().relations());
        }
    }

    /** Return what is to be done, wave by wave. */
    List<List<Move>> waves() {
        Map<ProgramName, Registered> all = new LinkedHashMap<>();
        for (ConfiguredProgram program : wanted.programs()) {
            for (ProgramInstance each : program.instances()) {
                Registered registered = new Registered(each, program.relations());
                all.put(registered.name(), registered);
                after.add(registered.name(), program.relations());
            }
        }
        Changes changes = new Changes(wanted);
        for (ConfiguredProgram program : wanted.programs()) {
            for (ProgramInstance each : program.instances()) {
                child(program, new Registered(each, program.relations()), changes);
            }
        }
        for (Subject each : holders.values()) {
            if (!all.containsKey(each.name())) {
                moves.add(new Move(
                        each.name(), Move.Kind.STOP, gone(each.name()), List.of(), Optional.empty(), Optional.empty()));
            }
        }
        List<Move> complete = Followers.with(moves, all, holders, after);
        for (Move each : complete) {
            if (each.kind() == Move.Kind.FOLLOW) {
                unchanged.remove(each.child().value());
            }
        }
        return Waves.of(inOrder(complete), before, after);
    }

    /** Return those that are not touched, in the order of the file. */
    List<String> unchanged() {
        return unchanged;
    }

    /** Those that go are found in no order: they are stopped in that of what runs, backwards. */
    private List<Move> inOrder(List<Move> all) {
        Map<ProgramName, Move> stops = new HashMap<>();
        List<Move> ordered = new ArrayList<>();
        for (Move each : all) {
            if (each.kind() == Move.Kind.STOP) {
                stops.put(each.child(), each);
            } else {
                ordered.add(each);
            }
        }
        for (ProgramName each : before.inOrder()) {
            if (stops.containsKey(each)) {
                ordered.add(stops.get(each));
            }
        }
        return ordered;
    }

    private String gone(ProgramName child) {
        Optional<ConfiguredProgram> program = RunningConfiguration.program(wanted, child.family());
        return program.isEmpty() || program.get().replicas().isEmpty()
                ? "is no longer in the file"
                : "the file asks for " + program.get().replicas().getAsInt() + " replicas";
    }

    private void child(ConfiguredProgram program, Registered child, Changes changes) {
        Subject subject = holders.get(child.name());
        if (subject == null) {
            added(child);
            return;
        }
        ProgramChange change = changes.of(child.name(), child.instance(), running.sourceOf(child.name()));
        List<Path> changed = files.of(child.name(), program.reload().files());
        switch (change.kind()) {
            case PROGRAM -> program(program.reload(), child, subject, change.keys());
            case TREATMENT -> {
                if (!failed(child, subject, change.keys())) {
                    treatment(program.reload(), child, subject, change.keys(), changed);
                }
            }
            case UNCHANGED, ADDED, REMOVED -> {
                if (!failed(child, subject, List.of())
                        && !left(program.reload(), child, subject)
                        && !files(program.reload(), child, subject, changed)) {
                    unchanged.add(child.name().value());
                }
            }
        }
    }

    private void added(Registered child) {
        String why =
                running.isKnown(child.name()) ? "is in the file, and was removed or not started" : "is new in the file";
        Optional<ProgramName> stopped = stoppedNeed(child.name(), new HashSet<>());
        if (stopped.isPresent()) {
            add(
                    child,
                    Move.Kind.REGISTER,
                    why + "; it is not started, for it needs " + stopped.get() + ", which is stopped",
                    List.of());
        } else {
            add(child, Move.Kind.START, why, List.of());
        }
    }

    /** What is run has changed. */
    private void program(Reloading reloading, Registered child, Subject subject, List<KeyChange> keys) {
        Optional<ProgramName> stopped = stoppedNeed(child.name(), new HashSet<>());
        switch (subject.phase()) {
            case STOPPED -> add(child, Move.Kind.UPDATE, "is stopped, and stays so", keys);
            case WAITING ->
                add(child, Move.Kind.UPDATE, "is waiting, and has no run that would have to be ended", keys);
            case EXITED, FAILED -> {
                String why = subject.phase() == ChildState.Phase.FAILED
                        ? "had failed, and has changed"
                        : "had ended, and has changed";
                again(child, Move.Kind.START_AGAIN, why, keys, stopped);
            }
            case BACKING_OFF -> again(child, Move.Kind.RESTART, "is backing off, and has changed", keys, stopped);
            case STARTING, RUNNING, STOPPING -> {
                if (!subject.isWantedUp()) {
                    add(child, Move.Kind.UPDATE, "is being stopped, and stays so", keys);
                } else if (subject.view().policy().job().isPresent()) {
                    add(child, Move.Kind.UPDATE, "its next run will be so", keys);
                } else {
                    again(child, kind(reloading), "", keys, stopped);
                }
            }
        }
    }

    private void again(
            Registered child, Move.Kind kind, String why, List<KeyChange> keys, Optional<ProgramName> stopped) {
        if (stopped.isPresent()) {
            add(
                    child,
                    Move.Kind.UPDATE,
                    "its next run will be so: it needs " + stopped.get() + ", which is stopped",
                    keys);
        } else {
            add(child, kind, why, keys);
        }
    }

    private void treatment(
            Reloading reloading, Registered child, Subject subject, List<KeyChange> keys, List<Path> changed) {
        boolean failed = subject.phase() == ChildState.Phase.FAILED;
        if (failed && stoppedNeed(child.name(), new HashSet<>()).isEmpty()) {
            add(child, Move.Kind.START_AGAIN, "had failed, and has changed", keys);
            return;
        }
        String why = subject.isWantedUp() ? later(child, subject, keys) : "is stopped, and stays so";
        boolean bySignal = reloading.signal().isPresent();
        if (!changed.isEmpty() && isAlive(subject) && !bySignal) {
            again(child, kind(reloading), changed(changed), keys, stoppedNeed(child.name(), new HashSet<>()));
            return;
        }
        add(child, Move.Kind.UPDATE, why, keys);
        if (!changed.isEmpty() && isAlive(subject)) {
            signal(reloading, child, changed);
        }
    }

    /** Say when a change without a new run is in effect that could be taken to be so at another time. */
    private static String later(Registered child, Subject subject, List<KeyChange> keys) {
        boolean health = !child.instance()
                .policy()
                .health()
                .equals(subject.view().policy().health());
        boolean logNow = false;
        boolean logLater = false;
        for (KeyChange each : keys) {
            boolean isAtOnce = LOG_AT_ONCE.contains(each.key());
            logNow |= isAtOnce;
            logLater |= !isAtOnce && (each.key().equals(LOG) || each.key().startsWith(LOG + "."));
        }
        if (subject.state().liveRun().isEmpty()) {
            return "";
        }
        if (logLater) {
            return (health ? "how it is checked and its log change" : "its log changes") + " with its next run";
        }
        String checks = health ? "how it is checked changes with its next run" : "";
        return logNow ? (health ? checks + ", " : "") + "its log changes now" : checks;
    }

    /** It did not come up when a reload has started it, and is not up now either. */
    private boolean failed(Registered child, Subject subject, List<KeyChange> keys) {
        boolean failed = running.failed().contains(child.name())
                && subject.isWantedUp()
                && !subject.isAsWanted()
                && stoppedNeed(child.name(), new HashSet<>()).isEmpty();
        if (failed) {
            // A start ends nothing: one that only waits is not to be ended for that.
            boolean waits = subject.phase() == ChildState.Phase.WAITING;
            add(child, waits ? Move.Kind.START_AGAIN : Move.Kind.RESTART, "has failed since the last reload", keys);
        }
        return failed;
    }

    /** A run is left from before an earlier change, whose replacement has failed. */
    private boolean left(Reloading reloading, Registered child, Subject subject) {
        boolean outdated = subject.view().outdated()
                && isAlive(subject)
                && subject.view().policy().job().isEmpty()
                && stoppedNeed(child.name(), new HashSet<>()).isEmpty();
        if (outdated) {
            add(child, kind(reloading), "runs as it was before an earlier change", List.of());
        }
        return outdated;
    }

    private boolean files(Reloading reloading, Registered child, Subject subject, List<Path> changed) {
        if (changed.isEmpty() || !isAlive(subject)) {
            return false;
        }
        if (reloading.signal().isPresent()) {
            signal(reloading, child, changed);
        } else {
            again(child, kind(reloading), changed(changed), List.of(), stoppedNeed(child.name(), new HashSet<>()));
        }
        return true;
    }

    private void signal(Reloading reloading, Registered child, List<Path> changed) {
        moves.add(new Move(
                child.name(), Move.Kind.SIGNAL, changed(changed), List.of(), Optional.of(child), reloading.signal()));
    }

    private static boolean isAlive(Subject subject) {
        return subject.isWantedUp() && subject.state().liveRun().isPresent();
    }

    private static Move.Kind kind(Reloading reloading) {
        return switch (reloading.by()) {
            case RESTART -> Move.Kind.RESTART;
            case REPLACE -> Move.Kind.REPLACE;
        };
    }

    /** Return a program that is needed, by others or directly, and that somebody has stopped: to start one starts those too. */
    private Optional<ProgramName> stoppedNeed(ProgramName child, Set<ProgramName> seen) {
        for (ProgramName each : after.needed(child)) {
            Subject subject = holders.get(each);
            if (subject != null && !subject.isWantedUp()) {
                return Optional.of(each);
            }
            Optional<ProgramName> further = seen.add(each) ? stoppedNeed(each, seen) : Optional.empty();
            if (further.isPresent()) {
                return further;
            }
        }
        return Optional.empty();
    }

    private static String changed(List<Path> files) {
        StringJoiner names = new StringJoiner(", ");
        for (Path each : files) {
            names.add(each.getFileName().toString());
        }
        return names + (files.size() == 1 ? " has changed" : " have changed");
    }

    private void add(Registered child, Move.Kind kind, String why, List<KeyChange> keys) {
        moves.add(new Move(child.name(), kind, why, Changes.keys(keys), Optional.of(child), Optional.empty()));
    }
}
