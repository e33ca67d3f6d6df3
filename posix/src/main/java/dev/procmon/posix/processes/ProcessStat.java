// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.processes;

import java.util.Optional;

/**
 * What {@code /proc/<pid>/stat} says of a process (proc(5)).
 *
 * @param pid its pid
 * @param name the name of its executable, of up to 15 bytes, each a character here
 * @param state what it is doing, as a letter
 * @param parent the pid of its parent
 * @param group the number of its process group
 * @param session the number of its session
 * @param started when it was started, in clock ticks since the host was. With the pid it tells a process from a later one
 *     that has the same pid.
 */
public record ProcessStat(int pid, String name, char state, int parent, int group, int session, long started) {

    // Indices of the fields behind the name.
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int STARTED = 19;

    /** Read the text of the file; nothing where it is none. */
    static Optional<ProcessStat> parse(String text) {
        int open = text.indexOf('(');
        // The name may hold anything, parentheses and blanks too.
        int close = text.lastIndexOf(')');
        if (open < 1 || close < open || close + 2 > text.length()) {
            return Optional.empty();
        }
        String[] fields = text.substring(close + 2).split(" ", STARTED + 2);
        if (fields.length <= STARTED) {
            return Optional.empty();
        }
        return Optional.of(new ProcessStat(
                Integer.parseInt(text.substring(0, open - 1)),
                text.substring(open + 1, close),
                fields[STATE].charAt(0),
                Integer.parseInt(fields[PARENT]),
                Integer.parseInt(fields[GROUP]),
                Integer.parseInt(fields[SESSION]),
                Long.parseLong(fields[STARTED])));
    }

    /** Tell whether it has ended, and only waits to be reaped. */
    public boolean hasEnded() {
        return state == 'Z' || state == 'X';
    }

    /** Tell whether another look at the same pid has found the same process. */
    public boolean isSameAs(ProcessStat other) {
        return pid == other.pid && started == other.started;
    }

    /** Return what it is doing, in words. */
    String doing() {
        return switch (state) {
            case 'R' -> "running";
            case 'S', 'I' -> "sleeping";
            case 'D' -> "waiting in the kernel";
            case 'T' -> "stopped";
            case 't' -> "stopped by a debugger";
            case 'Z', 'X' -> "ended, not reaped";
            default -> "in state " + state;
        };
    }
}
