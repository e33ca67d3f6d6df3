// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes of the host, as /proc shows them (proc(5)). Looked at only when a leader has left others behind. */
final class ProcessTable {

    private static final Path PROC = Path.of("/proc");
    private static final int GROUP_FIELD = 2;

    private ProcessTable() {}

    /** Return the processes of a group that have not ended. */
    static List<Integer> members(int group) {
        List<Integer> members = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                int pid = Integer.parseInt(process.getFileName().toString());
                if (isMember(pid, group)) {
                    members.add(pid);
                }
            }
        } catch (IOException noProc) {
            return List.of();
        }
        return members;
    }

    /** Tell whether a process belongs to a group and has not ended. */
    static boolean isMember(int pid, int group) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            // The name in parentheses may hold anything, parentheses and blanks too.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", GROUP_FIELD + 2);
            boolean ended = fields[0].equals("Z") || fields[0].equals("X");
            return !ended && fields[GROUP_FIELD].equals(Integer.toString(group));
        } catch (IOException gone) {
            return false;
        }
    }
}
