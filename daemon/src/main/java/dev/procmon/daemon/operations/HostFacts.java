// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.output.LogLine;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.program.ProgramName;
import java.util.List;

/** What one looks up to say why a program is as it is. */
record HostFacts(RecentOutput output, UsageLook look) implements Causes.Facts {

    @Override
    public List<LogLine> lines(ProgramName program, long run, int count) {
        return output.last(program, run, count);
    }

    @Override
    public List<Remnant> members(long leader, int max) {
        return look.members(leader, max);
    }
}
