// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

/**
 * A socket that the supervisor binds once and keeps, so that no connection is refused while the program restarts. The program
 * finds it by the protocol of sd_listen_fds(3): from descriptor 3 up, with {@code LISTEN_FDS}, {@code LISTEN_PID} and {@code
 * LISTEN_FDNAMES}.
 *
 * @param name its name in {@code LISTEN_FDNAMES}: not empty, and without a colon or control character
 * @param endpoint where it is bound
 */
public record ListeningSocket(String name, SocketEndpoint endpoint) {

    public ListeningSocket {
        if (name.isEmpty() || name.length() > 255 || name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("no name of a socket: \"" + name + "\"");
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                throw new IllegalArgumentException("the name of a socket holds a control character");
            }
        }
    }
}
