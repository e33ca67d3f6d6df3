// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.status;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A child at one moment.
 *
 * @param name its name
 * @param state {@code stopped}, {@code waiting}, {@code starting}, {@code running}, {@code backing-off}, {@code stopping}, {@code exited}
 *     or {@code failed}
 * @param detail what there is to say of the state, such as what is in the way of a start; empty where there is nothing
 * @param wanted {@code up} or {@code down}: what was asked for
 * @param ready whether it runs and is ready
 * @param wellAsWanted whether it is as was asked for: ready or completed where it is wanted up, stopped where not
 * @param role empty for the holder of the name; {@code successor} or {@code departing}
 * @param pid the main process, if it has one
 * @param run the number of its present run, or else of the last; 0 before the first
 * @param restarts how often it was started again since the supervisor started
 * @param startedAt when the present run was started
 * @param lastExit how the run before the present one ended, in words: {@code exited with 1 after 0.3s}
 * @param lastExitAt when
 * @param nextAt when a timer acts next upon it, such as the end of a back-off, a grace period, or its next time
 * @param nextWhat what happens then, in words: {@code next start}
 * @param cpuSeconds the CPU time that all its processes have used so far
 * @param memoryBytes the resident memory of all its processes
 * @param processes how many processes it has
 * @param group the group that it is a member of
 * @param needs the programs that it needs, by the names in its configuration
 * @param output how it stands with its output, where it is kept
 * @param saysOfItself what it said by {@code STATUS=} of sd_notify(3)
 */
public record ProgramStatus(
        String name,
        String state,
        String detail,
        String wanted,
        boolean ready,
        boolean wellAsWanted,
        Optional<String> role,
        OptionalLong pid,
        long run,
        long restarts,
        Optional<Instant> startedAt,
        Optional<String> lastExit,
        Optional<Instant> lastExitAt,
        Optional<Instant> nextAt,
        Optional<String> nextWhat,
        OptionalDouble cpuSeconds,
        OptionalLong memoryBytes,
        OptionalLong processes,
        Optional<String> group,
        List<String> needs,
        Optional<OutputStatus> output,
        Optional<String> saysOfItself)
        implements ToJson {

    public ProgramStatus {
        needs = List.copyOf(needs);
    }

    @Override
    public void fields(JsonFields out) {
        out.text("name", name).text("state", state).text("detail", detail).text("wanted", wanted);
        out.truth("ready", ready)
                .truth("as_wanted", wellAsWanted)
                .text("role", role)
                .number("pid", pid);
        out.number("run", run).number("restarts", restarts).time("started_at", startedAt);
        out.text("last_exit", lastExit).time("last_exit_at", lastExitAt);
        out.time("next_at", nextAt).text("next", nextWhat);
        if (cpuSeconds.isPresent()) {
            out.number("cpu_seconds", cpuSeconds.getAsDouble());
        }
        out.number("memory_bytes", memoryBytes).number("processes", processes);
        out.text("group", group).texts("needs", needs).object("output", output).text("says", saysOfItself);
    }

    /** Read it back. */
    public static ProgramStatus of(JsonObject json) {
        return new ProgramStatus(
                json.text("name"),
                json.text("state"),
                json.maybeText("detail").orElse(""),
                json.text("wanted"),
                json.truth("ready"),
                json.truth("as_wanted"),
                json.maybeText("role"),
                json.maybeNumber("pid"),
                json.number("run"),
                json.number("restarts"),
                json.maybeTime("started_at"),
                json.maybeText("last_exit"),
                json.maybeTime("last_exit_at"),
                json.maybeTime("next_at"),
                json.maybeText("next"),
                json.values().containsKey("cpu_seconds")
                        ? OptionalDouble.of(json.real("cpu_seconds"))
                        : OptionalDouble.empty(),
                json.maybeNumber("memory_bytes"),
                json.maybeNumber("processes"),
                json.maybeText("group"),
                json.texts("needs"),
                json.maybeObject("output").map(OutputStatus::of),
                json.maybeText("says"));
    }
}
