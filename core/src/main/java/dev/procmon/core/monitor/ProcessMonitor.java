// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Keeps processes running, in the vocabulary of Twisted's {@code twisted.runner.procmon}, whose tests are its
 * specification.
 *
 * <p>A process that dies is started again: without delay after a life of at least {@link #threshold}, else after its
 * delay, which doubles from {@link #minRestartDelay} to {@link #maxRestartDelay} with each early death. {@link
 * #stopProcess} ends the present run with TERM and after {@link #killTime} with KILL; the policy brings the process back,
 * for that is what a service does that is up. Its output is logged line by line as {@code [name] line}.
 *
 * <p>On the reactor thread only. Unknown names throw {@link UnknownNameException}, names that are taken {@link
 * DuplicateNameException}.
 */
public final class ProcessMonitor {

    private final Engine engine;
    private final LineTap lines = new LineTap();
    private Policy policy = Policy.SEED;
    private Wanted service = Wanted.DOWN;

    /** Make a monitor without processes, whose service is down. It logs through {@link System.Logger}. */
    public ProcessMonitor(Reactor reactor) {
        // The seed's delays have no jitter, so nothing is ever drawn from the seed of chance.
        this.engine = new Engine(reactor, lines, 0);
        SystemLog log = new SystemLog();
        engine.audience.addForTransitions(log);
        lines.subscribe(log);
    }

    /** Tell a listener of every transition from now on. */
    public void subscribe(TransitionListener listener) {
        engine.audience.addForTransitions(listener);
    }

    /** Tell a listener of every line of output from now on. */
    public void subscribeToOutput(LineListener listener) {
        lines.subscribe(listener);
    }

    /** Register a process with an empty environment, and start it if the service is up. */
    public void addProcess(String name, List<String> args) {
        addProcess(Registration.of(name, args));
    }

    /**
     * Register a process, and start it if the service is up. What is passed is copied.
     *
     * @throws DuplicateNameException where the name is registered already
     * @throws IllegalArgumentException where there are no arguments, or one that no process can be given
     */
    public void addProcess(Registration process) {
        Child child = engine.add(process.program(), () -> policy, Relations.NONE);
        if (isRunning()) {
            engine.start(child);
        }
    }

    /** Unregister a process and end its run. A process of the same name may be added at once; it starts when this one is gone. */
    public void removeProcess(String name) {
        engine.remove(child(name));
    }

    /**
     * Start a process now, whatever its back-off, unless it runs already. While the service is down it is not started
     * again when it has ended.
     *
     * @throws IllegalStateException where the service is down and a removed process of the same name has not ended yet
     */
    public void startProcess(String name) {
        switch (service) {
            case UP -> engine.start(child(name));
            case DOWN -> engine.startOnce(child(name));
        }
    }

    /** End the run of a process, if it has one. While the service is up the process comes back as after any other end. */
    public void stopProcess(String name) {
        engine.dispatch(child(name), new ChildEvent.Terminate());
    }

    /** End the runs of all processes, as {@link #stopProcess} does. */
    public void restartAll() {
        all().forEach(child -> engine.dispatch(child, new ChildEvent.Terminate()));
    }

    /** Put the service up: start all processes that do not run. */
    public void startService() {
        service = Wanted.UP;
        all().forEach(engine::start);
    }

    /** Put the service down: end all runs, and start nothing. Completes when all children are gone. */
    public CompletableFuture<Void> stopService() {
        service = Wanted.DOWN;
        CompletableFuture<Void> gone = engine.allRunsAreOver();
        all().forEach(child -> engine.dispatch(child, new ChildEvent.Stop()));
        return gone;
    }

    /** Tell whether the service is up. */
    public boolean isRunning() {
        return service == Wanted.UP;
    }

    /** How long a run must have lived for its death not to be an early one; 1 s by default. Read at each death. */
    public Duration threshold() {
        return policy.backoff().threshold();
    }

    public void threshold(Duration threshold) {
        Backoff now = policy.backoff();
        backoff(new Backoff(now.min(), now.max(), now.factor(), now.jitter(), threshold));
    }

    /** How long after TERM comes KILL; 5 s by default. Read at each stop. */
    public Duration killTime() {
        return policy.stop().grace();
    }

    public void killTime(Duration killTime) {
        StopPlan stop = policy.stop();
        policy = policy.stopping(new StopPlan(stop.signal(), stop.reach(), killTime, stop.insist()));
    }

    /** The first delay; 1 s by default. Read when a process is added and after each long life. */
    public Duration minRestartDelay() {
        return policy.backoff().min();
    }

    public void minRestartDelay(Duration min) {
        Backoff now = policy.backoff();
        backoff(new Backoff(min, now.max(), now.factor(), now.jitter(), now.threshold()));
    }

    /** The longest delay; 3600 s by default. Read at each early death. */
    public Duration maxRestartDelay() {
        return policy.backoff().max();
    }

    public void maxRestartDelay(Duration max) {
        Backoff now = policy.backoff();
        backoff(new Backoff(now.min(), max, now.factor(), now.jitter(), now.threshold()));
    }

    /** Return what is registered, by name, in the order of registration. */
    public Map<String, Registration> processes() {
        Map<String, Registration> processes = new LinkedHashMap<>();
        all().forEach(child -> processes.put(child.program.name().value(), Registration.of(child.program)));
        return processes;
    }

    /** Return what is registered, without anything of what it is doing. */
    public MonitorSnapshot snapshot() {
        return new MonitorSnapshot(List.copyOf(processes().values()));
    }

    /** Register all processes of a snapshot, or none where one of the names is taken. */
    public void restore(MonitorSnapshot snapshot) {
        Map<String, Registration> registered = processes();
        snapshot.processes().forEach(process -> {
            if (registered.put(process.name(), process) != null) {
                throw new DuplicateNameException(new ProgramName(process.name()));
            }
        });
        snapshot.processes().forEach(this::addProcess);
    }

    /** Return the runs that are not over, those of removed processes too. */
    public Map<String, Run> runs() {
        return viewOfAll(child -> child.life.state().liveRun());
    }

    /** Return the pids of the runs that are not over, from the moment at which they are known. */
    public Map<String, Long> pids() {
        return viewOfAll(child -> child.life.state().livePid().stream().boxed().findFirst());
    }

    /** Return when the present or else the last run of each process started. */
    public Map<String, MonotonicTime> timeStarted() {
        return viewOfAll(child -> child.life.lastRun().map(Run::startedAt));
    }

    /** Return the delay that comes next for each registered process. */
    public Map<String, Duration> nextDelays() {
        return view(engine.registry.children(), child -> Optional.of(child.life.nextDelay()));
    }

    /** Return when the processes that wait for their restart are due. */
    public Map<String, MonotonicTime> pendingRestarts() {
        return view(
                engine.registry.children(),
                child -> child.life.state() instanceof ChildState.BackingOff(var until, var _)
                        ? Optional.of(until)
                        : Optional.empty());
    }

    /** Return when KILL follows for the processes that were asked to end. */
    public Map<String, MonotonicTime> pendingKills() {
        return viewOfAll(child -> child.isAlive() ? child.life.state().deadline() : Optional.empty());
    }

    /** Return all children as they are: those that were removed and are not gone yet, then the registered ones. */
    public List<ChildView> children() {
        return engine.views();
    }

    private void backoff(Backoff backoff) {
        policy = policy.backingOff(backoff);
    }

    private Child child(String name) {
        return engine.registry.get(new ProgramName(name));
    }

    private List<Child> all() {
        return new ArrayList<>(engine.registry.children());
    }

    /** A departing child and the one that waits for its name share an entry: what the latter has counts. */
    private <T> Map<String, T> viewOfAll(Function<Child, Optional<T>> of) {
        Map<String, T> view = view(engine.registry.departing(), of);
        view.putAll(view(engine.registry.children(), of));
        return view;
    }

    private static <T> Map<String, T> view(Iterable<Child> children, Function<Child, Optional<T>> of) {
        Map<String, T> view = new LinkedHashMap<>();
        for (Child child : children) {
            of.apply(child).ifPresent(value -> view.put(child.program.name().value(), value));
        }
        return view;
    }
}
