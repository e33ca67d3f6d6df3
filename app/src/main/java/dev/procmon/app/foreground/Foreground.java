// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import dev.procmon.app.console.Console;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.NewsListener;
import dev.procmon.core.monitor.OutputTap;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.monitor.TransitionListener;
import dev.procmon.core.order.Group;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.Signal;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.daemon.events.EventMaker;
import dev.procmon.daemon.events.Notice;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * Supervises programs until all have ended for good, or until it is told to stop: then it stops all of them, and at the
 * second time it kills them. It ends when the last one is gone.
 *
 * <p>Decisions are taken on the reactor thread. What is to be shown is handed to the output thread by {@link
 * Reactor#afterOutput}, where the last lines of a program have been shown before its end is told.
 */
public final class Foreground implements TransitionListener, NewsListener {

    /** How long a kill may take before one who asks a third time gets away without what is left. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A second TERM that comes sooner than this is the first one over again. */
    private static final Duration ECHO = Duration.ofMillis(500);

    private final Reactor reactor;
    private final Lineup lineup;
    private final Console console;
    private final EventMaker events;
    private final Supervisor supervisor;
    private final Roster roster;
    private final CompletableFuture<Outcome> gone = new CompletableFuture<>();
    private final CompletableFuture<Outcome> shown = new CompletableFuture<>();
    private final Watch watch = new Watch();
    private Stage stage = Stage.RUNNING;
    private OptionalInt exitCode = OptionalInt.empty();
    private Optional<MonotonicTime> stoppedAt = Optional.empty();
    private Optional<MonotonicTime> killedAt = Optional.empty();

    private enum Stage {
        RUNNING,
        STOPPING,
        KILLING,
        OVER
    }

    /**
     * Make it; nothing runs yet.
     *
     * @param tap who takes the output of the programs
     * @param events makes of what happens what the console shows
     * @param seed from which the jitter of delays is drawn
     */
    public Foreground(Reactor reactor, Lineup lineup, OutputTap tap, Console console, EventMaker events, long seed) {
        this.reactor = reactor;
        this.lineup = lineup;
        this.console = console;
        this.events = events;
        this.supervisor = new Supervisor(reactor, tap, seed);
        this.roster = new Roster(lineup.programs());
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

    /** A signal came: stop all programs, or kill them if that was asked for before. From any thread. */
    public void signalled(Signal signal) {
        reactor.execute(() -> onSignal(signal));
    }

    /** Nobody will read what is shown: stop all programs. From any thread. */
    public void outputClosed() {
        reactor.execute(() -> stopAll(new Notice.OutputClosed(roster.active())));
    }

    /** Something is to be shown. From any thread. */
    public void tell(Notice notice) {
        reactor.afterOutput(() -> console.event(events.of(notice)));
    }

    @Override
    public void transitioned(ChildTransition transition) {
        roster.transitioned(transition);
        reactor.afterOutput(new Told(console, events, transition, roster.policy(transition.program())));
        if (roster.allEnded()) {
            endIfAllEnded();
        } else if (roster.noneWillMove()) {
            // Later: whoever waits only for its turn to come is about to move.
            reactor.execute(this::endIfAllEnded);
        }
    }

    private void endIfAllEnded() {
        if (stage == Stage.RUNNING && roster.noneWillMove()) {
            Notice.Ended ended = new Notice.Ended(roster.size(), roster.failed());
            finish(ended, ended.failed().isEmpty() ? new Outcome.Clean() : new Outcome.Failed());
        }
    }

    @Override
    public void told(News news) {
        reactor.afterOutput(new Announced(console, events, news));
        if (news instanceof News.ExitWanted(var code, var _, var _)) {
            if (stage == Stage.RUNNING) {
                exitCode = OptionalInt.of(code);
            }
            stopAll(new Notice.StoppingForGood(roster.active()));
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
            watch(supervisor.add(each.program(), each.policy(), each.relations()));
        }
        for (Supervised each : lineup.programs()) {
            watch(supervisor.start(each.program().name()));
        }
    }

    private void onSignal(Signal signal) {
        switch (stage) {
            case RUNNING -> stopAll(new Notice.Stopping(roster.active(), signal));
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
        if (stage == Stage.RUNNING) {
            stage = Stage.STOPPING;
            stoppedAt = Optional.of(reactor.now());
            tell(notice);
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
        tell(new Notice.Killing(roster.active()));
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
            tell(notice);
            reactor.afterOutput(() -> shown.complete(outcome));
            gone.complete(outcome);
        }
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

    private record Announced(Console console, EventMaker events, News news) implements Runnable {
        @Override
        public void run() {
            console.event(events.of(news));
        }
    }

    private record Told(Console console, EventMaker events, ChildTransition transition, Policy policy)
            implements Runnable {
        @Override
        public void run() {
            console.event(events.of(transition, policy));
        }
    }
}
