// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.ConfigResult;
import dev.procmon.config.Configuration;
import dev.procmon.config.EffectiveConfiguration;
import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.control.output.LogFilesReport;
import dev.procmon.control.output.LogFilesRequest;
import dev.procmon.control.output.LogPage;
import dev.procmon.control.plan.Plan;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.RunRecord;
import dev.procmon.control.status.Why;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.daemon.api.Operations;
import dev.procmon.daemon.api.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Does what is asked of a running supervisor. What is decided is decided on the reactor thread; what takes long is done on a thread
 * of its own: reading the configuration, looking what programs use, making an answer of a picture of all programs.
 */
public final class SupervisorOperations implements Operations {

    private static final int RUNS_EVENTS_MAX = 10_000;

    private final Parts parts;
    private final Executor executor;
    private final HostFacts facts;
    private final Looks looks;
    private final Ledger ledger = new Ledger();
    private final RunningConfiguration running;
    private final FormerPrograms former;
    private final Scenes scenes;
    private final OutputRequests output;
    private final Actions actions;
    private final ReloadFiles files;
    private final Reload reload;

    /**
     * What it is made of.
     *
     * @param reactor the reactor of the supervisor
     * @param supervisor who supervises
     * @param host who registers programs, and ends
     * @param history the event log
     * @param output where what programs write is kept
     * @param facts what does not change
     * @param configuration what all programs were made of
     * @param reader reads the configuration file anew; called on a thread that may wait
     */
    public record Parts(
            Reactor reactor,
            Supervisor supervisor,
            Host host,
            History history,
            OutputStore output,
            InstanceFacts facts,
            Configuration configuration,
            Supplier<ConfigResult> reader) {}

    /** Make it. It must follow what happens from the start: {@link #follow}. */
    public SupervisorOperations(Parts parts) {
        this(parts, new StatusThread(), new ReadingThreads(), new UsageLook.OfHost());
    }

    SupervisorOperations(Parts parts, Executor executor, Desk desk, UsageLook look) {
        this.parts = parts;
        this.executor = executor;
        this.former = new FormerPrograms(parts.history());
        this.facts = new HostFacts(parts.output(), look);
        this.looks = new Looks(executor, look);
        this.running = new RunningConfiguration(parts.configuration());
        this.scenes = new Scenes(parts.reactor(), parts.supervisor(), ledger, running, parts.history());
        this.output = new OutputRequests(parts.output(), desk, scenes, running, former, parts.host());
        OutcomeWords words = new OutcomeWords(parts.reactor(), ledger);
        Attempts attempts = new Attempts(parts.supervisor(), parts.host(), ledger, new Contention(), words);
        this.actions = new Actions(parts.reactor(), ledger, running, parts.host(), attempts);
        this.files = new ReloadFiles(running, executor);
        ReloadRun.Tools tools = new ReloadRun.Tools(
                parts.reactor(), parts.supervisor(), parts.host(), ledger, running, attempts, files);
        this.reload = new Reload(tools, scenes, executor, parts.reader());
    }

    /** Follow what happens to programs from now on, to be able to say why they are as they are. From any thread. */
    public void follow() {
        parts.supervisor().subscribe(ledger);
        parts.supervisor().subscribe(files);
        parts.supervisor().subscribeToNews(ledger);
    }

    @Override
    public CompletableFuture<InstanceStatus> instance() {
        return scenes.with(scene -> CompletableFuture.completedFuture(instance(scene)));
    }

    @Override
    public CompletableFuture<ProgramList> programs(List<String> patterns) {
        return scenes.with(scene -> {
            List<ProgramName> names = Targets.names(scene);
            List<ProgramName> wanted =
                    patterns.isEmpty() ? names : Targets.of(scene, running).find(patterns);
            return looks.with(scene.subjects(), usage -> new StatusMaker(scene, usage, facts).list(wanted));
        });
    }

    @Override
    public CompletableFuture<Why> why(String program) {
        return scenes.with(scene -> {
            Subject subject =
                    scene.holder(Targets.of(scene, running).one(program)).orElseThrow();
            return looks.with(List.of(subject), usage -> new WhyMaker(scene, facts)
                    .of(subject, new StatusMaker(scene, usage, facts).of(subject)));
        });
    }

