// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.time.MonotonicTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads {@code lifecycle-table.txt}, which says in its head how it is written, and puts real steps into its words. */
final class LifecycleTable {

    private static final String FILE = "lifecycle-table.txt";
    private static final String AS_BEFORE = "-";
    private static final Pattern EVENT = Pattern.compile("(\\w+)(?:\\((\\w+)\\))?(?:#(\\d+))?");

    private LifecycleTable() {}

    /** One line of the table. All of it is text as it stands there. */
    record Row(
            int line,
            String state,
            String event,
            String given,
            String next,
            String wanted,
            String delay,
            String effects,
            String reason) {

        Situation situation() {
            Class<? extends ChildState> type = Situation.states().stream()
                    .filter(candidate -> candidate.getSimpleName().equals(state))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(FILE + " line " + line + ": no such state: " + state));
            Situation situation = Situation.in(type);
            Set<Given> words = EnumSet.noneOf(Given.class);
            for (String word : given.split(" ", -1)) {
                words.add(Given.of(word)
                        .orElseThrow(() -> new AssertionError(FILE + " line " + line + ": no such word: " + word)));
            }
            return situation.with(words);
        }

        ChildEvent childEvent() {
            return LifecycleTable.event(event);
        }

        String pair() {
            return state + " × " + childEvent().getClass().getSimpleName();
        }

        /** What is expected, in the words of {@link #describe}. */
        Outcome outcome() {
            Outcome before = describe(situation().life());
            return new Outcome(
                    next.equals(AS_BEFORE) ? before.next() : next,
                    wanted.equals(AS_BEFORE) ? before.wanted() : wanted,
                    delay.equals(AS_BEFORE) ? before.delay() : delay,
                    effects,
                    reason);
        }

