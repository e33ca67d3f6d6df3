// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.fake;

import dev.procmon.control.action.ActionReport;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.Tone;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.OutputStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Records as a supervisor would send them. */
public final class Samples {

    /** The present. */
    public static final Instant NOW = Instant.parse("2026-11-25T03:14:54Z");

    private Samples() {}

    /** A program that is ready since two minutes and ten seconds. */
    public static ProgramStatus ready(String name, long pid) {
        return new ProgramStatus(
                name,
                "running",
                "",
                "up",
                true,
                true,
                Optional.empty(),
                OptionalLong.of(pid),
                3,
                2,
                Optional.of(NOW.minusSeconds(130)),
                Optional.of("exited with 1 after 0.3s"),
                Optional.of(NOW.minusSeconds(131)),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.of(6.5),
                OptionalLong.of(12_345_678),
                OptionalLong.of(2),
                Optional.of("backend"),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** A program in another state, without a process. */
    public static ProgramStatus idle(String name, String state, String detail, boolean asWanted) {
        return new ProgramStatus(
                name,
                state,
                detail,
                state.equals("stopped") ? "down" : "up",
                false,
                asWanted,
                Optional.empty(),
                OptionalLong.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** A program that fails again and again, to be started again in four seconds. */
    public static ProgramStatus backingOff(String name) {
        return new ProgramStatus(
                name,
                "backing-off",
                "restarting in 4s",
                "up",
                false,
                false,
                Optional.empty(),
                OptionalLong.empty(),
                8,
                7,
                Optional.empty(),
                Optional.of("exited with 1 after 0.3s"),
                Optional.of(NOW.minusSeconds(12)),
                Optional.of(NOW.plusSeconds(4)),
                Optional.of("next start"),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same program with something to say of its output. */
    public static ProgramStatus with(OutputStatus output, ProgramStatus program) {
        return new ProgramStatus(
                program.name(),
                program.state(),
                program.detail(),
                program.wanted(),
                program.ready(),
                program.wellAsWanted(),
                program.role(),
                program.pid(),
                program.run(),
                program.restarts(),
                program.startedAt(),
                program.lastExit(),
                program.lastExitAt(),
                program.nextAt(),
                program.nextWhat(),
                program.cpuSeconds(),
                program.memoryBytes(),
                program.processes(),
                program.group(),
                program.needs(),
                Optional.of(output),
                program.saysOfItself());
    }

    /** Programs at present. */
    public static ProgramList list(ProgramStatus... programs) {
        return new ProgramList(NOW, 41, List.of(programs));
    }

    /** A supervisor of some programs. */
    public static InstanceStatus instance(int programs) {
        return new InstanceStatus(
                "shop",
                4711,
                "0.1.0",
                NOW.minus(Duration.ofHours(3)),
                Optional.of("/srv/shop/procmon.toml"),
                List.of(),
                "running",
                programs,
                programs,
                Optional.of("/var/lib/procmon/shop"),
                List.of());
    }

    /** An event about a program. */
    public static Event event(long id, String program, Tone tone, String message) {
        return new Event(
                id,
                NOW.plusMillis(id),
                id,
                "happened",
                Optional.of(program),
                OptionalLong.of(1),
                Optional.empty(),
                Optional.empty(),
                tone,
                message,
                Map.of());
    }

    /** A line of a program. */
    public static LogLine line(long id, String program, String text, String part) {
        return new LogLine(id, NOW.plusMillis(id), program, 1, "stdout", text, Optional.empty(), part);
    }

    /** A notice of procmon itself among the lines of a program. */
    public static LogLine notice(long id, String program, String text) {
        return new LogLine(id, NOW.plusMillis(id), program, 0, "stdout", text, Optional.empty(), "whole");
    }

    /** A report of one program. */
    public static ActionReport report(String program, ActionReport.Result result, String message) {
        return new ActionReport(List.of(new ActionReport.Outcome(program, result, message)));
    }
}
