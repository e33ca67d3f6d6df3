// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import dev.procmon.config.Configuration;
import dev.procmon.config.ProgramInstance;
import dev.procmon.config.Settings;
import dev.procmon.core.order.Group;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.events.Notice;
import dev.procmon.daemon.forward.ForwardState;
import dev.procmon.daemon.operations.Host;
import dev.procmon.daemon.operations.Registered;
import dev.procmon.daemon.supervision.Supervised;
import dev.procmon.daemon.supervision.Supervision;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * This process, as those who do what is asked see it.
 *
 * @param troublesOfApi what does not work of the API
 * @param forwarding forwards output as a configuration has it
 * @param receivers says how it stands with those that get it
 */
record SupervisedHost(
        Supervision supervision,
        Supplier<List<String>> troublesOfApi,
        Consumer<Configuration> forwarding,
        Supplier<List<ForwardState>> receivers)
        implements Host {

    @Override
    public String phase() {
        return switch (supervision.stage()) {
            case STARTING -> "starting";
            case RUNNING -> "running";
            case STOPPING, KILLING, OVER -> "stopping";
        };
    }

    @Override
    public void end(boolean kill, String caller) {
        supervision.end(kill, caller);
    }

    @Override
    public List<String> troubles() {
        return troublesOfApi.get();
    }

    @Override
    public List<ForwardState> forwards() {
        return receivers.get();
    }

    @Override
    public void tell(Notice notice) {
        supervision.tell(notice);
    }

    @Override
    public CompletableFuture<Void> register(Registered added) {
        return supervision.register(supervised(added));
    }

    @Override
    public CompletableFuture<Void> change(List<Registered> changed, List<Group> groups) {
        return supervision.change(
                changed.stream().map(SupervisedHost::supervised).toList(), groups);
    }

    @Override
    public CompletableFuture<Void> unregister(ProgramName name) {
        return supervision.unregister(name);
    }

    @Override
    public void change(Settings settings) {
        var _ = supervision.supervisor().limitStarts(settings.startingMax());
    }

    @Override
    public void forward(Configuration configuration) {
        forwarding.accept(configuration);
    }

    private static Supervised supervised(Registered registered) {
        ProgramInstance instance = registered.instance();
        return new Supervised(instance.program(), instance.policy(), registered.relations(), instance.log());
    }
}
