// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.config.ConfiguredProgram;
import dev.procmon.core.program.ListeningSocket;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.program.SocketEndpoint;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks whether procmon could listen where programs want it to. Nothing is bound for that: what listens already is read from /proc. */
final class HostSockets {

    private final HostWarnings warnings;
    private final HostRights rights;
    private final ListeningPorts ports;
    private final ListeningPaths paths;

    HostSockets(HostWarnings warnings, HostRights rights, ListeningPorts ports, ListeningPaths paths) {
        this.warnings = warnings;
        this.rights = rights;
        this.ports = ports;
        this.paths = paths;
    }

    /** Look at the ports that a program asks for by number alone. */
    void port(ConfiguredProgram program) {
        if (program.port().isEmpty()) {
            return;
        }
        int count = program.replicas().orElse(1);
        for (int index = 0; index < count; index++) {
            int port = program.port().getAsInt() + index;
            if (ports.hasPort(port)) {
                warnings.add(program.name(), "something listens on port " + port + " already");
            }
        }
    }

    /** Look at the sockets that procmon is to listen on. */
    void check(Program program) {
        for (ListeningSocket socket : program.sockets()) {
            switch (socket.endpoint()) {
                case SocketEndpoint.Tcp(String host, int port) ->
                    tcp(program.name(), socket.endpoint(), InetAddress.ofLiteral(host), port);
                case SocketEndpoint.Unix(String path) -> unix(program.name(), Path.of(path));
            }
        }
    }

    private void tcp(ProgramName name, SocketEndpoint endpoint, InetAddress address, int port) {
        if (ports.conflictsWith(address, port)) {
            warnings.add(name, "something listens on " + endpoint + " already");
        }
        int firstFree = rights.unprivilegedPort().orElse(0);
        if (port < firstFree && !rights.has(HostRights.NET_BIND_SERVICE)) {
            warnings.add(
                    name,
                    "only root may listen on " + endpoint + ": ports below " + firstFree + " are privileged here");
        }
        if (!address.isAnyLocalAddress() && !isOfThisHost(address)) {
            warnings.add(name, "no network interface has the address of " + endpoint);
        }
    }

    private static boolean isOfThisHost(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }

    private void unix(ProgramName name, Path path) {
        Optional<Path> directory = Optional.ofNullable(path.getParent());
        if (directory.isPresent() && !Files.isDirectory(directory.get())) {
            warnings.add(name, "the directory " + directory.get() + " for a socket does not exist");
        } else if (Files.isDirectory(path)) {
            warnings.add(name, "there is a directory where a socket is to be: " + path);
        } else if (paths.has(path.toString())) {
            warnings.add(name, "something listens on unix:" + path + " already");
        }
    }
}
