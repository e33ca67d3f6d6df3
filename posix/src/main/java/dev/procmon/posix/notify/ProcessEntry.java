// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code /proc/PID/status} says of a process (proc(5)). That of one that has ended and was not reaped is there too.
 *
 * @param parent the pid of its parent; 0 for one outside of what is seen here
 * @param session the number of its session
 * @param user its real user id
 */
record ProcessEntry(int parent, int session, int user) {

    /** Look a process up. Nothing where there is none, or where it is hidden from the supervisor. */
    static Optional<ProcessEntry> of(int pid) {
        try {
            String status = Files.readString(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1);
            return Optional.of(new ProcessEntry(
                    number(status, "\nPPid:\t"), number(status, "\nNSsid:\t"), number(status, "\nUid:\t")));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Return the first number of a line. A name that holds a line break is shown escaped, so it cannot be one. */
    private static int number(String status, String line) {
        int at = status.indexOf(line);
        int number = 0;
        for (int i = at + line.length(); at >= 0 && i < status.length() && Character.isDigit(status.charAt(i)); i++) {
            number = 10 * number + status.charAt(i) - '0';
        }
        return number;
    }
}
