// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.verb.Connections;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.client.SocketClient;
import dev.procmon.control.instance.Instance;
import dev.procmon.control.instance.Instances;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the supervisors of this host. */
public final class LocalConnections implements Connections {

    /** Make it; nothing is looked for yet. */
    public LocalConnections() {}

    @Override
    public ProcmonClient byName(String instance) {
        try {
            return SocketClient.of(Instances.ofThisUser().byName(instance));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--instance: " + e.getMessage());
        }
    }

    @Override
    public ProcmonClient byFile(Path config) {
        return SocketClient.of(Instances.ofThisUser().byConfig(config, Optional.empty()));
    }

    @Override
    public ProcmonClient byUrl(String url, Optional<Path> tokenFile) {
        try {
            return SocketClient.connecting(url, tokenFile);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--connect: " + e.getMessage());
        }
    }

    @Override
    public List<Path> stateDirectories(String instance) {
        try {
            return Instances.ofThisUser().stateDirectories(instance);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--instance: " + e.getMessage());
        }
    }

    @Override
    public List<Running> running() {
        List<Running> running = new ArrayList<>();
        for (Instance each : Instances.ofThisUser().list()) {
            if (each.liveness() == Instance.Liveness.RUNNING) {
                running.add(new Running(each.name(), each.config()));
            }
        }
        return running;
    }
}
