// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.LineTap;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.VirtualProcess;
import dev.procmon.testkit.VirtualReactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A supervisor on virtual time as its tests use it. Programs run for ever where nothing else is said, and are run by an executable
 * of their own name. After each test all programs are stopped, and then the supervisor must hold nothing in the world any longer.
 */
final class Supervision implements AfterEachCallback {

    static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofDays(30);

    /** A policy without any chance in it: 1 s doubling to 60 s, a life of 10 s is long. */
    static final Policy PLAIN =
            Policy.STANDARD.backingOff(new Backoff(SECOND, Duration.ofSeconds(60), 2, 0, Duration.ofSeconds(10)));

    /** The same, for a program that says itself when it is ready. */
    static final Policy TELLING = PLAIN.healthy(HealthPolicy.NONE.withReadyByNotice());

    /** The same, for a program that does something and ends. */
    static final Policy ONE_SHOT = PLAIN.restarting(RestartPolicy.of(RestartPolicy.Mode.ON_FAILURE));

    final VirtualReactor reactor = new VirtualReactor();
    final HeldTimers world = new HeldTimers(reactor);
    final Supervisor supervisor;
    final List<ChildTransition> transitions = new ArrayList<>();
    final List<News> news = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    Supervision() {
        reactor.scriptForAllOthers(ChildScript.runsForever());
        supervisor = new Supervisor(world, new LineTap(), 1);
        supervisor.subscribe(this::transitioned);
        supervisor.subscribeToNews(news::add);
    }

    static Relations needs(String name, Condition condition) {
        return needs(name, condition, Bond.NONE);
    }

    static Relations needs(String name, Condition condition, Bond bond) {
        return new Relations(List.of(new Need(new ProgramName(name), condition, bond)), List.of());
    }

    static Relations wants(String name) {
        return new Relations(List.of(), List.of(new ProgramName(name)));
    }

    static ProgramName name(String name) {
        return new ProgramName(name);
    }

    void add(String name) {
        add(name, PLAIN);
    }

    void add(String name, Policy policy) {
        add(name, policy, Relations.NONE);
    }

    void add(String name, Relations relations) {
        add(name, PLAIN, relations);
    }

    void add(String name, Policy policy, Relations relations) {
        done(supervisor.add(Program.of(name, name), policy, relations));
    }

    void start(String... names) {
        for (String each : names) {
            done(supervisor.start(name(each)));
        }
    }

    CompletableFuture<Void> stop(String name) {
        return asked(supervisor.stop(name(name)));
    }

    /** Let what was asked for be begun. */
    <T> CompletableFuture<T> asked(CompletableFuture<T> answer) {
        reactor.runTasks();
        return answer;
    }

    /** Let what was asked for happen, which must take no time. */
    void done(CompletableFuture<?> answer) {
        reactor.advance(Duration.ZERO);
        assertThat(answer).isCompleted();
    }

    void seconds(long seconds) {
        reactor.advance(Duration.ofSeconds(seconds));
    }

    void millis(long millis) {
        reactor.advance(Duration.ofMillis(millis));
    }

    /** The process that was spawned last by an executable. */
    VirtualProcess process(String executable) {
        List<VirtualProcess> all = processes(executable);
        assertThat(all).as("processes of " + executable).isNotEmpty();
        return all.getLast();
    }

    List<VirtualProcess> processes(String executable) {
        return reactor.processes().stream()
                .filter(process -> process.program().command().executable().equals(executable))
                .toList();
    }

    int runs(String executable) {
        return processes(executable).size();
    }

    ChildView view(String name) {
        return views().stream()
                .filter(view ->
                        view.registered() && view.program().name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<ChildView> views() {
        return asked(supervisor.children()).join();
    }

    Phase phase(String name) {
        return view(name).life().state().phase();
    }

    /** Return why a program last changed its state. */
    Reason lastReason(String name) {
        return transitions.stream()
                .filter(each -> each.program().value().equals(name))
                .reduce((_, last) -> last)
                .orElseThrow()
                .reason();
    }

    /** Return what is in the way of a start, in words. */
    List<String> holds(String name) {
        return view(name).holds().stream().map(hold -> hold.sentence()).toList();
    }

    <T extends News> List<T> news(Class<T> kind) {
        return news.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Return what has happened since this was asked last: {@code start db}, {@code ready db}, {@code end db}, {@code gone db}. */
    List<String> log() {
        List<String> since = List.copyOf(log);
        log.clear();
        return since;
    }

    private void transitioned(ChildTransition transition) {
        transitions.add(transition);
        ChildState from = transition.from();
        ChildState to = transition.to();
        String name = transition.program().value();
        long before = from.liveRun().map(run -> run.number()).orElse(0L);
        long after = to.liveRun().map(run -> run.number()).orElse(0L);
        if (before != 0 && before != after) {
            log.add("gone " + name);
        }
        if (after != 0 && before != after) {
            log.add("start " + name);
        }
        if (to instanceof ChildState.Running && !(from instanceof ChildState.Running)) {
            log.add("ready " + name);
        }
        if (to.phase() == Phase.STOPPING && from.phase() != Phase.STOPPING) {
            log.add("end " + name);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        CompletableFuture<Void> over = asked(supervisor.stopAll());
        reactor.advance(LONG);
        assertThat(over).as("the end of all programs").isCompleted();
        assertThat(world.held()).as("timers that the supervisor still holds").isZero();
        assertThat(reactor.living()).as("processes left behind").isEmpty();
        assertThat(reactor.openProbes()).as("probes left open").isZero();
        int spawned = reactor.processes().size();
        reactor.advance(LONG);
        assertThat(reactor.processes()).as("what was started after the end").hasSize(spawned);
    }
}
