// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

/** Where a listening stream socket is bound. */
public sealed interface SocketEndpoint {

    /**
     * A port of the network.
     *
     * @param host a numeric address of IPv4 or IPv6, {@code 0.0.0.0} and {@code ::} for all
     * @param port 1 to 65535
     */
    record Tcp(String host, int port) implements SocketEndpoint {
        public Tcp {
            if (host.isEmpty() || port < 1 || port > 65535) {
                throw new IllegalArgumentException("no address of the network: " + host + ":" + port);
            }
        }

        @Override
        public String toString() {
            return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    /** A path in the file system (unix(7)). What is bound there already and no longer listens is replaced. */
    record Unix(String path) implements SocketEndpoint {
        public Unix {
            if (path.isEmpty() || path.indexOf('\0') >= 0 || path.length() > 107) {
                throw new IllegalArgumentException("no path of a socket: \"" + path + "\"");
            }
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }
}
