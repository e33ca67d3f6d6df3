// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.event;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Something that happened: a transition of a program, news of it, or something that the supervisor did. The same object is a line of
 * {@code up --json}, an entry of the event log, and the data of a server-sent event.
 *
 * @param id its number in the log of its instance, one more than that of the event before it, over restarts of the supervisor; 0 where
 *     there is no log
 * @param time the time of day, for display
 * @param ms milliseconds since the supervisor started, on the monotonic clock: the order and the distance of two events of one
 *     supervisor
 * @param kind what happened, such as {@code exited}
 * @param program which program it is about, if it is about one
 * @param run which run of it, if it is about one
 * @param role what the run is to the name, where it does not hold it: {@code successor} or {@code departing}
 * @param change from which state to which, where it is a transition
 * @param tone how serious it is
 * @param message what to tell a person; empty where there is nothing to tell
 * @param details what else there is to say, by kind: texts, whole numbers, numbers with a fraction, truths and collections of texts
 */
public record Event(
        long id,
        Instant time,
        double ms,
        String kind,
        Optional<String> program,
        OptionalLong run,
        Optional<String> role,
        Optional<Change> change,
        Tone tone,
        String message,
        Map<String, Object> details)
        implements ToJson {

    private static final Set<String> FIELDS =
            Set.of("id", "time", "ms", "event", "program", "run", "role", "from", "to", "reason", "tone", "message");

    /**
     * A transition.
     *
     * @param from the state before, as users see it: {@code backing-off}
     * @param to the state after
     * @param reason why, in a sentence
     */
    public record Change(String from, String to, String reason) {}

    public Event {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Return the same with a number in a log. */
    public Event numbered(long number) {
        return new Event(number, time, ms, kind, program, run, role, change, tone, message, details);
    }

    @Override
    public void fields(JsonFields out) {
        if (id > 0) {
            out.number("id", id);
        }
        out.time("time", time)
                .number("ms", ms)
                .text("event", kind)
                .text("program", program)
                .number("run", run);
        out.text("role", role);
        if (change.isPresent()) {
            out.text("from", change.get().from());
            out.text("to", change.get().to());
            out.text("reason", change.get().reason());
        }
        if (tone == Tone.BAD) {
            out.text("tone", "bad");
        }
        if (!message.isEmpty()) {
            out.text("message", message);
        }
        out.all(details);
    }

    /** Read it back. */
    public static Event of(JsonObject json) {
        Optional<String> from = json.maybeText("from");
        return new Event(
                json.maybeNumber("id").orElse(0),
                json.time("time"),
                json.real("ms"),
                json.text("event"),
                json.maybeText("program"),
                json.maybeNumber("run"),
                json.maybeText("role"),
                from.isPresent()
                        ? Optional.of(new Change(from.get(), json.text("to"), json.text("reason")))
                        : Optional.empty(),
                json.maybeText("tone").equals(Optional.of("bad")) ? Tone.BAD : Tone.QUIET,
                json.maybeText("message").orElse(""),
                json.others(FIELDS));
    }
}
