// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * How many descriptors the process may have open, RLIMIT_NOFILE of setrlimit(2), before the supervisor raised that for itself.
 * A child must not inherit what was raised: programs that use select(2), or that go through all descriptors there may be, rely
 * on the limit that the user has set.
 *
 * @param soft the limit in force
 * @param hard up to where it may be raised
 */
public record OpenFileLimit(long soft, long hard) {

    private static final MemorySegment PRLIMIT = Libc.function("prlimit");
    private static final int OPEN_FILES = 7;

    /** What all of this process has in common. Set where one reactor raises the limit, and found by those opened later. */
    private static volatile Optional<OpenFileLimit> raisedFrom = Optional.empty();

    /**
     * Raise the limit of this process to the hard one, where it is lower and that is allowed. The Java machine does the same
     * when it starts, unless it is told not to ({@code -XX:-MaxFDLimit}); what it raised from nobody knows.
     */
    public static void raise(Caller caller) {
        Memory limits = caller.allocate(16);
        LibcException.check(caller.call(PRLIMIT, 0, OPEN_FILES, 0, limits.address()), "prlimit");
        OpenFileLimit found = new OpenFileLimit(limits.getLong(0), limits.getLong(8));
        if (found.soft != found.hard) {
            limits.putLong(0, found.hard);
            if (caller.call(PRLIMIT, 0, OPEN_FILES, limits.address(), 0) == 0) {
                raisedFrom = Optional.of(found);
            }
        }
    }

    /** Return what a child has to be given back; nothing where no limit was raised. */
    public static Optional<OpenFileLimit> raisedFrom() {
        return raisedFrom;
    }
}
