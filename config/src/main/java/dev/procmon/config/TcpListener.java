// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.net.InetAddress;

/**
 * An address of the network on which the supervisor listens.
 *
 * @param host an address of IPv4 or IPv6 by number
 * @param port 1 to 65535
 */
public record TcpListener(String host, int port) {

    private static final int PORT_MAX = 65_535;

    public TcpListener {
        if (!HostText.isNumeric(host)) {
            throw new IllegalArgumentException("the host " + host + " is no address");
        }
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and " + PORT_MAX);
        }
    }

    /** Tell whether only this host can reach it. */
    public boolean isLoopback() {
        return InetAddress.ofLiteral(host).isLoopbackAddress();
    }

    /** Return it as it is written: {@code 127.0.0.1:9273}, {@code [::1]:9273}. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
