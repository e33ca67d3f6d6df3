// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.ConfigReader;
import dev.procmon.config.ConfigResult;
import dev.procmon.config.Configuration;
import dev.procmon.config.ConfiguredProgram;
import dev.procmon.config.ProgramInstance;
import dev.procmon.config.Settings;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.status.ProgramStatus;
import dev.procmon.control.status.Why;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.Replica;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.order.Group;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.events.Clocks;
import dev.procmon.daemon.events.EventMaker;
import dev.procmon.daemon.events.Notice;
import dev.procmon.daemon.forward.ForwardState;
import dev.procmon.posix.usage.TreeUsage;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.VirtualProcess;
import dev.procmon.testkit.VirtualReactor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A supervisor on virtual time with the programs of a configuration, and what can be asked of it. */
final class Operating implements AfterEachCallback, Host {

    private static final Duration LONG = Duration.ofDays(30);
    static final String CALLER = "user alice (uid 1000)";

    final VirtualReactor reactor = new VirtualReactor();
    final MemoryHistory history = new MemoryHistory();
    final List<String> told = new ArrayList<>();
    final List<Settings> settings = new ArrayList<>();
    final List<Configuration> forwarded = new ArrayList<>();
    final List<ForwardState> receivers = new ArrayList<>();
    final List<Registered> registered = new ArrayList<>();
    final Map<Long, TreeUsage> usage = new HashMap<>();
    final MemoryOutput output = new MemoryOutput(reactor::wallTime);
    final DirectDesk desk = new DirectDesk();
    /** What stands in the file now. */
    String file = "";

    String phase = "running";
    List<String> troubles = List.of();
    Supervisor supervisor;
    SupervisorOperations operations;
    private final EventMaker maker = new EventMaker(new Clocks(reactor::wallTime, reactor::now));

    Operating() {
        reactor.setWallTime(Instant.parse("2026-11-25T00:00:00Z"));
        reactor.scriptForAllOthers(ChildScript.runsForever());
        supervisor = new Supervisor(reactor, output, 1);
        operations = new SupervisorOperations(parts(configuration("[program.none]\ncommand = \"none\"")));
    }

    /** Register the programs of a configuration; nothing is started. */
    void load(String toml) {
        file = toml;
        Configuration configuration = configuration(toml);
        operations = new SupervisorOperations(parts(configuration), Runnable::run, desk, new Look());
        supervisor.subscribe(
                transition -> history.append(maker.of(transition, dev.procmon.core.policy.Policy.STANDARD)));
        supervisor.subscribeToNews(news -> history.append(maker.of(news)));
        operations.follow();
        for (Group each : configuration.groups()) {
            done(supervisor.add(each));
        }
        done(supervisor.limitStarts(configuration.settings().startingMax()));
        for (ConfiguredProgram program : configuration.programs()) {
            for (ProgramInstance each : program.instances()) {
                done(supervisor.add(each.program(), each.policy(), program.relations()));
            }
        }
    }

    /** Register the programs of a configuration, and start all, as at the start of a supervisor. */
    void up(String toml) {
        load(toml);
        for (ChildView each : asked(supervisor.children()).join()) {
            asked(supervisor.start(each.program().name())).join();
        }
        reactor.advance(Duration.ZERO);
    }

    /** Whoever was not given another use uses half a second and a million bytes. */
    private final class Look implements UsageLook {

        @Override
        public Map<Long, TreeUsage> of(Collection<Long> leaders) {
            Map<Long, TreeUsage> found = new HashMap<>();
            leaders.forEach(each -> found.put(each, usage.getOrDefault(each, new TreeUsage(0.5, 1_000_000, 1))));
            return found;
        }

        @Override
        public List<Remnant> members(long leader, int max) {
            return List.of(new Remnant(leader, "leader", "sleeping"));
        }
    }

    private ConfigResult read() {
        return ConfigReader.read(Path.of("/srv/procmon.toml"), file);
    }

    static Configuration configuration(String toml) {
        ConfigResult result = ConfigReader.read(Path.of("/srv/procmon.toml"), toml);
        assertThat(result).isInstanceOf(ConfigResult.Valid.class);
        return ((ConfigResult.Valid) result).configuration();
    }

