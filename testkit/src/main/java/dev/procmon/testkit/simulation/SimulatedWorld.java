// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.LineTap;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.OutputLine;
import dev.procmon.core.monitor.Replica;
import dev.procmon.core.monitor.Settled;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.testkit.ProbeAnswer;
import dev.procmon.testkit.VirtualReactor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One world, from its seed to its end. */
final class SimulatedWorld {

    private static final int CHILDREN_MAX = 300;
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(3);
    private static final int RELATED_MAX = 40;
    /** Longer than any script and any wait: after so long without faults nothing is left to happen. */
    private static final Duration REST = Duration.ofDays(4);
    /** Longer than a chain of programs takes to end of which each ends an hour late. */
    private static final Duration LONG_ENOUGH = Duration.ofDays(2);

    private final long seed;
    private final Chance chance;
    private final Scripts scripts;
    private final VirtualReactor reactor = new VirtualReactor();
    private final Supervisor supervisor;
    private final boolean related;
    private final Population population;
    private final Watchdog watchdog;
    private final Optional<Consumer<String>> log;
    private final Map<String, Wanted> wanted = new TreeMap<>();
    private final Map<String, CompletableFuture<Settled>> settled = new TreeMap<>();
    private final int children;
    private long events;

    SimulatedWorld(long seed, Optional<Consumer<String>> log) {
        this.seed = seed;
        this.chance = new Chance(seed);
        this.related = chance.oneIn(2);
        this.watchdog = new Watchdog(related, Population.DELAY_MAX, Population.GRACE_MAX);
        this.scripts = new Scripts(chance, related);
        this.population = new Population(chance, related);
        this.log = log;
        LineTap tap = new LineTap();
        tap.subscribe(this::logged);
        supervisor = new Supervisor(reactor, tap, chance.seed());
        supervisor.subscribe(this::transitioned);
        supervisor.subscribeToNews(this::told);
        children = related ? chance.upTo(RELATED_MAX) : chance.upTo(chance.oneIn(4) ? CHILDREN_MAX : CHILDREN_MAX / 10);
    }

    Simulation.Outcome run() {
        begin();
        haveFaults(chance.between(SHORTEST, related ? LONGEST.dividedBy(4) : LONGEST));
        rest();
        Optional<String> problem =
                watchdog.problem().or(this::whatHasNotSettled).or(this::whatDoesNotEnd);
        return new Simulation.Outcome(
                seed, children, related, events, reactor.now().since(MonotonicTime.ORIGIN), problem);
    }

    private void begin() {
        if (related && chance.oneIn(3)) {
            take("limit starts", supervisor.limitStarts(OptionalInt.of(chance.upTo(8))));
        }
        population.groups(children).forEach(group -> take("add " + group, supervisor.add(group)));
        for (int i = 0; i < children; i++) {
            add(i);
        }
    }

    private void haveFaults(Duration time) {
        var end = reactor.now().plus(time);
        Duration pause = time.dividedBy(chance.upTo(1_000));
        while (reactor.now().isBefore(end)) {
            reactor.advance(pause.multipliedBy(chance.below(2_000)).dividedBy(1_000));
            if (chance.oneIn(200)) {
                reactor.jump(chance.between(Duration.ofSeconds(1), Duration.ofHours(8)));
            }
            if (related) {
                meddleWithTime();
            }
            act();
        }
    }

    /** The host sleeps, or somebody sets its clock. */
    private void meddleWithTime() {
        if (chance.oneIn(300)) {
            reactor.sleep(chance.between(Duration.ofSeconds(1), Duration.ofHours(8)));
        }
        if (chance.oneIn(300)) {
            Duration by = chance.between(Duration.ofSeconds(1), Duration.ofDays(1));
            reactor.setWallTime(
                    chance.oneIn(2)
                            ? reactor.wallTime().plus(by)
                            : reactor.wallTime().minus(by));
        }
    }

    /** The user does something. */
    private void act() {
        int index = chance.below(children + 1);
        String name = Population.name(index);
        ProgramName program = new ProgramName(name);
        if (!wanted.containsKey(name)) {
            add(index);
            return;
        }
        switch (chance.below(related ? 13 : 9)) {
            case 0 -> remove(name);
            case 1, 2 -> request("stop", name, Wanted.DOWN, supervisor.stop(program));
            case 3 -> request("kill", name, Wanted.DOWN, supervisor.kill(program));
            case 4, 5 -> request("restart", name, Wanted.UP, supervisor.restart(program));
            case 9, 10 -> replace(name);
            case 11, 12 -> update(index);
            default -> request("start", name, Wanted.UP, supervisor.start(program));
        }
        if (chance.oneIn(500)) {
            stopAll();
        }
    }

    /** The config of a program is changed and read again, and now and then that of the groups. */
    private void update(int index) {
        String name = Population.name(index);
        Program program = Program.of(name, name).withVariables(Map.of("UPDATE", Integer.toString(chance.below(3))));
        Policy policy = population.policy(name);
        Relations relations = population.relations(index);
        watchdog.order.updated(program.name(), relations);
        if (chance.oneIn(4)) {
            take(
                    "update " + name + " " + relations + " and groups",
                    supervisor.update(List.of(new Replica(program, policy, relations)), population.groups(children)));
        } else {
            take("update " + name + " " + relations, supervisor.update(program, policy, relations));
        }
    }

