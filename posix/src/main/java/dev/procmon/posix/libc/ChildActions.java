// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import dev.procmon.posix.libc.SystemCallTable.Way;

/**
 * What a child does by itself before it executes its program, in this order: a list that is put together here, action by
 * action, and then performed by a child. Where an action fails the child ends.
 *
 * <p>For one thread, and one list at a time. What an action points at must stay as it is until the list has been performed.
 */
public final class ChildActions implements AutoCloseable {

    /** How many bytes a pid in decimal and the NUL behind it need. */
    public static final int PID_SIZE = 11;

    private static final int SIGNALS = 64;
    private static final int SIGKILL = 9;
    private static final int SIGSTOP = 19;
    private static final int SET_MASK = 2;
    private static final int SIGNAL_SET_SIZE = 8;
    private static final int LAST_DESCRIPTOR = -1;
    private static final int READ_ONLY = 0;
    private static final int WRITE_ONLY = 1;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NON_BLOCKING = 0x800;
    private static final int EXECUTABLE = 1;
    private static final int SET_NO_NEW_PRIVILEGES = 38;
    private static final int SET_CONTROLLING_TERMINAL = 0x540E;
    private static final int HERE = Files.WORKING_DIRECTORY;

    private final SystemCallTable table = new SystemCallTable();
    private final SpawnCode code;
    private final PidFds processes;
    private final Memory zeros;
    private final long nullDevice;
    private Way way = Way.CLONE3;

    public ChildActions(Caller caller) {
        this.code = new SpawnCode(caller);
        this.processes = new PidFds(caller);
        this.zeros = caller.allocate(32);
        this.nullDevice = NullDevice.path(caller);
        setSignalsToDefault();
        table.keepAsPrologue();
    }

    /** Begin a new list. All signals are at their defaults then, and blocked. */
    public void begin() {
        table.begin(way);
    }

    /** Make children by clone(2) from now on, as where clone3(2) is forbidden. */
    public void doWithoutClone3() {
        way = Way.CLONE;
    }

    /**
     * Have the child begin its life in a control group whose directory is open. Return whether that can be: not where it is
     * made without clone3(2).
     */
    public boolean beginIn(int controlGroup) {
        if (way == Way.CLONE) {
            return false;
        }
        table.enter(controlGroup);
        return true;
    }

    /** Lead a session of its own (setsid(2)). */
    public void newSession() {
        table.add(SystemCall.SETSID, 0);
    }

    /** Write a text into a file that is there. */
    public void writeFile(long path, long text, int length) {
        table.add(SystemCall.OPENAT, HERE, path, WRITE_ONLY | CLOSE_ON_EXEC);
        table.add(SystemCall.WRITE, 0, text, length);
        table.ofTheResultBefore();
    }

    /** Have the null device as standard input, to read only. */
    public void readNothing() {
        table.add(SystemCall.CLOSE, 0);
        // The lowest number that is free.
        table.add(SystemCall.OPENAT, HERE, nullDevice, READ_ONLY);
    }

    /** Have a terminal as the controlling one of the session that it leads. */
    public void beControlledBy(int terminal) {
        table.add(SystemCall.IOCTL, terminal, SET_CONTROLLING_TERMINAL, 0);
    }

    /** Have a descriptor under another number too, where it stays open when the program is executed. */
    public void duplicate(int descriptor, int number) {
        table.add(SystemCall.DUP3, descriptor, number, 0);
    }

    /** Give what a descriptor stands for to a user and a group, where that is allowed; -1 leaves one as it is. */
    public void changeOwner(int descriptor, int user, int group) {
        table.add(SystemCall.FCHOWN, descriptor, user, group);
        table.tolerateAll();
    }

    /** Close all descriptors from one number up to another. */
    public void close(int first, int last) {
        table.add(SystemCall.CLOSE_RANGE, first, last, 0);
    }

    /** Close all descriptors from a number up. */
    public void closeFrom(int first) {
        close(first, LAST_DESCRIPTOR);
    }

    /** Set the mask of permissions of new files. */
    public void setFileMask(int mask) {
        table.add(SystemCall.UMASK, mask);
    }

    /** Set how nice it is to others, -20 to 19. */
    public void setNice(int nice) {
        table.add(SystemCall.SETPRIORITY, 0, 0, nice);
    }

