// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process may do on its host. */
final class OwnRights {

    private static final Path SELF = Path.of("/proc/self");
    private static final Path FIRST_FREE_PORT = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
    private static final int ROOT = 0;
    private static final int FIRST_FREE_PORT_STANDARD = 1024;

    private OwnRights() {}

    /** Tell whether it is root's; where that cannot be known, it is taken to be. */
    static boolean isRoot() {
        try {
            return (Integer) Files.getAttribute(SELF, "unix:uid") == ROOT;
        } catch (IOException | UnsupportedOperationException unknown) {
            return true;
        }
    }

    /** Return the first port on which everybody may listen (ip(7)). */
    static int firstFreePort() {
        try {
            return Integer.parseInt(Files.readString(FIRST_FREE_PORT).strip());
        } catch (IOException | NumberFormatException unknown) {
            return FIRST_FREE_PORT_STANDARD;
        }
    }
}
