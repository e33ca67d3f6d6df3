// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Replays schedules of operations against {@link dev.procmon.core.monitor.ProcessMonitor} and writes what it did. */
@NullMarked
module dev.procmon.conformance {
    requires static org.jspecify;
    requires dev.procmon.core;
    requires dev.procmon.testkit;
    requires tools.jackson.databind;
}