    private SupervisorOperations.Parts parts(Configuration configuration) {
        InstanceFacts facts = new InstanceFacts(
                "shop",
                4711,
                "0.1.0",
                Instant.parse("2026-11-25T00:00:00Z"),
                Optional.of("/srv/procmon.toml"),
                List.of(),
                Optional.empty());
        return new SupervisorOperations.Parts(
                reactor, supervisor, this, history, output, facts, configuration, this::read);
    }

    /** Let what was asked for be begun. */
    <T> CompletableFuture<T> asked(CompletableFuture<T> answer) {
        reactor.advance(Duration.ZERO);
        return answer;
    }

    <T> T done(CompletableFuture<T> answer) {
        reactor.advance(Duration.ZERO);
        assertThat(answer).isCompleted();
        return answer.join();
    }

    void seconds(long seconds) {
        reactor.advance(Duration.ofSeconds(seconds));
    }

    void millis(long millis) {
        reactor.advance(Duration.ofMillis(millis));
    }

    CompletableFuture<ActionReport> act(Action action, String... programs) {
        return act(ActionRequest.of(action, List.of(programs)));
    }

    CompletableFuture<ActionReport> act(ActionRequest request) {
        return asked(operations.act(request, new dev.procmon.daemon.api.Operations.Caller(CALLER)));
    }

    /** A request with what an action may have beside names. */
    static ActionRequest request(
            Action action, List<String> programs, Optional<Duration> timeout, OptionalInt count, OptionalInt atATime) {
        return new ActionRequest(action, programs, true, timeout, Optional.empty(), false, count, atATime);
    }

    /** Return outcomes as {@code web done ready after 1s, pid 1}. */
    static List<String> words(ActionReport report) {
        List<String> words = new ArrayList<>();
        report.outcomes()
                .forEach(each -> words.add(each.program() + " "
                        + each.result().name().toLowerCase(java.util.Locale.ROOT) + ": " + each.message()));
        return words;
    }

    List<String> words(CompletableFuture<ActionReport> report) {
        return words(done(report));
    }

    ProgramStatus status(String name) {
        return done(operations.programs(List.of(name))).programs().getFirst();
    }

    Why why(String name) {
        return done(operations.why(name));
    }

    /** Return a chain as {@code web: is waiting: db is not ready}. */
    List<String> chain(String name) {
        List<String> chain = new ArrayList<>();
        why(name).chain().forEach(each -> chain.add(each.program() + ": " + each.text()));
        return chain;
    }

    VirtualProcess process(String executable) {
        return processes(executable).getLast();
    }

    List<VirtualProcess> processes(String executable) {
        return reactor.processes().stream()
                .filter(each -> each.program().command().executable().equals(executable))
                .toList();
    }

    @Override
    public String phase() {
        return phase;
    }

    @Override
    public void end(boolean kill, String caller) {
        phase = "stopping";
        var _ = kill ? supervisor.killAll() : supervisor.stopAll();
    }

    @Override
    public List<String> troubles() {
        return troubles;
    }

    @Override
    public List<ForwardState> forwards() {
        return receivers;
    }

    @Override
    public void tell(Notice notice) {
        told.add(notice.text());
        history.append(maker.of(notice));
    }

    @Override
    public CompletableFuture<Void> register(Registered added) {
        registered.add(added);
        return supervisor.add(added.instance().program(), added.instance().policy(), added.relations());
    }

    @Override
    public CompletableFuture<Void> change(List<Registered> changed, List<Group> groups) {
        List<Replica> replicas = new ArrayList<>();
        for (Registered each : changed) {
            replicas.add(new Replica(each.instance().program(), each.instance().policy(), each.relations()));
        }
        return supervisor.update(replicas, groups);
    }

    @Override
    public CompletableFuture<Void> unregister(ProgramName name) {
        return supervisor.remove(name);
    }

    @Override
    public void change(Settings changed) {
        settings.add(changed);
    }

    @Override
    public void forward(Configuration configuration) {
        forwarded.add(configuration);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        CompletableFuture<Void> over = asked(supervisor.stopAll());
        reactor.advance(LONG);
        assertThat(over).as("the end of all programs").isCompleted();
        assertThat(reactor.pendingTimers()).as("timers left behind").isZero();
    }
}
