// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this process has a terminal whose end it would be told by HUP. */
final class Terminal {

    private static final Path STAT = Path.of("/proc/self/stat");

    /** Behind the name: state, parent, group, session, terminal (proc_pid_stat(5)). */
    private static final int NUMBER = 4;

    private Terminal() {}

    static boolean isControlling() {
        try {
            String stat = Files.readString(STAT);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return !fields[NUMBER].equals("0");
        } catch (IOException _) {
            return false;
        }
    }
}