    @Override
    public CompletableFuture<List<RunRecord>> runs(String program) {
        EventQuery query = new EventQuery(
                List.of(program), OptionalLong.empty(), Optional.empty(), OptionalInt.of(RUNS_EVENTS_MAX));
        return scenes.with(scene -> one(Targets.of(scene, running), program)).thenCompose(name -> parts.history()
                .page(query, about -> about.isEmpty() || about.get().equals(name.value()))
                .thenApply(page -> RunHistory.of(page.events())));
    }

    @Override
    public CompletableFuture<ActionReport> act(ActionRequest request, Caller caller) {
        return scenes.with(scene -> {
            if (isEnding()) {
                throw ending();
            }
            return actions.begin(request, caller.description(), scene, Targets.of(scene, running));
        });
    }

    @Override
    public CompletableFuture<EventPage> events(EventQuery query) {
        return matcher(query.programs()).thenCompose(wanted -> parts.history().page(query, wanted));
    }

    @Override
    public CompletableFuture<Following> followEvents(EventQuery query, Consumer<Event> listener) {
        return matcher(query.programs()).thenApply(wanted -> parts.history().follow(query, wanted, listener));
    }

    @Override
    public CompletableFuture<LogPage> logs(LogQuery query) {
        return output.page(query);
    }

    @Override
    public CompletableFuture<Lines> followLogs(LogQuery query) {
        return output.follow(query);
    }

    @Override
    public CompletableFuture<LogFilesReport> logFiles(LogFilesRequest request, Caller caller) {
        return output.files(request, caller.description());
    }

    @Override
    public CompletableFuture<String> metrics() {
        return programs(List.of())
                .thenApplyAsync(
                        list -> new MetricsText(
                                        parts.facts(),
                                        parts.host().phase(),
                                        parts.history().lost(),
                                        parts.host().forwards())
                                .of(list),
                        executor);
    }

    @Override
    public CompletableFuture<String> config() {
        return scenes.with(_ -> CompletableFuture.completedFuture(running.composed()))
                .thenApplyAsync(EffectiveConfiguration::render, executor);
    }

    @Override
    public CompletableFuture<Plan> plan() {
        return reload.plan();
    }

    @Override
    public CompletableFuture<Plan> reload(Caller caller) {
        if (isEnding()) {
            return CompletableFuture.failedFuture(ending());
        }
        return reload.begin(caller.description());
    }

    @Override
    public CompletableFuture<Void> shutdown(boolean kill, Caller caller) {
        parts.host().end(kill, caller.description());
        return CompletableFuture.completedFuture(null);
    }

    private InstanceStatus instance(Scene scene) {
        List<Subject> holders = scene.holders();
        int asWanted = 0;
        for (Subject each : holders) {
            asWanted += each.isAsWanted() ? 1 : 0;
        }
        List<String> troubles = new ArrayList<>(parts.history().troubles());
        troubles.addAll(parts.host().troubles());
        InstanceFacts constant = parts.facts();
        return new InstanceStatus(
                constant.name(),
                constant.pid(),
                constant.version(),
                constant.startedAt(),
                constant.config(),
                constant.profiles(),
                reload.isUnderWay() && parts.host().phase().equals("running")
                        ? "reloading"
                        : parts.host().phase(),
                holders.size(),
                asWanted,
                constant.stateDirectory(),
                troubles);
    }

    private CompletableFuture<Predicate<Optional<String>>> matcher(List<String> patterns) {
        if (patterns.isEmpty()) {
            return CompletableFuture.completedFuture(_ -> true);
        }
        return scenes.with(scene -> {
            Targets targets = Targets.of(scene, running);
            return former.of(targets, patterns).thenApply(meant -> {
                Predicate<String> names = meant.matcher(targets);
                return about -> about.isPresent() && names.test(about.get());
            });
        });
    }

    /** Return the one program of a name, or the one that was there. */
    private CompletableFuture<ProgramName> one(Targets targets, String program) {
        return targets.knows(program)
                ? CompletableFuture.completedFuture(targets.one(program))
                : former.of(targets, List.of(program))
                        .thenApply(meant -> meant.former().getFirst());
    }

    private boolean isEnding() {
        return parts.host().phase().equals("stopping");
    }

    private static RefusedException ending() {
        return new RefusedException(RefusedException.Kind.ENDING, "procmon is ending: all programs are being stopped");
    }
}
