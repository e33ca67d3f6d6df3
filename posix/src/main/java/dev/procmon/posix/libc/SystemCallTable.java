// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

/**
 * System calls as data: the request that {@link SpawnCode} has a child perform. How it is laid out is said in {@code
 * spawn-x86_64.S}.
 */
final class SystemCallTable implements AutoCloseable {

    private static final int KEPT_MASK = 8;
    private static final int COUNT = 16;
    private static final int ENDED_AT = 24;
    private static final int WAY = 32;
    private static final int FLAGS_OF_CLONE = 40;
    private static final int FLAGS_OF_CLONE3 = 48;
    private static final int EXIT_SIGNAL = 80;
    private static final int CONTROL_GROUP = 128;
    private static final int ENTRIES = 144;

    private static final int ARGUMENTS = 8;
    private static final int TOLERATED = 56;
    private static final int RESULT = 72;
    private static final int ENTRY_SIZE = 80;
    private static final int INITIAL_ENTRIES = 128;

    /** The bit of an error that does not exist. */
    private static final int OF_THE_RESULT_BEFORE = 0;

    private static final int WRITE_PID = -1;
    private static final long ALL_SIGNALS = -1;
    private static final long SHARED_MEMORY = 0x100;
    private static final long WAIT_FOR_EXEC = 0x4000;
    private static final long INTO_CONTROL_GROUP = 0x2_0000_0000L;
    private static final int SIGCHLD = 17;

    private Caller owner = Caller.ofThisThread();
    private Memory memory = owner.allocate(ENTRIES + INITIAL_ENTRIES * ENTRY_SIZE);
    private int count;
    private int prologue;

    /** Have all tables begin with the entries that there are now. */
    void keepAsPrologue() {
        prologue = count;
    }

    /** Begin a new table, for a child that is made in one of the two ways. */
    void begin(Way way) {
        count = prologue;
        memory.putLong(0, ALL_SIGNALS).putLong(KEPT_MASK, 0).putLong(WAY, way == Way.CLONE3 ? 0 : 1);
        memory.putLong(FLAGS_OF_CLONE, SHARED_MEMORY | WAIT_FOR_EXEC | SIGCHLD);
        memory.putLong(FLAGS_OF_CLONE3, SHARED_MEMORY | WAIT_FOR_EXEC);
        memory.putLong(EXIT_SIGNAL, SIGCHLD);
    }

    /** Let clone3 put the child into the control group whose directory is open. */
    void enter(int controlGroup) {
        memory.putLong(FLAGS_OF_CLONE3, memory.getLong(FLAGS_OF_CLONE3) | INTO_CONTROL_GROUP);
        memory.putLong(CONTROL_GROUP, controlGroup);
    }

    void add(int number, long a) {
        add(number, a, 0, 0, 0, 0);
    }

    void add(int number, long a, long b, long c) {
        add(number, a, b, c, 0, 0);
    }

    void add(int number, long a, long b, long c, long d, long e) {
        int entry = ENTRIES + count * ENTRY_SIZE;
        if (entry + ENTRY_SIZE > memory.size()) {
            grow();
        }
        count++;
        memory.putLong(entry, number);
        memory.putLong(entry + ARGUMENTS, a).putLong(entry + ARGUMENTS + 8, b);
        memory.putLong(entry + ARGUMENTS + 16, c).putLong(entry + ARGUMENTS + 24, d);
        memory.putLong(entry + ARGUMENTS + 32, e).putLong(entry + ARGUMENTS + 40, 0);
        memory.putLong(entry + TOLERATED, 0).putLong(entry + TOLERATED + 8, 0);
        memory.putLong(entry + RESULT, -Errno.ECANCELED);
    }

    /** Write the pid of the child in decimal, with a NUL behind it. */
    void addPid(long address) {
        add(WRITE_PID, address);
    }

    /** Take the result of the entry before for the first argument of the last one. */
    SystemCallTable ofTheResultBefore() {
        return tolerate(OF_THE_RESULT_BEFORE);
    }

    /** Go on where the last entry fails with an error, up to 127. */
    SystemCallTable tolerate(int errno) {
        int half = last() + TOLERATED + (errno >>> 6) * 8;
        memory.putLong(half, memory.getLong(half) | 1L << errno);
        return this;
    }

    /** Go on whatever becomes of the last entry. */
    void tolerateAll() {
        memory.putLong(last() + TOLERATED, memory.getLong(last() + TOLERATED) | ~1L);
        memory.putLong(last() + TOLERATED + 8, -1);
    }

    int size() {
        return count;
    }

    /** Get the table ready to be performed, and return its address. */
    long complete() {
        memory.putLong(COUNT, count).putLong(ENDED_AT, 0);
        return memory.address();
    }

    /** Return at which entry the child ended, {@link #size} for behind the last one; -1 if it has executed a program. */
    int endedAt() {
        return (int) memory.getLong(ENDED_AT) - 1;
    }

    /** Return the result of an entry, or its negated errno; ECANCELED where it did not come to it. */
    int result(int index) {
        return (int) memory.getLong(ENTRIES + index * ENTRY_SIZE + RESULT);
    }

    @Override
    public void close() {
        owner.close();
    }

    private int last() {
        return ENTRIES + (count - 1) * ENTRY_SIZE;
    }

    private void grow() {
        Caller newOwner = Caller.ofThisThread();
        Memory larger = newOwner.allocate(2 * memory.size());
        larger.bytes().put(0, memory.bytes(), 0, memory.size());
        owner.close();
        owner = newOwner;
        memory = larger;
    }

    /** How a child is made. */
    enum Way {
        /** By clone3(2). */
        CLONE3,
        /** By clone(2), where a filter of system calls does not know the other. */
        CLONE
    }
}
