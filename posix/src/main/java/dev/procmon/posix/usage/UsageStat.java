// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.usage;

import java.util.Optional;

/**
 * What {@code /proc/<pid>/stat} says of what a process uses, and of whose it is (proc(5)).
 *
 * @param pid its pid
 * @param ended whether it has ended, and only waits to be reaped
 * @param parent the pid of its parent
 * @param session the number of its session
 * @param ticks the CPU time that it has used, and its children that it has waited for
 * @param residentPages its resident memory
 */
record UsageStat(int pid, boolean ended, int parent, int session, long ticks, long residentPages) {

    /** The kernel shows times in these units on every architecture that we run on. */
    static final double TICKS_PER_SECOND = 100;

    // Indices of the fields behind the name.
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;
    private static final int RESIDENT = 21;

    /** Read the text of the file; nothing where it is none. */
    static Optional<UsageStat> parse(int pid, String text) {
        // The name may hold anything, parentheses and blanks too.
        int at = text.lastIndexOf(')') + 2;
        if (at < 2 || at >= text.length()) {
            return Optional.empty();
        }
        char state = text.charAt(at);
        int parent = 0;
        int session = 0;
        long ticks = 0;
        // Once for each process of the host and each look, so without arrays of parts.
        for (int field = STATE; field <= RESIDENT; field++) {
            int end = text.indexOf(' ', at);
            if (end < 0) {
                return Optional.empty();
            }
            if (field == PARENT) {
                parent = (int) number(text, at, end);
            } else if (field == SESSION) {
                session = (int) number(text, at, end);
            } else if (field >= USER_TIME && field <= CHILDREN_SYSTEM_TIME) {
                ticks += number(text, at, end);
            } else if (field == RESIDENT) {
                return Optional.of(new UsageStat(
                        pid, state == 'Z' || state == 'X', parent, session, ticks, number(text, at, end)));
            }
            at = end + 1;
        }
        return Optional.empty();
    }

    private static long number(String text, int from, int to) {
        return Long.parseLong(text, from, to, 10);
    }
}