    private void stopAll() {
        wanted.replaceAll((_, _) -> Wanted.DOWN);
        watchdog.order.stopsAll();
        CompletableFuture<Void> over = supervisor.stopAll();
        take("stop all", over);
        if (related) {
            // Nothing is asked for meanwhile, so that the order can be seen.
            reactor.advance(LONG_ENOUGH);
            watchdog.require(over.isDone(), "a stop of all is not over after a day");
            watchdog.order.allStopped();
        }
    }

    /** It may or may not come to that: one that does not run is started, and stays up when it cannot be replaced. */
    private void replace(String name) {
        CompletableFuture<Optional<String>> outcome = supervisor.replace(new ProgramName(name));
        wanted.put(name, Wanted.UP);
        take("replace " + name, outcome.thenAccept(_ -> {}));
    }

    private void add(int index) {
        String name = Population.name(index);
        reactor.script(name, scripts.next(), scripts.row());
        wanted.put(name, Wanted.DOWN);
        Policy policy = population.policy(name);
        Relations relations = population.relations(index);
        if (related) {
            reactor.probeAnswers(Population.file(name), ProbeAnswer.passing(), scripts.answers());
            reactor.script(Scripts.HOOK, scripts.hooks()[0], scripts.hooks());
        }
        watchdog.order.added(new ProgramName(name), relations);
        take("add " + name + " " + relations, supervisor.add(Program.of(name, name), policy, relations));
        if (!chance.oneIn(5)) {
            request("start", name, Wanted.UP, supervisor.start(new ProgramName(name)));
        }
    }

    private void remove(String name) {
        wanted.remove(name);
        watchdog.order.removed(new ProgramName(name));
        take("remove " + name, supervisor.remove(new ProgramName(name)));
    }

    private void request(String what, String name, Wanted want, CompletableFuture<Void> answer) {
        wanted.put(name, want);
        take(what + " " + name, answer);
        settled.put(name, supervisor.settled(new ProgramName(name)));
    }

    private void take(String request, CompletableFuture<Void> answer) {
        events++;
        log.ifPresent(to -> to.accept(reactor.now().nanos() + " request " + request));
        reactor.runTasks();
        if (answer.isCompletedExceptionally()) {
            answer.join();
        }
    }

    /** No more faults, no more requests: from now on every program that is started is healthy. */
    private void rest() {
        reactor.scriptForAllOthers(Scripts.healthy());
        reactor.script(Scripts.HOOK, Scripts.working());
        reactor.probeAnswersForAllOthers(ProbeAnswer.passing());
        for (ChildView view : views()) {
            String name = view.program().name().value();
            reactor.script(name, view.policy().job().isPresent() ? Scripts.working() : Scripts.healthy());
            reactor.probeAnswers(Population.file(name), ProbeAnswer.passing());
        }
        reactor.advance(REST);
    }

    private List<ChildView> views() {
        CompletableFuture<List<ChildView>> views = supervisor.children();
        reactor.runTasks();
        return views.join();
    }

    private Optional<String> whatHasNotSettled() {
        List<ChildView> views = views();
        Settlement settlement = new Settlement(views, wanted, related);
        int running = 0;
        for (ChildView view : views) {
            running += view.life().state().phase() == Phase.RUNNING ? 1 : 0;
            Optional<String> problem = settlement.problem(view).or(() -> whatIsNotKnownToBeAtRest(view));
            if (problem.isPresent()) {
                return problem;
            }
        }
        if (!related && reactor.living().size() != running) {
            return Optional.of(reactor.living().size() + " processes live, " + running + " are known");
        }
        return related || reactor.pendingTimers() == 0
                ? Optional.empty()
                : Optional.of(reactor.pendingTimers() + " timers are left");
    }

    /** Whoever has asked for something and waited for what comes of it must know by now. */
    private Optional<String> whatIsNotKnownToBeAtRest(ChildView view) {
        String name = view.program().name().value();
        CompletableFuture<Settled> answer = settled.getOrDefault(name, new CompletableFuture<>());
        boolean atRest =
                switch (view.life().state().phase()) {
                    case STOPPED, EXITED, FAILED -> true;
                    case RUNNING -> view.ready();
                    case WAITING, STARTING, BACKING_OFF, STOPPING -> false;
                };
        return atRest && settled.containsKey(name) && !answer.isDone()
                ? Optional.of(name + " is at rest, and who waits for that was not told: "
                        + view.life().state())
                : Optional.empty();
    }

    private Optional<String> whatDoesNotEnd() {
        CompletableFuture<Void> over = supervisor.stopAll();
        reactor.advance(LONG_ENOUGH);
        if (!over.isDone() || !reactor.living().isEmpty()) {
            return Optional.of("after a stop of all there live " + reactor.living());
        }
        return reactor.pendingTimers() == 0 && reactor.openProbes() == 0
                ? Optional.empty()
                : Optional.of(reactor.pendingTimers() + " timers and " + reactor.openProbes()
                        + " probes are left after a stop of all");
    }

    private void told(News news) {
        watchdog.order.told(news);
        watchdog.told(news);
        if (related) {
            events++;
            log.ifPresent(to -> to.accept(reactor.now().nanos() + " news " + news));
        }
    }

    private void transitioned(ChildTransition transition) {
        events++;
        watchdog.look(transition);
        log.ifPresent(to -> to.accept(text(transition)));
    }

    private void logged(OutputLine line) {
        events++;
        log.ifPresent(to -> to.accept(reactor.now().nanos() + " line " + line.tagged()));
    }

    private static String text(ChildTransition transition) {
        ChildState to = transition.to();
        return transition.at().nanos() + " " + transition.program() + " " + transition.from() + " -> " + to + " on "
                + transition.event() + ": " + transition.reason().sentence();
    }
}
