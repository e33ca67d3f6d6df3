// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.forward.ForwardState;
import dev.procmon.daemon.logs.LogState;
import dev.procmon.posix.usage.TreeUsage;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsTextTest {

    @RegisterExtension
    final Operating world = new Operating();

    @Test
    void figuresAreToldOfTheSupervisorAndOfEachProgramAndReceiver() {
        world.reactor.script("job", ChildScript.exitsAfter(Duration.ofSeconds(1), 0));
        world.up("[program.web]\ncommand = \"web\"\n[program.job]\ncommand = \"job\"\nrestart = \"never\"");
        world.seconds(12);
        world.usage.put(world.process("web").pid(), new TreeUsage(1.5, 2_000_000, 3));
        world.history.lost = 4;
        world.output.states.put(
                new ProgramName("web"),
                new LogState(
                        5_000_000_000L,
                        7,
                        120,
                        3,
                        Optional.of(Instant.parse("2026-11-25T00:00:10.500Z")),
                        Optional.of("x: ENOSPC")));

        world.receivers.add(new ForwardState(
                "central", 12, 6_000_000_000L, 3, 40, Duration.ofMillis(2_500), Optional.of("it is dead")));
        world.receivers.add(new ForwardState("journal", 5, 60, 0, 0, Duration.ZERO, Optional.empty()));

        assertThat(world.done(world.operations.metrics())).isEqualTo("""
                # HELP procmon_build_info Which procmon this is.
                # TYPE procmon_build_info gauge
                procmon_build_info{instance="shop",version="0.1.0"} 1
                # HELP procmon_start_time_seconds When the supervisor was started, in seconds since 1970.
                # TYPE procmon_start_time_seconds gauge
                procmon_start_time_seconds 1795564800
                # HELP procmon_phase 1 for what the supervisor does, 0 for what it does not.
                # TYPE procmon_phase gauge
                procmon_phase{phase="starting"} 0
                procmon_phase{phase="running"} 1
                procmon_phase{phase="stopping"} 0
                # HELP procmon_programs How many programs are in a state.
                # TYPE procmon_programs gauge
                procmon_programs{state="stopped"} 0
                procmon_programs{state="waiting"} 0
                procmon_programs{state="starting"} 0
                procmon_programs{state="running"} 1
                procmon_programs{state="backing-off"} 0
                procmon_programs{state="stopping"} 0
                procmon_programs{state="exited"} 1
                procmon_programs{state="failed"} 0
                # HELP procmon_events_lost_total Events that are not in the event log.
                # TYPE procmon_events_lost_total counter
                procmon_events_lost_total 4
                # HELP procmon_program_up 1 where the program has a process.
                # TYPE procmon_program_up gauge
                procmon_program_up{program="web"} 1
                procmon_program_up{program="job"} 0
                # HELP procmon_program_ready 1 where the program is ready.
                # TYPE procmon_program_ready gauge
                procmon_program_ready{program="web"} 1
                procmon_program_ready{program="job"} 0
                # HELP procmon_program_state 1 for the state of the program, 0 for the others.
                # TYPE procmon_program_state gauge
                procmon_program_state{program="web",state="stopped"} 0
                procmon_program_state{program="web",state="waiting"} 0
                procmon_program_state{program="web",state="starting"} 0
                procmon_program_state{program="web",state="running"} 1
                procmon_program_state{program="web",state="backing-off"} 0
                procmon_program_state{program="web",state="stopping"} 0
                procmon_program_state{program="web",state="exited"} 0
                procmon_program_state{program="web",state="failed"} 0
                procmon_program_state{program="job",state="stopped"} 0
                procmon_program_state{program="job",state="waiting"} 0
                procmon_program_state{program="job",state="starting"} 0
                procmon_program_state{program="job",state="running"} 0
                procmon_program_state{program="job",state="backing-off"} 0
                procmon_program_state{program="job",state="stopping"} 0
                procmon_program_state{program="job",state="exited"} 1
                procmon_program_state{program="job",state="failed"} 0
                # HELP procmon_program_restarts_total Runs after the first.
                # TYPE procmon_program_restarts_total counter
                procmon_program_restarts_total{program="web"} 0
                procmon_program_restarts_total{program="job"} 0
                # HELP procmon_program_cpu_seconds_total Processor time of the present run.
                # TYPE procmon_program_cpu_seconds_total counter
                procmon_program_cpu_seconds_total{program="web"} 1.5
                # HELP procmon_program_memory_bytes Memory of all of its processes.
                # TYPE procmon_program_memory_bytes gauge
                procmon_program_memory_bytes{program="web"} 2000000
                # HELP procmon_program_output_bytes_total Bytes that it has written.
                # TYPE procmon_program_output_bytes_total counter
                procmon_program_output_bytes_total{program="web"} 5000000000
                # HELP procmon_program_output_lost_bytes_total Bytes of it that are lost.
                # TYPE procmon_program_output_lost_bytes_total counter
                procmon_program_output_lost_bytes_total{program="web"} 120
                # HELP procmon_program_output_lost_lines_total Lines of it that are lost.
                # TYPE procmon_program_output_lost_lines_total counter
                procmon_program_output_lost_lines_total{program="web"} 3
                # HELP procmon_program_output_held_bytes Bytes of it in memory, because they cannot be written.
                # TYPE procmon_program_output_held_bytes gauge
                procmon_program_output_held_bytes{program="web"} 7
                # HELP procmon_program_output_waiting_seconds How long its output has not been read for want of room.
                # TYPE procmon_program_output_waiting_seconds gauge
                procmon_program_output_waiting_seconds{program="web"} 1.5
                # HELP procmon_forward_up 1 where the receiver takes output.
                # TYPE procmon_forward_up gauge
                procmon_forward_up{receiver="central"} 0
                procmon_forward_up{receiver="journal"} 1
                # HELP procmon_forward_lines_total Lines that the receiver has taken.
                # TYPE procmon_forward_lines_total counter
                procmon_forward_lines_total{receiver="central"} 12
                procmon_forward_lines_total{receiver="journal"} 5
                # HELP procmon_forward_bytes_total Bytes of these lines.
                # TYPE procmon_forward_bytes_total counter
                procmon_forward_bytes_total{receiver="central"} 6000000000
                procmon_forward_bytes_total{receiver="journal"} 60
                # HELP procmon_forward_failures_total How often nothing could be sent.
                # TYPE procmon_forward_failures_total counter
                procmon_forward_failures_total{receiver="central"} 3
                procmon_forward_failures_total{receiver="journal"} 0
                # HELP procmon_forward_lost_bytes_total Bytes that the receiver will never get.
                # TYPE procmon_forward_lost_bytes_total counter
                procmon_forward_lost_bytes_total{receiver="central"} 40
                procmon_forward_lost_bytes_total{receiver="journal"} 0
                # HELP procmon_forward_behind_seconds How old the line is that the receiver is at.
                # TYPE procmon_forward_behind_seconds gauge
                procmon_forward_behind_seconds{receiver="central"} 2.5
                procmon_forward_behind_seconds{receiver="journal"} 0
                """);
    }
}
