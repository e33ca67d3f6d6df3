// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.daemon.forward.ForwardState;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The figures of those that output is forwarded to, since the supervisor began.
 *
 * @param receivers how it stands with each
 */
record ForwardMetrics(List<ForwardState> receivers) {

    private static final double NANOS = 1e9;

    void to(MetricLines out) {
        each(
                out,
                "up",
                "gauge",
                "1 where the receiver takes output.",
                state -> state.trouble().isEmpty() ? 1 : 0);
        each(out, "lines_total", "counter", "Lines that the receiver has taken.", ForwardState::sentLines);
        each(out, "bytes_total", "counter", "Bytes of these lines.", ForwardState::sentBytes);
        each(out, "failures_total", "counter", "How often nothing could be sent.", ForwardState::failures);
        each(out, "lost_bytes_total", "counter", "Bytes that the receiver will never get.", ForwardState::lostBytes);
        each(
                out,
                "behind_seconds",
                "gauge",
                "How old the line is that the receiver is at.",
                state -> state.behind().toNanos() / NANOS);
    }

    private void each(MetricLines out, String name, String type, String help, ToDoubleFunction<ForwardState> figure) {
        String full = "procmon_forward_" + name;
        out.head(full, type, help);
        for (ForwardState each : receivers) {
            out.line(full, "receiver=" + MetricLines.quoted(each.name()), figure.applyAsDouble(each));
        }
    }
}
