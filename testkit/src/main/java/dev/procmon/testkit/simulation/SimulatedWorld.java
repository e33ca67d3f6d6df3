// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.LineTap;
import dev.procmon.core.monitor.OutputLine;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.testkit.VirtualReactor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One world, from its seed to its end. */
final class SimulatedWorld {

    private static final int CHILDREN_MAX = 300;
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(3);
    private static final Duration DELAY_MAX = Duration.ofMinutes(10);
    private static final Duration GRACE_MAX = Duration.ofMinutes(2);
    /** Longer than any script and any wait: after so long without faults nothing is left to happen. */
    private static final Duration REST = Duration.ofDays(4);

    private final long seed;
    private final Chance chance;
    private final Scripts scripts;
    private final VirtualReactor reactor = new VirtualReactor();
    private final Supervisor supervisor;
    private final Watchdog watchdog = new Watchdog(DELAY_MAX, GRACE_MAX);
    private final Optional<Consumer<String>> log;
    private final Map<String, Wanted> wanted = new TreeMap<>();
    private final Society society;
    private final int children;
    private long events;

    SimulatedWorld(long seed, Optional<Consumer<String>> log) {
        this.seed = seed;
        this.chance = new Chance(seed);
        this.scripts = new Scripts(chance);
        this.log = log;
        LineTap tap = new LineTap();
        tap.subscribe(this::logged);
        supervisor = new Supervisor(reactor, tap, chance.seed());
        supervisor.subscribe(this::transitioned);
        supervisor.subscribeToNews(watchdog::look);
        children = chance.upTo(chance.oneIn(4) ? CHILDREN_MAX : CHILDREN_MAX / 10);
        society = new Society(chance, children);
    }

    Simulation.Outcome run() {
        reactor.script(Society.HOOK, Scripts.OBEDIENT, scripts.hooks());
        society.found(supervisor);
        for (int i = 0; i < children; i++) {
            add("program" + i);
        }
        haveFaults(chance.between(SHORTEST, LONGEST));
        rest();
        Optional<String> problem = watchdog.problem().or(this::whatHasNotSettled);
        return new Simulation.Outcome(seed, children, events, reactor.now().since(MonotonicTime.ORIGIN), problem);
    }

    private void haveFaults(Duration time) {
        var end = reactor.now().plus(time);
        Duration pause = time.dividedBy(chance.upTo(1_000));
        while (reactor.now().isBefore(end)) {
            reactor.advance(pause.multipliedBy(chance.below(2_000)).dividedBy(1_000));
            if (chance.oneIn(200)) {
                reactor.jump(chance.between(Duration.ofSeconds(1), Duration.ofHours(8)));
            }
            act();
        }
    }

    /** The user does something. */
    private void act() {
        String name = "program" + chance.below(children + 1);
        if (!wanted.containsKey(name)) {
            add(name);
            return;
        }
        switch (chance.below(10)) {
            case 9 -> replace(name);
            case 0 -> remove(name);
            case 1, 2 -> request("stop", name, Wanted.DOWN, supervisor.stop(new ProgramName(name)));
            case 3 -> request("kill", name, Wanted.DOWN, supervisor.kill(new ProgramName(name)));
            case 4, 5 -> request("restart", name, Wanted.UP, supervisor.restart(new ProgramName(name)));
            default -> request("start", name, Wanted.UP, supervisor.start(new ProgramName(name)));
        }
        if (chance.oneIn(500)) {
            wanted.replaceAll((_, _) -> Wanted.DOWN);
            take("stop all", supervisor.stopAll());
        }
    }

    private void add(String name) {
        reactor.script(name, scripts.next(), scripts.row());
        wanted.put(name, Wanted.DOWN);
        Policy policy = society.policy(policy());
        Relations relations = society.relations(name);
        watchdog.know(new ProgramName(name), policy, relations);
        take("add " + name, supervisor.add(Program.of(name, name), policy, relations));
        if (!chance.oneIn(5)) {
            request("start", name, Wanted.UP, supervisor.start(new ProgramName(name)));
        }
    }

    private void replace(String name) {
        if (wanted.get(name) == Wanted.DOWN) {
            return;
        }
        take("replace " + name, supervisor.replace(new ProgramName(name)).thenRun(() -> {}));
    }

    private void remove(String name) {
        wanted.remove(name);
        take("remove " + name, supervisor.remove(new ProgramName(name)));
    }

    private void request(String what, String name, Wanted want, CompletableFuture<Void> answer) {
        wanted.put(name, want);
        take(what + " " + name, answer);
    }

    private void take(String request, CompletableFuture<Void> answer) {
        events++;
        log.ifPresent(to -> to.accept(reactor.now().nanos() + " request " + request));
        reactor.runTasks();
        if (answer.isCompletedExceptionally()) {
            answer.join();
        }
    }

    private Policy policy() {
        Backoff backoff = new Backoff(
                chance.between(Duration.ofMillis(1), Duration.ofSeconds(30)),
                chance.between(Duration.ofSeconds(30), DELAY_MAX),
                1 + chance.below(3),
                chance.below(11) / 10.0,
                chance.between(Duration.ofMillis(100), Duration.ofMinutes(1)));
        RestartPolicy restart = RestartPolicy.of(chance.of(List.of(RestartPolicy.Mode.values())));
        StopPlan stop = new StopPlan(Signal.TERM, chance.between(Duration.ofMillis(1), GRACE_MAX));
        return new Policy(restart, backoff, stop, chance.of(List.of(Policy.Requests.values())));
    }

    /** No more faults, no more requests: from now on every program that is started is healthy. */
    private void rest() {
        reactor.scriptForAllOthers(Scripts.HEALTHY);
        reactor.script(Society.HOOK, Scripts.OBEDIENT);
        for (int i = 0; i <= children; i++) {
            reactor.script("program" + i, Scripts.HEALTHY);
        }
        reactor.advance(REST);
    }

    private Optional<String> whatHasNotSettled() {
        CompletableFuture<List<ChildView>> views = supervisor.children();
        reactor.runTasks();
        int running = 0;
        for (ChildView view : views.join()) {
            String name = view.program().name().value();
            Phase phase = view.life().state().phase();
            running += phase == Phase.RUNNING ? 1 : 0;
            if (!view.registered()) {
                return Optional.of(name + " was removed and is still " + phase);
            }
            boolean waitsForOthers = phase == Phase.WAITING && !view.holds().isEmpty();
            if (!waitsForOthers && !isSettled(view.life().wanted(), phase)) {
                return Optional.of(name + " is wanted " + wanted.get(name) + " and is " + phase);
            }
        }
        if (reactor.living().size() != running) {
            return Optional.of(reactor.living().size() + " processes live, " + running + " are known");
        }
        return reactor.pendingTimers() == 0
                ? Optional.empty()
                : Optional.of(reactor.pendingTimers() + " timers are left");
    }

    private static boolean isSettled(Wanted wanted, Phase phase) {
        return switch (wanted) {
            case UP -> phase == Phase.RUNNING || phase == Phase.EXITED || phase == Phase.FAILED;
            case DOWN -> phase == Phase.STOPPED;
        };
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