    /** Run on the processors of a set only, one bit for each. */
    public void setProcessors(Memory set) {
        table.add(SystemCall.SCHED_SETAFFINITY, 0, set.size(), set.address());
    }

    /** Set the limits of a resource: the soft and the hard one, at an address. */
    public void setLimit(int resource, long limits) {
        table.add(SystemCall.PRLIMIT64, 0, resource, limits, 0, 0);
    }

    /** Set the supplementary groups. */
    public void setSupplementary(int count, Memory list) {
        table.add(SystemCall.SETGROUPS, count, list.address(), 0);
    }

    /** Set the real, effective and saved group id. */
    public void setGroup(int group) {
        table.add(SystemCall.SETRESGID, group, group, group);
    }

    /** Set the real, effective and saved user id. */
    public void setUser(int user) {
        table.add(SystemCall.SETRESUID, user, user, user);
    }

    /** Gain no rights by executing anything (prctl(2), PR_SET_NO_NEW_PRIVS). */
    public void forbidNewPrivileges() {
        table.add(SystemCall.PRCTL, SET_NO_NEW_PRIVILEGES, 1, 0);
    }

    /** Change the working directory. */
    public void changeDirectory(long path) {
        table.add(SystemCall.CHDIR, path);
    }

    /** Write the child's own pid in decimal, for which there are {@value #PID_SIZE} bytes. */
    public void writePid(long address) {
        table.addPid(address);
    }

    /** Let all signals come. */
    public void unblockSignals() {
        table.add(SystemCall.RT_SIGPROCMASK, SET_MASK, zeros.address(), 0, SIGNAL_SET_SIZE, 0);
    }

    /** Execute a program. The list ends here if that succeeds. */
    public void execute(long path, long arguments, long environment) {
        table.add(SystemCall.EXECVE, path, arguments, environment);
    }

    /** Look a file up; see {@link Files#isRegular(Memory)}. Goes on if there is none. */
    public void look(long path, Memory status) {
        table.add(SystemCall.STATX, HERE, path, 0, Files.TYPE, status.address());
        table.tolerateAll();
    }

    /** Ask whether a file may be executed. Goes on if not. */
    public void mayExecute(long path) {
        table.add(SystemCall.FACCESSAT, HERE, path, EXECUTABLE);
        table.tolerateAll();
    }

    /** Read the beginning of a file; the result of this action is how much that is. Goes on if it cannot be read. */
    public void readHead(long path, Memory into) {
        table.add(SystemCall.OPENAT, HERE, path, READ_ONLY | CLOSE_ON_EXEC | NON_BLOCKING);
        table.tolerateAll();
        // Of a descriptor that is a negated error, which there is not, where it could not be opened.
        table.add(SystemCall.READ, 0, into.address(), into.size());
        table.ofTheResultBefore().tolerateAll();
    }

    /** Go on with the next action where the last one fails with an error. */
    public void orElseAfter(int errno) {
        table.tolerate(errno);
    }

    /** Return how many actions there are, each as one or more system calls; the next has this number. */
    public int size() {
        return table.size();
    }

    /**
     * Perform the list in a child. Return its pid if it has executed a program, 0 if it has ended before that, and was reaped,
     * and the negated errno where there was no child.
     */
    public int perform() {
        int pid = code.run(table);
        if (pid <= 0 || table.endedAt() < 0) {
            return pid;
        }
        processes.awaitAndReap(pid);
        return 0;
    }

    /** Return which action was the last in the child that ended: one that has failed, or {@link #size} for none. */
    public int endedAt() {
        return table.endedAt();
    }

    /** Return the result of an action, or its negated errno. */
    public int result(int action) {
        return table.result(action);
    }

    /** Not by CLONE_CLEAR_SIGHAND: that leaves a signal ignored which this process has ignored from its start. */
    private void setSignalsToDefault() {
        for (int signal = 1; signal <= SIGNALS; signal++) {
            // These two cannot be anything else.
            if (signal != SIGKILL && signal != SIGSTOP) {
                table.add(SystemCall.RT_SIGACTION, signal, zeros.address(), 0, SIGNAL_SET_SIZE, 0);
            }
        }
    }

    @Override
    public void close() {
        table.close();
        code.close();
    }
}
