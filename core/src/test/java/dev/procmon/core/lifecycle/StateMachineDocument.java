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
            * **to be judged, to be started again**: what follows the end of a run that was asked for. Judged means that the
              restart policy and the back-off decide, as after any other end; started again means at once.
            * **requests are free, charged**: whether a start or an end by request counts for the back-off. They are free in the
              profile of the config file, and charged in that of `ProcessMonitor`, as in Twisted.
            * **short life, long life**: shorter than the threshold of the back-off, or at least as long. A failed spawn is a short
              life.
            * **delays begin anew, the next delay is longer**: how the row of delays goes on that early deaths are followed by.
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
        text.append(diagram(cases)).append(overview(states)).append(WORDS);
        pairs.forEach((state, byEvent) -> text.append(section(state, byEvent)));
        return text.toString();
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
            is looked at when a run ends. These tables were computed by trying each event in every situation in which a child
            can be and that may make a difference (%d cases): they say what the code does, and the build fails when they do
            not.

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
        StringBuilder text = new StringBuilder("| State | Users see | Wanted | Has a run | Has a deadline |\n");
        text.append("|---|---|---|---|---|\n");
        for (Class<? extends ChildState> type : states) {
            ChildState state = Situation.in(type).life().state();
            text.append(line(
                    "[" + type.getSimpleName() + "](#" + anchor(type) + ")",
                    state.phase().name(),
                    wanted(type),
                    state.liveRun().isPresent() ? "yes" : "no",
                    state.deadline().isPresent() ? "yes" : "no"));
        }
        return text.append('\n').toString();
    }

    private static String wanted(Class<? extends ChildState> type) {
        return DecisionCase.all(type, ChildEvent.DeadlineReached.class).stream()
                .map(each -> each.situation().wanted().name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String section(
            Class<? extends ChildState> state, Map<Class<? extends ChildEvent>, List<DecisionCase>> byEvent) {
        Map<List<DecisionTable.Row>, List<String>> alike = new LinkedHashMap<>();
        byEvent.forEach((event, cases) -> alike.computeIfAbsent(DecisionTable.rows(cases), _ -> new ArrayList<>())
                .add("`" + event.getSimpleName() + "`"));
        StringBuilder text = new StringBuilder("\n## " + state.getSimpleName() + "\n\n");
        text.append("| Event | When | Next state | From now on | Effect | Because |\n|---|---|---|---|---|---|\n");
        alike.forEach((rows, events) -> {
            for (DecisionTable.Row row : rows) {
                DecisionSummary summary = row.summary();
                text.append(line(
                        String.join(", ", events),
                        row.when(),
                        summary.becomes(),
                        summary.changes(),
                        summary.does(),
                        summary.because()));
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
