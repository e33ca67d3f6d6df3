// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.status;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run of a program, as the event log tells it.
 *
 * @param run its number
 * @param supervisor the number of the event with which the supervisor started under which it ran: run numbers begin anew with each
 * @param pid its main process, where it got that far
 * @param startedAt when its process was started, or could not be
 * @param readyAt when it became ready
 * @param endedAt when it was over; empty while it lives
 * @param end how, in words
 */
public record RunRecord(
        long run,
        long supervisor,
        OptionalLong pid,
        Instant startedAt,
        Optional<Instant> readyAt,
        Optional<Instant> endedAt,
        Optional<String> end)
        implements ToJson {

    @Override
    public void fields(JsonFields out) {
        out.number("run", run)
                .number("supervisor", supervisor)
                .number("pid", pid)
                .time("started_at", startedAt);
        out.time("ready_at", readyAt).time("ended_at", endedAt).text("end", end);
    }

    /** Read it back. */
    public static RunRecord of(JsonObject json) {
        return new RunRecord(
                json.number("run"),
                json.number("supervisor"),
                json.maybeNumber("pid"),
                json.time("started_at"),
                json.maybeTime("ready_at"),
                json.maybeTime("ended_at"),
                json.maybeText("end"));
    }
}
