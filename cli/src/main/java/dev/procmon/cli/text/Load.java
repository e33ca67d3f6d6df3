// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of a processor programs use, in percent: since an earlier look, or over the whole run where there was none, as ps(1) has it.
 */
public final class Load {

    private static final String UNKNOWN = "-";
    private static final double NANOS = 1e9;

    private final Map<String, ProgramStatus> before;
    private final Instant at;

    private Load(Map<String, ProgramStatus> before, Instant at) {
        this.before = before;
        this.at = at;
    }

    /** Count over the whole run. */
    public static Load ofWholeRuns() {
        return new Load(Map.of(), Instant.EPOCH);
    }

    /** Count since an earlier look. */
    public static Load since(ProgramList earlier) {
        Map<String, ProgramStatus> before = new HashMap<>();
        for (ProgramStatus program : earlier.programs()) {
            before.put(key(program), program);
        }
        return new Load(before, earlier.at());
    }

    /** Return the load of a program. */
    public String of(ProgramStatus program, Instant now) {
        if (program.cpuSeconds().isEmpty() || program.startedAt().isEmpty()) {
            return UNKNOWN;
        }
        double used = program.cpuSeconds().getAsDouble();
        Instant from = program.startedAt().get();
        ProgramStatus earlier = before.get(key(program));
        if (earlier != null && earlier.cpuSeconds().isPresent() && at.isBefore(now)) {
            used -= earlier.cpuSeconds().getAsDouble();
            from = at;
        }
        double seconds = Duration.between(from, now).toNanos() / NANOS;
        return seconds <= 0 ? UNKNOWN : percent(used / seconds);
    }

    /** Return a share as a percentage with one digit behind the point, but none where there are three before it. */
    private static String percent(double share) {
        long tenths = Math.round(Math.max(0, share) * 1_000);
        return tenths >= 1_000 ? Long.toString((tenths + 5) / 10) : tenths / 10 + "." + tenths % 10;
    }

    private static String key(ProgramStatus program) {
        return program.name() + "/" + program.run() + "/" + program.pid().orElse(0);
    }
}
