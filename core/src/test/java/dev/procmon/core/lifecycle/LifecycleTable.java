// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildState.Force;
import dev.procmon.core.lifecycle.ChildState.Sequel;
import dev.procmon.core.policy.Policy.Requests;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads {@code lifecycle-table.txt}, which says in its head how it is written, and puts real steps into its words. */
final class LifecycleTable {

    private static final String FILE = "lifecycle-table.txt";
    private static final String AS_BEFORE = "-";
    private static final Pattern EVENT = Pattern.compile("(\\w+)(?:\\((\\w+)\\))?(?:#(\\d+))?");
    private static final SpawnFailure FAILURE = new SpawnFailure("ENOENT", "no such file: /nope");

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
            for (String word : given.split(" ", -1)) {
                situation = LifecycleTable.given(situation, word);
            }
            return situation;
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
                    + does.replaceFirst(", (\\w+)#7", ", sends $1")
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
        return new Outcome(
                describe(life.state()),
                life.wanted().name(),
                Long.toString(life.nextDelay().toSeconds()),
                AS_BEFORE,
                "");
    }

    private static String describe(ChildState state) {
        return switch (state) {
            case ChildState.Stopped() -> "Stopped";
            case ChildState.Waiting() -> "Waiting";
            case ChildState.Starting(var run) -> "Starting#" + run.number();
            case ChildState.Running(var run, var _) -> "Running#" + run.number();
            case ChildState.Aborting(var run, var force, var sequel) ->
                "Aborting#" + run.number() + "(" + force + "," + sequel + ")";
            case ChildState.Terminating(var run, var _, var killAt, var sequel) ->
                "Terminating#" + run.number() + "(kill@" + seconds(killAt.nanos()) + "," + sequel + ")";
            case ChildState.Killing(var run, var _, var sequel) -> "Killing#" + run.number() + "(" + sequel + ")";
            case ChildState.KillRefused(var run, var _, var retryAt, var sequel) ->
                "KillRefused#" + run.number() + "(retry@" + seconds(retryAt.nanos()) + "," + sequel + ")";
            case ChildState.BackingOff(var until, var ending) ->
                "BackingOff(until@" + seconds(until.nanos()) + "," + describe(ending) + ")";
            case ChildState.Exited(var ending) -> "Exited(" + describe(ending) + ")";
        };
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
            case Effect.SendSignal(var run, var signal) -> signal + "#" + run.number();
        };
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
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

    private static Situation given(Situation situation, String word) {
        return switch (word) {
            case "up", "down" -> situation.wanting(Wanted.valueOf(word.toUpperCase(Locale.ROOT)));
            case "again" -> situation.followedBy(Sequel.START_AGAIN);
            case "force=KILL" -> situation.forcedBy(Force.KILL);
            case "charged" -> situation.with(Requests.CHARGED);
            case "never" -> situation.with(RestartPolicy.of(RestartPolicy.Mode.NEVER));
            case "on-failure" -> situation.with(RestartPolicy.of(RestartPolicy.Mode.ON_FAILURE));
            case "long" -> situation.aged(Situation.Age.LONG);
            case "delay=1" -> situation.delayedBy(Situation.MIN);
            default -> throw new AssertionError(FILE + ": no such word: " + word);
        };
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
            case "Await" -> new ChildEvent.Await();
            case "Stop" -> new ChildEvent.Stop();
            case "Kill" -> new ChildEvent.Kill();
            case "Terminate" -> new ChildEvent.Terminate();
            case "Restart" -> new ChildEvent.Restart();
            case "Spawned" -> new ChildEvent.Spawned(run, Situation.PID);
            case "SpawnFailed" -> new ChildEvent.SpawnFailed(run, FAILURE);
            case "ProcessExited" -> new ChildEvent.ProcessExited(run, status(argument));
            case "SignalRefused" ->
                new ChildEvent.SignalRefused(run, Signal.of(argument).orElseThrow(), "EPERM");
            case "DeadlineReached" -> new ChildEvent.DeadlineReached();
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