        String title() {
            String because = Reason.valueOf(reason).sentence();
            String becomes = next.equals(AS_BEFORE) ? "stays as it is" : "becomes " + next;
            String does = effects.equals(AS_BEFORE) ? "" : ", " + effects.replace("spawn#", "spawns run ");
            return state + " × " + event + " (" + given + "): " + becomes
                    + does.replaceFirst(", ([A-Z]+)#7\\w*", ", sends $1")
                    + ", because " + because;
        }
    }

    /** What comes of an event, in the words of the table. */
    record Outcome(String next, String wanted, String delay, String effects, String reason) {}

    static List<Row> rows() {
        List<String> lines = lines();
        return IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
                .mapToObj(i -> row(i + 1, lines.get(i)))
                .toList();
    }

    static Outcome describe(Step step) {
        Outcome life = describe(step.next());
        String effects = step.effects().stream().map(LifecycleTable::describe).collect(Collectors.joining(", "));
        return new Outcome(
                life.next(),
                life.wanted(),
                life.delay(),
                effects.isEmpty() ? AS_BEFORE : effects,
                step.reason().name());
    }

    private static Outcome describe(Life life) {
        String counted = life.restarts().isEmpty() ? "" : "/" + life.restarts().size();
        return new Outcome(
                describe(life.state()), life.wanted().name(), life.nextDelay().toSeconds() + counted, AS_BEFORE, "");
    }

    private static String describe(ChildState state) {
        String run = state.liveRun().map(LifecycleTable::describe).orElse("");
        String at = state.deadline().map(when -> "@" + seconds(when)).orElse("");
        return state.getClass().getSimpleName()
                + switch (state) {
                    case ChildState.Stopped(), ChildState.Waiting() -> "";
                    case ChildState.Preparing _, ChildState.Starting _ -> run;
                    case ChildState.Launching _ -> run + "(ready" + at + ")";
                    case ChildState.Running _ -> at.isEmpty() ? run : run + "(end" + at + ")";
                    case ChildState.Aborting(var _, var force, var sequel) -> run + "(" + force + "," + sequel + ")";
                    case ChildState.Asking(var _, var _, var point, var _, var sequel) ->
                        run + "(" + point + ",kill" + at + "," + sequel + ")";
                    case ChildState.Terminating(var _, var _, var _, var sequel) ->
                        run + "(kill" + at + "," + sequel + ")";
                    case ChildState.Killing(var _, var _, var _, var sequel) ->
                        run + "(" + (at.isEmpty() ? "" : "again" + at + ",") + sequel + ")";
                    case ChildState.KillRefused(var _, var _, var _, var sequel) ->
                        run + "(retry" + at + "," + sequel + ")";
                    case ChildState.Concluding(var _, var ending, var endedAt, var asked, var sequel) ->
                        run + "(" + describe(ending) + "@" + seconds(endedAt) + "," + (asked ? "asked" : "by itself")
                                + "," + sequel + ")";
                    case ChildState.BackingOff(var _, var ending) -> "(until" + at + "," + describe(ending) + ")";
                    case ChildState.Exited(var ending) -> "(" + describe(ending) + ")";
                    case ChildState.Failed(var ending) ->
                        "(" + ending.map(LifecycleTable::describe).orElse("no run") + ")";
                };
    }

    /** The number of a run, and what is told of it since. */
    private static String describe(Run run) {
        return "#" + run.number()
                + (run.readyAt().isPresent() ? "r" : "")
                + (run.leaderGoneAt().isPresent() ? "g" : "")
                + (run.unwell() ? "u" : "")
                + (run.extension().isZero() ? "" : "+" + run.extension().toSeconds());
    }

    private static String describe(Ending ending) {
        return switch (ending) {
            case ExitStatus.Exited(var code) -> "exit " + code;
            case ExitStatus.Signaled(var signal, var _) -> signal.name();
            case SpawnFailure(var errno, var _) -> errno;
        };
    }

    private static String describe(Effect effect) {
        return switch (effect) {
            case Effect.Spawn(var run) -> "spawn#" + run.number();
            case Effect.SendSignal(var run, var signal, var reach) ->
                signal + "#" + run.number() + (reach == Reach.LEADER ? " to the leader" : "");
            case Effect.RunHook(var run, var point) -> point + "#" + run.number();
            case Effect.Escalate _ -> "escalate";
        };
    }

    private static long seconds(MonotonicTime when) {
        return Duration.ofNanos(when.nanos()).toSeconds();
    }

    private static Row row(int number, String line) {
        List<String> cells =
                Pattern.compile("\\|").splitAsStream(line).map(String::strip).toList();
        if (cells.size() != 8) {
            throw new AssertionError(FILE + " line " + number + " has " + cells.size() + " cells instead of 8");
        }
        return new Row(
                number,
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                cells.get(4),
                cells.get(5),
                cells.get(6),
                cells.get(7));
    }

    private static ChildEvent event(String text) {
        Matcher parts = EVENT.matcher(text);
        if (!parts.matches()) {
            throw new AssertionError(FILE + ": this is no event: " + text);
        }
        String argument = Objects.requireNonNullElse(parts.group(2), "");
        long run = Long.parseLong(Objects.requireNonNullElse(parts.group(3), "7"));
        return switch (parts.group(1)) {
            case "Start" -> new ChildEvent.Start(Wanted.valueOf(argument));
            case "Admit" -> new ChildEvent.Admit();
            case "Stop" -> new ChildEvent.Stop();
            case "Kill" -> new ChildEvent.Kill();
            case "Terminate" -> new ChildEvent.Terminate();
            case "Restart" -> new ChildEvent.Restart();
            case "Abandon" -> new ChildEvent.Abandon();
            case "DeadlineReached" -> new ChildEvent.DeadlineReached();
            default -> report(text, parts.group(1), run, argument);
        };
    }

    private static ChildEvent report(String text, String name, long run, String argument) {
        return switch (name) {
            case "Spawned" -> new ChildEvent.Spawned(run, Situation.PID);
            case "SpawnFailed" -> new ChildEvent.SpawnFailed(run, Situation.FAILURE);
            case "LeaderExited" -> new ChildEvent.LeaderExited(run, status(argument));
            case "ProcessExited" -> new ChildEvent.ProcessExited(run, status(argument));
            case "SignalRefused" ->
                new ChildEvent.SignalRefused(run, Signal.of(argument).orElseThrow(), "EPERM");
            case "BecameReady" -> new ChildEvent.BecameReady(run);
            case "Unhealthy" -> new ChildEvent.Unhealthy(run, Fault.valueOf(argument));
            case "ExtensionAsked" -> new ChildEvent.ExtensionAsked(run, Duration.ofSeconds(Long.parseLong(argument)));
            case "PardonAsked" -> new ChildEvent.PardonAsked(run);
            case "HookEnded" -> new ChildEvent.HookEnded(run, Hook.Point.valueOf(argument), Optional.empty());
            case "HookFailed" ->
                new ChildEvent.HookEnded(run, Hook.Point.valueOf(argument), Optional.of("exited with 1"));
            default -> throw new AssertionError(FILE + ": no such event: " + text);
        };
    }

    private static ExitStatus status(String argument) {
        return Character.isDigit(argument.charAt(0))
                ? ExitStatus.exited(Integer.parseInt(argument))
                : ExitStatus.signaled(Signal.of(argument).orElseThrow());
    }

    private static List<String> lines() {
        try (InputStream in = Objects.requireNonNull(LifecycleTable.class.getResourceAsStream(FILE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
