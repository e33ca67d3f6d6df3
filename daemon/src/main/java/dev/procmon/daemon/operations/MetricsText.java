// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.status.OutputStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.daemon.forward.ForwardState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Figures in the text format of Prometheus, version 0.0.4. Written by hand: the client library is seven jars, none of them a named module,
 * and would first have to be told what is read here from one picture.
 *
 * @param facts what does not change
 * @param phase that of the supervisor
 * @param eventsLost how many events are lost
 * @param forwards how it stands with each receiver of output
 */
record MetricsText(InstanceFacts facts, String phase, long eventsLost, List<ForwardState> forwards) {

    private static final double NANOS = 1e9;

    /** A figure of a program, if it has one. */
    private interface Figure extends Function<ProgramStatus, OptionalDouble> {}

    String of(ProgramList list) {
        List<ProgramStatus> programs = new ArrayList<>();
        for (ProgramStatus each : list.programs()) {
            // While one is replaced there are two of its name.
            if (each.role().isEmpty()) {
                programs.add(each);
            }
        }
        MetricLines out = new MetricLines();
        supervisor(out, programs);
        life(out, programs);
        output(out, programs, list.at());
        new ForwardMetrics(forwards).to(out);
        return out.toString();
    }

    private void supervisor(MetricLines out, List<ProgramStatus> programs) {
        out.head("procmon_build_info", "gauge", "Which procmon this is.");
        String labels =
                "instance=" + MetricLines.quoted(facts.name()) + ",version=" + MetricLines.quoted(facts.version());
        out.line("procmon_build_info", labels, 1);
        out.head("procmon_start_time_seconds", "gauge", "When the supervisor was started, in seconds since 1970.");
        out.line("procmon_start_time_seconds", "", seconds(facts.startedAt()));
        out.head("procmon_phase", "gauge", "1 for what the supervisor does, 0 for what it does not.");
        for (String each : List.of("starting", "running", "stopping")) {
            out.line("procmon_phase", "phase=" + MetricLines.quoted(each), each.equals(phase) ? 1 : 0);
        }
        out.head("procmon_programs", "gauge", "How many programs are in a state.");
        for (ChildState.Phase each : ChildState.Phase.values()) {
            String state = StateWords.word(each);
            long count = programs.stream()
                    .filter(program -> program.state().equals(state))
                    .count();
            out.line("procmon_programs", "state=" + MetricLines.quoted(state), (double) count);
        }
        out.head("procmon_events_lost_total", "counter", "Events that are not in the event log.");
        out.line("procmon_events_lost_total", "", (double) eventsLost);
    }

    private static void life(MetricLines out, List<ProgramStatus> programs) {
        each(
                out,
                programs,
                "program_up",
                "gauge",
                "1 where the program has a process.",
                program -> of(program.pid().isPresent() ? 1 : 0));
        each(
                out,
                programs,
                "program_ready",
                "gauge",
                "1 where the program is ready.",
                program -> of(program.ready() ? 1 : 0));
        out.head("procmon_program_state", "gauge", "1 for the state of the program, 0 for the others.");
        for (ProgramStatus program : programs) {
            for (ChildState.Phase each : ChildState.Phase.values()) {
                String state = StateWords.word(each);
                String labels = label(program) + ",state=" + MetricLines.quoted(state);
                out.line("procmon_program_state", labels, state.equals(program.state()) ? 1 : 0);
            }
        }
        each(
                out,
                programs,
                "program_restarts_total",
                "counter",
                "Runs after the first.",
                program -> of((double) program.restarts()));
        each(
                out,
                programs,
                "program_cpu_seconds_total",
                "counter",
                "Processor time of the present run.",
                ProgramStatus::cpuSeconds);
        each(
                out,
                programs,
                "program_memory_bytes",
                "gauge",
                "Memory of all of its processes.",
                program -> program.memoryBytes().isPresent()
                        ? of((double) program.memoryBytes().getAsLong())
                        : OptionalDouble.empty());
    }

    private static void output(MetricLines out, List<ProgramStatus> programs, Instant now) {
        kept(out, programs, "output_bytes_total", "counter", "Bytes that it has written.", OutputStatus::bytes);
        kept(
                out,
                programs,
                "output_lost_bytes_total",
                "counter",
                "Bytes of it that are lost.",
                OutputStatus::lostBytes);
        kept(
                out,
                programs,
                "output_lost_lines_total",
                "counter",
                "Lines of it that are lost.",
                OutputStatus::lostLines);
        kept(
                out,
                programs,
                "output_held_bytes",
                "gauge",
                "Bytes of it in memory, because they cannot be written.",
                OutputStatus::heldBytes);
        kept(
                out,
                programs,
                "output_waiting_seconds",
                "gauge",
                "How long its output has not been read for want of room.",
                output -> output.waitingSince().isEmpty()
                        ? 0
                        : Math.max(
                                0,
                                Duration.between(output.waitingSince().get(), now)
                                                .toNanos()
                                        / NANOS));
    }

    private static void kept(
            MetricLines out,
            List<ProgramStatus> programs,
            String name,
            String type,
            String help,
            Function<OutputStatus, Number> figure) {
        each(
                out,
                programs,
                "program_" + name,
                type,
                help,
                program -> program.output().isPresent()
                        ? of(figure.apply(program.output().get()).doubleValue())
                        : OptionalDouble.empty());
    }

    private static void each(
            MetricLines out, List<ProgramStatus> programs, String name, String type, String help, Figure figure) {
        out.head("procmon_" + name, type, help);
        for (ProgramStatus each : programs) {
            OptionalDouble value = figure.apply(each);
            if (value.isPresent()) {
                out.line("procmon_" + name, label(each), value.getAsDouble());
            }
        }
    }

    private static OptionalDouble of(double value) {
        return OptionalDouble.of(value);
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / NANOS;
    }

    private static String label(ProgramStatus program) {
        return "program=" + MetricLines.quoted(program.name());
    }
}
