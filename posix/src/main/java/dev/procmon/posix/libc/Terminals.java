// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/**
 * Makes pseudo-terminals (pty(7)). The other end is asked of our end (TIOCGPTPEER, ioctl_tty(2)) and not opened by its path, which
 * may mean another terminal where {@code /dev/pts} is another one.
 */
public final class Terminals {

    private static final MemorySegment OPEN = Libc.function("open");
    private static final MemorySegment IOCTL = Libc.function("ioctl");
    private static final MemorySegment CLOSE = Libc.function("close");

    private static final byte[] PATH = {'/', 'd', 'e', 'v', '/', 'p', 't', 'm', 'x'};
    private static final int READ_AND_WRITE = 2;
    private static final int NOT_OURS = 0x100;
    private static final int NON_BLOCKING = 0x800;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int GET_ATTRIBUTES = 0x5401;
    private static final int SET_ATTRIBUTES = 0x5402;
    private static final int SET_SIZE = 0x5414;
    private static final int OTHER_END = 0x5441;
    private static final int LOCK = 0x4004_5431;

    // struct termios of the kernel: the flags of input, output, control and the rest.
    private static final int OUTPUT_FLAGS = 4;
    private static final int OUTPUT_PROCESSING = 1;
    private static final int ATTRIBUTES_SIZE = 64;

    private static final short ROWS = 24;
    private static final short COLUMNS = 80;

    private final Caller caller;
    private final Memory path;
    private final Memory argument;
    private int ours;
    private int others;

    public Terminals(Caller caller) {
        this.caller = caller;
        this.path = caller.allocate(PATH.length + 1);
        path.putString(0, PATH);
        this.argument = caller.allocate(ATTRIBUTES_SIZE);
    }

    /**
     * Make one of 80 columns and 24 rows, on which a line feed is written as it is. Nobody's controlling terminal yet; see
     * {@link #ours()}, which does not block, and {@link #others()}. Return 0 or the negated errno.
     */
    public int make() {
        ours = caller.call(OPEN, path.address(), READ_AND_WRITE | NOT_OURS | NON_BLOCKING | CLOSE_ON_EXEC);
        if (ours < 0) {
            return ours;
        }
        int result = setUp();
        if (result < 0) {
            caller.call(CLOSE, ours);
            return result;
        }
        others = result;
        return 0;
    }

    /** Return our end of the last one that was made. */
    public int ours() {
        return ours;
    }

    /** Return the end of the last one that was made which is a terminal to those who have it. */
    public int others() {
        return others;
    }

    private int setUp() {
        argument.putInt(0, 0);
        int result = caller.call(IOCTL, ours, LOCK, argument.address());
        if (result < 0) {
            return result;
        }
        // The attributes of our end are those of the other one.
        caller.call(IOCTL, ours, GET_ATTRIBUTES, argument.address());
        argument.putInt(OUTPUT_FLAGS, argument.getInt(OUTPUT_FLAGS) & ~OUTPUT_PROCESSING);
        caller.call(IOCTL, ours, SET_ATTRIBUTES, argument.address());
        argument.bytes().putShort(0, ROWS).putShort(2, COLUMNS).putInt(4, 0);
        caller.call(IOCTL, ours, SET_SIZE, argument.address());
        return caller.call(IOCTL, ours, OTHER_END, READ_AND_WRITE | NOT_OURS | CLOSE_ON_EXEC);
    }
}
