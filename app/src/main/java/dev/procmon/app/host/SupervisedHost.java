// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import dev.procmon.config.ProgramInstance;
import dev.procmon.config.Settings;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.operations.Host;
import dev.procmon.daemon.supervision.Supervision;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * This process, as those who do what is asked see it.
 *
 * @param troubles what does not work of the API
 */
record SupervisedHost(Supervision supervision, Supplier<List<String>> troublesOfApi) implements Host {

    @Override
    public String phase() {
        return switch (supervision.stage()) {
            case STARTING -> "starting";
            case RUNNING -> "running";
            case STOPPING, KILLING, OVER -> "stopping";
        };
    }

    @Override
    public CompletableFuture<Void> end(boolean kill) {
        supervision.end(kill, "a request");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<String> troubles() {
        return troublesOfApi.get();
    }

    @Override
    public void prepare(ProgramInstance instance) {
        supervision.prepare(instance.program().name(), instance.policy(), instance.log());
    }

    @Override
    public void forget(ProgramName name) {
        supervision.forget(name);
    }

    @Override
    public void change(Settings settings) {
        var _ = supervision.supervisor().limitStarts(settings.startingMax());
    }
}
