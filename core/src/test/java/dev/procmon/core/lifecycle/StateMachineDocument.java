// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildState.Phase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes {@code docs/state-machine.md} from what {@link Lifecycle#step} really decides. */
final class StateMachineDocument {

    static final Path FILE = Path.of(Objects.requireNonNullElse(System.getProperty("basedir"), "."))
            .resolve("../docs/state-machine.md")
            .normalize();

    static final String PROPERTY = "procmon.docs.write";
    static final String COMMAND = "./mvnw -pl core test -Dtest=StateMachineDocumentTest -D" + PROPERTY + "=true";

    private static final String WORDS = """
            ## Words

            * **wanted as asked**: a `Start` says whether the child is wanted up afterwards, or down, after a single run.
            * **nothing new is asked**: all that the request could change is so already.
            * **to be judged, to be started again, to stay failed**: what follows the end of a run that was asked for, where
              the child is wanted up then. Judged means that restart policy, back-off and give-up decide, as after any other
              end; started again means at once; it stays failed when its group was given up.
            * **not well**: found so by its health, not ready in time, or running for too long. The end of such a run is a
              failure whatever its exit status says.
            * **requests are free, charged**: whether a start or an end by request counts for the back-off. They are free in the
              profile of the config file, and charged in that of `ProcessMonitor`, as in Twisted.
            * **short life, long life**: shorter than the threshold of the back-off, or at least as long, from the spawn to the
              end of the leader. A failed spawn is a short life, and so is a run that was never ready where something says
              whether it is.
            * **delays begin anew, the next delay is longer**: how the row of delays goes on that early deaths are followed by.
              Where a request lets it begin anew, restarts that were counted are forgotten too. Where an end is charged it goes
              on as if a restart followed: anew after a long life, with a longer delay after a short one.
            * **something is in the way, a program that it needs is down**: what the owner of the child says with each event
              (`Admission`).
            * **held against it**: a delay that has grown, or restarts that are counted for the give-up.
            * **stays**: nothing changes at all.
            """;

    private StateMachineDocument() {}

    /** Return the whole document. */
    static String text() {
        List<Class<? extends ChildState>> states = Situation.states();
        List<Class<? extends ChildEvent>> events = Situation.events();
        Map<Class<? extends ChildState>, Map<Class<? extends ChildEvent>, List<DecisionCase>>> pairs =
                new LinkedHashMap<>();
        for (Class<? extends ChildState> state : states) {
            Map<Class<? extends ChildEvent>, List<DecisionCase>> byEvent = new LinkedHashMap<>();
            events.forEach(event -> byEvent.put(event, DecisionCase.all(state, event)));
            pairs.put(state, byEvent);
        }
        List<DecisionCase> cases = pairs.values().stream()
                .flatMap(byEvent -> byEvent.values().stream().flatMap(List::stream))
                .toList();
        StringBuilder text = new StringBuilder(head(states.size(), events.size(), cases.size()));
        text.append(diagram(cases)).append(overview(states)).append(WORDS).append(turns());
        pairs.forEach((state, byEvent) -> text.append(section(state, byEvent)));
        return text.toString();
    }

    /** What lives do in many states in the same way. */
    private static String turns() {
        return """

            ## A run begins

            Wherever a run is to begin, this is how it does.

            """
                + table(Map.of("a run is to begin", DecisionTable.rows(DecisionCase.beginnings())))
                + """

            ## A run is ended

            Wherever a run that is up is to be ended, this is how it is.

            """
                + table(Map.of("the run is to be ended", DecisionTable.rows(DecisionCase.stops())))
                + """

            ## A run is over

            Wherever nobody of the tree of a run is left, and its hook after the end is over if it has one, this is what follows.

            """
                + table(Map.of("the run is over", DecisionTable.rows(DecisionCase.judgements())));
    }

    private static String head(int states, int events, int cases) {
        return """
            <!-- SPDX-License-Identifier: Apache-2.0 -->
            <!-- Generated from the code; do not edit. Write it anew with: %s -->

            # The life of a child

            A child is a supervised program with a name. What it is doing is one of %d states, and %d kinds of events can
            happen to it: requests by its owner, reports on its present run, and the passing of the deadline of its state.
            Each of the **%d pairs** of a state and an event is decided below, also where the decision is to ignore the event.
            What is *wanted* of a child, up or down, is kept apart from what it is doing: requests change it at any time, and it
            is looked at when a run ends. These tables were computed by trying each event in the situations in which a child
            can be and that may make a difference (%d cases): they say what the code does, and the build fails when they do
            not. Three turns that lives take in many states are told once; that it is the same turn everywhere is computed too.

            A report on another run than the present one (late, or repeated after the next run has begun) is ignored in every
            state (%d cases) and left out below.

            """.formatted(COMMAND, states, events, states * events, cases, onOtherRuns());
    }

