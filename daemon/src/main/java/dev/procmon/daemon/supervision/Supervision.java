// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

import dev.procmon.control.event.Event;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.NewsListener;
import dev.procmon.core.monitor.Replica;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.monitor.TransitionListener;
import dev.procmon.core.order.Group;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.daemon.events.EventMaker;
import dev.procmon.daemon.events.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * Supervises the programs of one supervisor, from the start of the first to the end of the last: until all have ended for good, where
 * its {@link EndRule} says so, or until it is told to stop. Then it stops all of them, and at the second time it kills them.
 *
 * <p>Decisions are taken on the reactor thread, where what happens is taken down as well. What is to be seen is handed to the output
 * thread by {@link Reactor#afterOutput}, where the last lines of a program have been shown before its end is told.
 *
 * <p>Whoever changes what is registered does so by {@link #register}, {@link #change} and {@link #unregister}, for the supervision has to
 * know how a program is treated, and where its output goes.
 */
public final class Supervision implements TransitionListener, NewsListener {

    /** How long a kill may take before one who asks a third time gets away without what is left. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A second TERM that comes sooner than this is the first one over again. */
    private static final Duration ECHO = Duration.ofMillis(500);

    private static final int SIGNALED = 128;
    private static final int NOT_FOUND = 127;

    private final Reactor reactor;
    private final Lineup lineup;
    private final Taps taps;
    private final EventMaker events;
    private final Journal journal;
    private final Onlooker onlooker;
    private final EndRule rule;
    private final Supervisor supervisor;
    private final Roster roster = new Roster();
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Outcome> gone = new CompletableFuture<>();
    private final CompletableFuture<Outcome> shown = new CompletableFuture<>();
    private final Watch watch = new Watch();
    private volatile Stage stage = Stage.STARTING;
    private boolean allTold;
    private OptionalInt exitCode = OptionalInt.empty();
    private Optional<MonotonicTime> stoppedAt = Optional.empty();
    private Optional<MonotonicTime> killedAt = Optional.empty();

    /** How far it is. */
    public enum Stage {
        /** Not all programs have come to rest for the first time: ready, ended, failed, or waiting for one that has. */
        STARTING,
        RUNNING,
        STOPPING,
        KILLING,
        OVER
    }

    /**
     * Make it; nothing runs yet.
     *
     * @param events makes events of what happens
     * @param journal takes them down
     * @param onlooker sees them
     * @param seed from which the jitter of delays is drawn
     */
    public Supervision(
            Reactor reactor,
            Lineup lineup,
            Taps taps,
            EventMaker events,
            Journal journal,
            Onlooker onlooker,
            EndRule rule,
            long seed) {
        this.reactor = reactor;
        this.lineup = lineup;
        this.taps = taps;
        this.events = events;
        this.journal = journal;
        this.onlooker = onlooker;
        this.rule = rule;
        this.supervisor = new Supervisor(reactor, taps, seed);
    }

    /** Return who supervises: for whatever changes nothing that is registered. */
    public Supervisor supervisor() {
        return supervisor;
    }

    /** How far it is. From any thread. */
    public Stage stage() {
        return stage;
    }

    /** Completes when all programs that may start have a process, on the reactor thread. */
    public CompletableFuture<Void> begun() {
        return begun;
    }

    /** Completes when nothing runs any longer, on the reactor thread. */
    public CompletableFuture<Outcome> gone() {
        return gone;
    }

    /** Completes when all has been shown as well, on the output thread. */
    public CompletableFuture<Outcome> shown() {
        return shown;
    }

    /** Start all programs. From any thread. */
    public void start() {
        reactor.execute(new Start());
    }

    /** A signal came that asks for the end: stop all programs, or kill them if that was asked for before. From any thread. */
    public void signalled(Signal signal) {
        reactor.execute(() -> onSignal(signal));
    }

    /** A signal came that is for the programs: pass it on to the main process of each. From any thread. */
    public void forward(Signal signal) {
        reactor.execute(() -> {
            for (ProgramName name : roster.names()) {
                // One that has no process, or has gone, is none of this.
                var _ = supervisor.signal(name, signal, Reach.LEADER);
            }
        });
    }

    /** Nobody will read what is shown: stop all programs. From any thread. */
    public void outputClosed() {
        reactor.execute(() -> stopAll(new Notice.OutputClosed(roster.active())));
    }

    /**
     * Stop all programs, and end when they have gone; or kill them. From any thread.
     *
     * @param who asks for that
     */
    public void end(boolean kill, String who) {
        reactor.execute(() -> {
            stopAll(new Notice.StoppingFor(roster.active(), who));
            if (kill && stage == Stage.STOPPING) {
                killAll();
            }
        });
    }

    /** Something is to be taken down, and not shown: whoever looks knows it. Not once it has started, but on the reactor thread. */
    public void record(Notice notice) {
        journal.append(events.of(notice));
    }

    /** Something is to be taken down and shown. From any thread. */
    public void tell(Notice notice) {
        reactor.execute(new Said(notice));
    }

    /** Register a program, not started yet, as {@link Supervisor#add} does. From any thread. */
    public CompletableFuture<Void> register(Supervised added) {
        CompletableFuture<Void> done = supervisor.add(added.program(), added.policy(), added.relations());
        return done.thenCompose(_ -> noted(List.of(added)));
    }

    /** Change programs and all groups, as {@link Supervisor#update(List, List)} does. From any thread. */
    public CompletableFuture<Void> change(List<Supervised> changed, List<Group> groups) {
        List<Replica> replicas = new ArrayList<>();
        for (Supervised each : changed) {
            replicas.add(new Replica(each.program(), each.policy(), each.relations()));
        }
        return supervisor.update(replicas, groups).thenCompose(_ -> noted(changed));
    }

    /** Unregister a program, as {@link Supervisor#remove} does. From any thread. */
    public CompletableFuture<Void> unregister(ProgramName name) {
        CompletableFuture<Void> over = supervisor.remove(name);
        // Behind the request itself, which must know it.
        reactor.execute(() -> {
            roster.remove(name);
            taps.assign(name, Optional.empty());
        });
        return over;
    }

    private CompletableFuture<Void> noted(List<Supervised> registered) {
        CompletableFuture<Void> noted = new CompletableFuture<>();
        reactor.execute(() -> {
            registered.forEach(this::note);
            noted.complete(null);
        });
        return noted;
    }

    private void note(Supervised registered) {
        ProgramName name = registered.program().name();
        roster.put(name, registered.policy());
        taps.assign(name, Optional.of(registered.log()));
    }

    @Override
    public void transitioned(ChildTransition transition) {
        roster.transitioned(transition);
        show(events.of(transition, roster.policy(transition.program())));
        sayWhenBegun();
        if (Roster.isOver(transition.to()) && transition.role() == Role.HOLDER) {
            endWithMain(transition);
        }
        if (stage == Stage.STARTING && roster.allAreStarted()) {
            // Later: whoever waits for this one is about to move.
            reactor.execute(this::sayWhenStarted);
        }
        if (roster.allEnded()) {
            endIfAllEnded();
        } else if (roster.noneWillMove()) {
            // Later: whoever waits only for its turn to come is about to move.
            reactor.execute(this::endIfAllEnded);
        }
    }

    @Override
    public void told(News news) {
        show(events.of(news));
        if (news instanceof News.ExitWanted(var code, var _, var _)) {
            endWith(code);
        }
    }

    private void endWithMain(ChildTransition transition) {
        if (rule.mainProgram().isPresent()
                && transition.program().equals(rule.mainProgram().get())) {
            endWith(code(transition.to()));
        }
    }

    private void endWith(int code) {
        if (isUp()) {
            exitCode = OptionalInt.of(code);
        }
        stopAll(new Notice.StoppingForGood(roster.active()));
    }

    /** The exit code of a program as a shell has it. */
    private static int code(ChildState state) {
        Optional<Ending> ending =
                switch (state) {
                    case ChildState.Exited(var last) -> Optional.of(last);
                    case ChildState.Failed(var last) -> last;
                    default -> Optional.empty();
                };
        if (ending.isEmpty()) {
            return 1;
        }
        return switch (ending.get()) {
            case ExitStatus.Exited(var code) -> code;
            case ExitStatus.Signaled(var signal, var _) -> SIGNALED + signal.number();
            case SpawnFailure _ -> NOT_FOUND;
        };
    }

    private void endIfAllEnded() {
        if (isUp() && !rule.staysIdle() && roster.noneWillMove()) {
            Notice.Ended ended = new Notice.Ended(roster.size(), roster.failed());
            finish(ended, ended.failed().isEmpty() ? new Outcome.Clean() : new Outcome.Failed());
        }
    }

    private void startAll() {
        supervisor.subscribe(this);
        supervisor.subscribeToNews(this);
        for (Group group : lineup.groups()) {
            watch(supervisor.add(group));
        }
        if (lineup.startingMax().isPresent()) {
            watch(supervisor.limitStarts(lineup.startingMax()));
        }
        for (Supervised each : lineup.programs()) {
            note(each);
            watch(supervisor.add(each.program(), each.policy(), each.relations()));
        }
        for (Supervised each : lineup.programs()) {
            watch(supervisor.start(each.program().name()));
        }
        reactor.execute(new AllTold());
    }

    private void sayWhenBegun() {
        if (allTold && !roster.isAnyBeingSpawned()) {
            begun.complete(null);
        }
    }

    private void sayWhenStarted() {
        if (stage == Stage.STARTING && roster.allAreStarted()) {
            stage = Stage.RUNNING;
            // Not shown: whoever looks has seen each of them start.
            record(new Notice.AllStarted(roster.size(), roster.notAsWanted()));
        }
    }

    private boolean isUp() {
        return stage == Stage.STARTING || stage == Stage.RUNNING;
    }

    private void onSignal(Signal signal) {
        switch (stage) {
            case STARTING, RUNNING -> stopAll(new Notice.Stopping(roster.active(), signal));
            case STOPPING -> {
                if (!isEcho(signal)) {
                    killAll();
                }
            }
            case KILLING -> giveUp(signal);
            case OVER -> {}
        }
    }

    /**
     * Whether a signal is the first one come again, and no impatience: a terminal that is closed sends HUP more than once, and
     * timeout(1) sends TERM to the process and then to its whole group.
     */
    private boolean isEcho(Signal signal) {
        boolean soon =
                stoppedAt.isPresent() && reactor.now().since(stoppedAt.get()).compareTo(ECHO) < 0;
        return signal.equals(Signal.HUP) || (signal.equals(Signal.TERM) && soon);
    }

    private void stopAll(Notice notice) {
        if (isUp()) {
            stage = Stage.STOPPING;
            stoppedAt = Optional.of(reactor.now());
            show(events.of(notice));
            CompletableFuture<Void> stopped = supervisor.stopAll();
            watch(stopped);
            var _ = stopped.thenRun(() -> finish(new Notice.Stopped(), outcome()));
        }
    }

    private Outcome outcome() {
        return exitCode.isPresent() ? new Outcome.GivenUp(exitCode.getAsInt()) : new Outcome.Clean();
    }

    private void killAll() {
        stage = Stage.KILLING;
        killedAt = Optional.of(reactor.now());
        show(events.of(new Notice.Killing(roster.active())));
        watch(supervisor.killAll());
    }

    private void giveUp(Signal signal) {
        boolean patient =
                killedAt.isPresent() && reactor.now().since(killedAt.get()).compareTo(PATIENCE) < 0;
        if (!patient && !signal.equals(Signal.HUP)) {
            finish(new Notice.LeftBehind(roster.living()), new Outcome.LeftBehind());
        }
    }

    private void finish(Notice notice, Outcome outcome) {
        if (stage != Stage.OVER) {
            stage = Stage.OVER;
            show(events.of(notice));
            reactor.afterOutput(() -> shown.complete(outcome));
            gone.complete(outcome);
        }
    }

    private void show(Event event) {
        reactor.afterOutput(new Seen(onlooker, journal.append(event)));
    }

    private void watch(CompletableFuture<Void> request) {
        var _ = request.whenComplete(watch);
    }

    // Classes and no lambdas on the way to the first child: the first lambda costs milliseconds.

    private final class Start implements Runnable {
        @Override
        public void run() {
            startAll();
        }
    }

    /** Behind all requests for a start. */
    private final class AllTold implements Runnable {
        @Override
        public void run() {
            allTold = true;
            sayWhenBegun();
        }
    }

    private final class Said implements Runnable {

        private final Notice notice;

        Said(Notice notice) {
            this.notice = notice;
        }

        @Override
        public void run() {
            show(events.of(notice));
        }
    }

    private record Seen(Onlooker onlooker, Event event) implements Runnable {
        @Override
        public void run() {
            onlooker.event(event);
        }
    }
}
