// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.policy.ProbeTarget.Address;
import dev.procmon.core.program.SocketEndpoint;
import java.nio.charset.StandardCharsets;

/**
 * Addresses as people write them: {@code host:port}, {@code [::1]:port}, and {@code unix:path} for a socket in the file
 * system.
 */
final class AddressText {

    static final String UNIX = "unix:";

    static final int PORT_MAX = 65_535;

    /** What sun_path of unix(7) takes on Linux, without the NUL at the end. */
    private static final int SOCKET_PATH_MAX = 107;

    /** A host and a port as they are written. */
    record HostPort(String host, int port) {}

    private AddressText() {}

    /** Return an address whose path, if it is one, starts at the root. */
    static String absolute(String text, BaseDirectory base) {
        boolean relative = text.startsWith(UNIX) && text.length() > UNIX.length() && text.charAt(UNIX.length()) != '@';
        return relative ? UNIX.concat(base.resolve(text.substring(UNIX.length()))) : text;
    }

    /** Read an address to connect to; a host by name or number. */
    static Parsed<Address> address(String text) {
        if (text.startsWith(UNIX)) {
            Parsed<String> path = path(text.substring(UNIX.length()));
            return path instanceof Parsed.Refused<String> refused
                    ? refused.as()
                    : new Parsed.Understood<>(new Address.Unix(path.get()));
        }
        Parsed<HostPort> place = hostPort(text);
        return place instanceof Parsed.Refused<HostPort> refused
                ? refused.as()
                : new Parsed.Understood<>(
                        new Address.Tcp(place.get().host(), place.get().port()));
    }

    /** Read an address to listen on; a host by number, or a star or nothing for all of IPv4. */
    static Parsed<SocketEndpoint> endpoint(String text) {
        if (text.startsWith(UNIX)) {
            Parsed<String> path = path(text.substring(UNIX.length()));
            return path instanceof Parsed.Refused<String> refused
                    ? refused.as()
                    : new Parsed.Understood<>(new SocketEndpoint.Unix(path.get()));
        }
        boolean all = text.startsWith(":") || text.startsWith("*:");
        Parsed<HostPort> place = hostPort(all ? "0.0.0.0" + text.substring(text.indexOf(':')) : text);
        if (place instanceof Parsed.Refused<HostPort> refused) {
            return refused.as();
        }
        String host = place.get().host();
        return HostText.isNumeric(host)
                ? new Parsed.Understood<>(
                        new SocketEndpoint.Tcp(host, place.get().port()))
                : new Parsed.Refused<>("the host " + Shown.text(host) + " is no number; write an address such as"
                        + " 127.0.0.1 or [::1], or *:PORT for all");
    }

    /** Read the path of a socket. */
    static Parsed<String> path(String text) {
        if (text.isEmpty()) {
            return new Parsed.Refused<>("unix: is not followed by a path");
        }
        if (text.startsWith("@")) {
            return new Parsed.Refused<>("abstract sockets (@) are not supported; write a path");
        }
        return text.getBytes(StandardCharsets.UTF_8).length > SOCKET_PATH_MAX
                ? new Parsed.Refused<>("the path of a socket has at most " + SOCKET_PATH_MAX + " bytes; "
                        + Shown.text(text) + " has more")
                : new Parsed.Understood<>(text);
    }

    /** Read a host and a port. */
    static Parsed<HostPort> hostPort(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return new Parsed.Refused<>("no port in " + Shown.text(text) + "; write HOST:PORT");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        if (!bracketed && bare.indexOf(':') >= 0) {
            return new Parsed.Refused<>("an address of IPv6 stands in brackets, as in [::1]:8080");
        }
        if (bracketed ? !HostText.isSix(bare) : !HostText.isHost(bare)) {
            return new Parsed.Refused<>(Shown.text(host) + " is no host");
        }
        int port = port(text.substring(colon + 1));
        return port < 1
                ? new Parsed.Refused<>(
                        Shown.text(text.substring(colon + 1)) + " is no port, which is a number from 1 to " + PORT_MAX)
                : new Parsed.Understood<>(new HostPort(bare, port));
    }

    /** Return the number of a port, or 0. */
    private static int port(String digits) {
        int number = 0;
        for (int i = 0; i < digits.length() && number <= PORT_MAX; i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        return number <= PORT_MAX ? number : 0;
    }
}
