// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a program and all that it starts may use together, by controllers of its control group (cgroups(7)). Where a
 * controller is asked for that the host does not offer, the program cannot be spawned.
 *
 * @param memoryMax bytes of memory, {@code memory.max}
 * @param cpuMax processors, so that 1.5 is one and a half of them, {@code cpu.max}
 * @param processesMax processes and threads, {@code pids.max}
 */
public record Quota(OptionalLong memoryMax, OptionalDouble cpuMax, OptionalLong processesMax) {

    /** No bound. */
    public static final Quota NONE = new Quota(OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.empty());

    public Quota {
        if (memoryMax.orElse(1) <= 0 || !(cpuMax.orElse(1) > 0) || processesMax.orElse(1) <= 0) {
            throw new IllegalArgumentException("a quota is not positive");
        }
    }

    /** Tell whether nothing is bounded. */
    public boolean isNone() {
        return memoryMax.isEmpty() && cpuMax.isEmpty() && processesMax.isEmpty();
    }
}
