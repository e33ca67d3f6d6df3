// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.daemon.logs.LogStore;
import dev.procmon.daemon.supervision.Taps;
import java.util.Optional;

/**
 * Has the output of runs kept.
 *
 * @param store where; nowhere if empty
 */
record KeptRuns(Optional<LogStore> store) implements Taps.Keeper {

    @Override
    public Optional<OutputListener> open(Program program, long run, LogPolicy policy) {
        return store.isPresent() ? store.get().open(program.name(), run, policy, program.stdio()) : Optional.empty();
    }

    @Override
    public void beginUnkept(ProgramName program) {
        if (store.isPresent()) {
            store.get().beginUnkept(program);
        }
    }

    @Override
    public void apply(ProgramName program, LogPolicy policy) {
        if (store.isPresent()) {
            store.get().apply(program, policy);
        }
    }
}
