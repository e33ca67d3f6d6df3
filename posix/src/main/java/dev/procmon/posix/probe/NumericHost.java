// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;

/** The hosts that need no look-up: addresses in numbers, and this one. */
final class NumericHost {

    private NumericHost() {}

    /** Return what to connect to, one after the other; nothing for a host that has to be looked up. */
    static Optional<List<SocketAddress>> addresses(String host, int port) {
        if (host.equalsIgnoreCase("localhost")) {
            return Optional.of(List.of(literal("127.0.0.1", port), literal("::1", port)));
        }
        try {
            return Optional.of(List.of(literal(host, port)));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    private static SocketAddress literal(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
