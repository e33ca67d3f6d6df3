// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this host, as the kernel has it: Java would ask the network. */
final class HostName {

    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** Return it, or {@code -} where it is not known. */
    static String read() {
        try {
            String name = Files.readString(KERNEL).strip();
            return name.isEmpty() ? "-" : name;
        } catch (IOException unknown) {
            return "-";
        }
    }
}
