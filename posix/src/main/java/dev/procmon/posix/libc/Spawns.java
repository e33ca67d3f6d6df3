// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/**
 * spawn.h. A child gets a session of its own, an empty signal mask, all signals at their defaults, the null device as
 * standard input, two given descriptors as standard output and error, and no other.
 *
 * <p>glibc leaves its own two signals, 32 and 33, ignored in the child; no program uses these.
 */
public final class Spawns {

    private static final MemorySegment SPAWN = Libc.function("posix_spawn");
    private static final MemorySegment ACTIONS_INIT = Libc.function("posix_spawn_file_actions_init");
    private static final MemorySegment ACTIONS_DESTROY = Libc.function("posix_spawn_file_actions_destroy");
    private static final MemorySegment ADD_OPEN = Libc.function("posix_spawn_file_actions_addopen");
    private static final MemorySegment ADD_DUP2 = Libc.function("posix_spawn_file_actions_adddup2");
    private static final MemorySegment ADD_CHANGE_DIRECTORY = Libc.function("posix_spawn_file_actions_addfchdir_np");
    private static final MemorySegment ADD_CLOSE_FROM = Libc.function("posix_spawn_file_actions_addclosefrom_np");

    private static final int ATTRIBUTES_SIZE = 336;
    private static final int ACTIONS_SIZE = 80;
    private static final int SIGNAL_SET_SIZE = 128;
    private static final int SET_SIGNAL_DEFAULTS = 0x04;
    private static final int SET_SIGNAL_MASK = 0x08;
    private static final int NEW_SESSION = 0x80;

    private final Caller caller;
    private final Memory attributes;
    private final Memory actions;
    private final Memory pid;
    private final long nullDevice;
    private int output;
    private int error;
    private int directory;

    public Spawns(Caller caller) {
        this.caller = caller;
        this.attributes = attributes(caller);
        this.actions = caller.allocate(ACTIONS_SIZE);
        this.pid = caller.allocate(4);
        this.nullDevice = NullDevice.path(caller);
        check(caller.call(ACTIONS_INIT, actions.address()), "posix_spawn_file_actions_init");
    }

    /**
     * Choose what the next child has as standard output and error, two numbers above 2, and its working directory, which may
     * be {@link Files#WORKING_DIRECTORY}.
     */
    public void connect(int newOutput, int newError, int newDirectory) {
        if (newOutput != output || newError != error || newDirectory != directory) {
            output = newOutput;
            error = newError;
            directory = newDirectory;
            describe();
        }
    }

    /** Spawn a child and return its pid once it runs the program, or the negated errno. */
    public int spawn(long path, long arguments, long environment) {
        int errno = caller.call(
                SPAWN, pid.address(), path, actions.address(), attributes.address(), arguments, environment);
        return errno == 0 ? pid.getInt(0) : -errno;
    }

    private void describe() {
        check(caller.call(ACTIONS_DESTROY, actions.address()), "posix_spawn_file_actions_destroy");
        check(caller.call(ACTIONS_INIT, actions.address()), "posix_spawn_file_actions_init");
        check(caller.call(ADD_OPEN, actions.address(), 0, nullDevice, 0, 0), "addopen");
        check(caller.call(ADD_DUP2, actions.address(), output, 1), "adddup2");
        check(caller.call(ADD_DUP2, actions.address(), error, 2), "adddup2");
        if (directory != Files.WORKING_DIRECTORY) {
            check(caller.call(ADD_CHANGE_DIRECTORY, actions.address(), directory), "addfchdir_np");
        }
        check(caller.call(ADD_CLOSE_FROM, actions.address(), 3), "addclosefrom_np");
    }

    private static Memory attributes(Caller caller) {
        Memory attributes = caller.allocate(ATTRIBUTES_SIZE);
        Memory signals = caller.allocate(SIGNAL_SET_SIZE);
        long all = signals.address();
        check(caller.call(Libc.function("posix_spawnattr_init"), attributes.address()), "posix_spawnattr_init");
        check(
                caller.call(
                        Libc.function("posix_spawnattr_setflags"),
                        attributes.address(),
                        NEW_SESSION | SET_SIGNAL_MASK | SET_SIGNAL_DEFAULTS),
                "posix_spawnattr_setflags");
        check(caller.call(Libc.function("sigfillset"), all), "sigfillset");
        check(
                caller.call(Libc.function("posix_spawnattr_setsigdefault"), attributes.address(), all),
                "posix_spawnattr_setsigdefault");
        return attributes;
    }

    /** Unlike most, these functions return the error itself. */
    private static void check(int errno, String call) {
        LibcException.check(-Math.abs(errno), call);
    }
}
