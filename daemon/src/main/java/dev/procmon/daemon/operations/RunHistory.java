// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.event.Event;
import dev.procmon.control.status.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the runs of a program out of the events. */
final class RunHistory {

    /** The kind of the event with which a supervisor begins. */
    static final String SUPERVISOR_STARTED = "supervisor-started";

    private final Map<Key, RunRecord> runs = new LinkedHashMap<>();
    private long supervisor;
    private double lastMs;

    private record Key(long supervisor, long run) {}

    private RunHistory() {}

    /** Tell whether an event says something of the runs of a program. */
    static boolean concerns(Event event, String program) {
        return event.kind().equals(SUPERVISOR_STARTED) || event.program().equals(Optional.of(program));
    }

    /** Return the runs that events tell of, the latest last. */
    static List<RunRecord> of(List<Event> events) {
        RunHistory history = new RunHistory();
        for (Event each : events) {
            history.take(each);
        }
        return new ArrayList<>(history.runs.values());
    }

    private void take(Event event) {
        // Where the beginning is no longer kept, a clock that begins anew shows it.
        if (event.kind().equals(SUPERVISOR_STARTED) || event.ms() < lastMs) {
            supervisor = event.id();
        }
        lastMs = event.ms();
        if (event.run().isEmpty()) {
            return;
        }
        Key key = new Key(supervisor, event.run().getAsLong());
        RunRecord known = runs.get(key);
        switch (event.kind()) {
            case "started" -> runs.put(key, begun(key, event, number(event, "pid")));
            case "spawn-failed" ->
                runs.put(
                        key,
                        ended(
                                known == null ? begun(key, event, OptionalLong.empty()) : known,
                                event.time(),
                                "cannot be spawned: " + text(event, "errno") + " (" + text(event, "detail") + ")"));
            case "ready" -> {
                if (known != null) {
                    runs.put(key, ready(known, event.time()));
                }
            }
            case "exited" -> {
                if (known != null) {
                    runs.put(key, ended(known, event.time(), end(event)));
                }
            }
            default -> {}
        }
    }

    private static RunRecord begun(Key key, Event event, OptionalLong pid) {
        return new RunRecord(
                key.run(), key.supervisor(), pid, event.time(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static RunRecord ready(RunRecord run, Instant at) {
        return new RunRecord(
                run.run(), run.supervisor(), run.pid(), run.startedAt(), Optional.of(at), run.endedAt(), run.end());
    }

    private static RunRecord ended(RunRecord run, Instant at, String end) {
        return new RunRecord(
                run.run(),
                run.supervisor(),
                run.pid(),
                run.startedAt(),
                run.readyAt(),
                Optional.of(at),
                Optional.of(end));
    }

    private static String end(Event event) {
        String how = event.details().containsKey("signal")
                ? "killed by " + text(event, "signal")
                : "exited with " + number(event, "code").orElse(0);
        Object uptime = event.details().get("uptime_ms");
        return uptime instanceof Number ms
                ? how + " after " + DurationWords.of(Duration.ofMillis(ms.longValue()))
                : how;
    }

    private static OptionalLong number(Event event, String key) {
        return event.details().get(key) instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    private static String text(Event event, String key) {
        return String.valueOf(event.details().getOrDefault(key, "unknown"));
    }
}