    private static int onOtherRuns() {
        List<DecisionCase> cases = DecisionCase.reportsOnOtherRuns();
        for (DecisionCase each : cases) {
            Step ignored = Step.ignored(each.situation().life(), Reason.IGNORED_OLD_RUN);
            if (!each.step().equals(ignored)) {
                throw new AssertionError("a report on another run is not ignored: " + each);
            }
        }
        return cases.size();
    }

    /** The states as users see them, an arrow for every way from one to another, and on it the events that lead there. */
    private static String diagram(List<DecisionCase> cases) {
        Map<Phase, Map<Phase, Set<String>>> arrows = new EnumMap<>(Phase.class);
        for (DecisionCase each : cases) {
            Phase from = each.situation().life().state().phase();
            Phase to = each.step().next().state().phase();
            if (from != to) {
                arrows.computeIfAbsent(from, _ -> new EnumMap<>(Phase.class))
                        .computeIfAbsent(to, _ -> new LinkedHashSet<>())
                        .add(each.event().getClass().getSimpleName());
            }
        }
        StringBuilder text = new StringBuilder(
                "## The states as users see them\n\nEvents that lead nowhere else are left out.\n\n```mermaid\nstateDiagram-v2\n");
        text.append("    [*] --> STOPPED\n");
        arrows.forEach((from, targets) -> targets.forEach((to, events) -> text.append("    ")
                .append(from)
                .append(" --> ")
                .append(to)
                .append(": ")
                .append(String.join(", ", events))
                .append('\n')));
        return text.append("```\n\n").toString();
    }

    private static String overview(List<Class<? extends ChildState>> states) {
        StringBuilder text =
                new StringBuilder("| State | Users see | Wanted | Has a run | Has a deadline | Waits for a hook |\n");
        text.append("|---|---|---|---|---|---|\n");
        for (Class<? extends ChildState> type : states) {
            ChildState state = Situation.in(type).life().state();
            text.append(line(
                    "[" + type.getSimpleName() + "](#" + anchor(type) + ")",
                    state.phase().name(),
                    wanted(type),
                    state.liveRun().isPresent() ? "yes" : "no",
                    deadline(type),
                    hook(type)));
        }
        return text.append('\n').toString();
    }

    private static String wanted(Class<? extends ChildState> type) {
        return inAnySituation(type, each -> each.wanted().name().toLowerCase(Locale.ROOT));
    }

    private static String deadline(Class<? extends ChildState> type) {
        return inAnySituation(type, each -> each.state().deadline().isPresent() ? "yes" : "no");
    }

    private static String hook(Class<? extends ChildState> type) {
        return inAnySituation(type, each -> each.state()
                .hook()
                .map(point -> point.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse("no"));
    }

    private static String inAnySituation(Class<? extends ChildState> type, Function<Life, String> what) {
        return DecisionCase.all(type, ChildEvent.Kill.class).stream()
                .map(each -> what.apply(each.situation().life()))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String section(
            Class<? extends ChildState> state, Map<Class<? extends ChildEvent>, List<DecisionCase>> byEvent) {
        Map<List<DecisionTable.Row>, List<String>> alike = new LinkedHashMap<>();
        byEvent.forEach((event, cases) -> alike.computeIfAbsent(DecisionTable.rows(cases), _ -> new ArrayList<>())
                .add("`" + event.getSimpleName() + "`"));
        Map<String, List<DecisionTable.Row>> rows = new LinkedHashMap<>();
        alike.forEach((those, events) -> rows.put(String.join(", ", events), those));
        return "\n## " + state.getSimpleName() + "\n\n" + table(rows);
    }

    private static String table(Map<String, List<DecisionTable.Row>> rows) {
        StringBuilder text = new StringBuilder();
        text.append("| Event | When | Next state | From now on | Effect | Because |\n|---|---|---|---|---|---|\n");
        rows.forEach((events, those) -> {
            for (DecisionTable.Row row : those) {
                DecisionSummary summary = row.summary();
                text.append(line(
                        events, row.when(), summary.becomes(), summary.changes(), summary.does(), summary.because()));
            }
        });
        return text.toString();
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells).replaceAll(" +\\|", " |") + " |\n";
    }

    private static String anchor(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
