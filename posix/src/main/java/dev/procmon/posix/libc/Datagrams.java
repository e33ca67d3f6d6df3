// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Sockets of the file system that receive datagrams, with who has sent them and the descriptors that came along (unix(7),
 * SCM_CREDENTIALS and SCM_RIGHTS). What was received last can be asked for up to the next.
 */
public final class Datagrams {

    private static final MemorySegment SOCKET = Libc.function("socket");
    private static final MemorySegment BIND = Libc.function("bind");
    private static final MemorySegment SETSOCKOPT = Libc.function("setsockopt");
    private static final MemorySegment RECEIVE = Libc.function("recvmsg");
    private static final MemorySegment CLOSE = Libc.function("close");

    /** The longest path that fits an address, without its NUL. */
    public static final int PATH_MAX = 107;

    /** The longest datagram that is taken: as long as what is written to a pipe in one piece. */
    public static final int LENGTH_MAX = 4096;

    /** So many descriptors the kernel lets through at a time (SCM_MAX_FD). */
    public static final int DESCRIPTORS_MAX = 253;

    private static final int UNIX = 1;
    private static final int DATAGRAMS = 2;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NON_BLOCKING = 0x800;
    private static final int SOCKET_LEVEL = 1;
    private static final int PASS_CREDENTIALS = 16;
    private static final int RIGHTS = 1;
    private static final int CREDENTIALS = 2;
    private static final int DO_NOT_WAIT = 0x40;
    private static final int RECEIVED_CLOSE_ON_EXEC = 0x4000_0000;
    private static final int CUT_OFF = 0x20;

    // struct msghdr, which is the same on both processors, then the iovec.
    private static final int VECTOR_POINTER = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL_POINTER = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int VECTOR = 56;
    private static final int HEADER_SIZE = 72;

    // struct cmsghdr: length, level, type; then the data.
    private static final int LEVEL = 8;
    private static final int TYPE = 12;
    private static final int DATA = 16;
    private static final int CREDENTIALS_SIZE = 12;
    private static final int CONTROL_SIZE = aligned(DATA + CREDENTIALS_SIZE) + aligned(DATA + 4 * DESCRIPTORS_MAX);

    private static final int ADDRESS_PATH = 2;
    private static final int NOBODY = -1;

    private final Caller caller;
    private final Memory header;
    private final Memory control;
    private final Memory payload;
    private final Memory address;
    private int length;
    private int pid;
    private int user;
    private int[] descriptors = {};

    public Datagrams(Caller caller) {
        this.caller = caller;
        this.header = caller.allocate(HEADER_SIZE);
        this.control = caller.allocate(CONTROL_SIZE);
        this.payload = caller.allocate(LENGTH_MAX);
        this.address = caller.allocate(ADDRESS_PATH + PATH_MAX + 1);
        header.putLong(VECTOR_POINTER, header.address() + VECTOR).putLong(VECTOR_COUNT, 1);
        header.putLong(CONTROL_POINTER, control.address());
        header.putLong(VECTOR, payload.address()).putLong(VECTOR + 8, LENGTH_MAX);
    }

    /** Make a socket at a path, which must be free and not too long. Return its descriptor, or the negated errno. */
    public int open(byte[] path) {
        if (path.length > PATH_MAX) {
            return -Errno.ENAMETOOLONG;
        }
        int socket = caller.call(SOCKET, UNIX, DATAGRAMS | CLOSE_ON_EXEC | NON_BLOCKING, 0);
        if (socket < 0) {
            return socket;
        }
        address.putInt(0, 1);
        int result = caller.call(SETSOCKOPT, socket, SOCKET_LEVEL, PASS_CREDENTIALS, address.address(), 4);
        if (result >= 0) {
            address.bytes().putShort(0, (short) UNIX);
            int end = address.putString(ADDRESS_PATH, path);
            result = caller.call(BIND, socket, address.address(), end);
        }
        if (result < 0) {
            caller.call(CLOSE, socket);
            return result;
        }
        return socket;
    }

    /**
     * Receive a datagram, without waiting for one. Return its length, or the negated errno. The descriptors that came with
     * it are the caller's, also where it {@linkplain #isCutOff() is cut off}.
     */
    public int receive(int socket) {
        header.putLong(CONTROL_LENGTH, CONTROL_SIZE).putInt(FLAGS, 0);
        pid = NOBODY;
        user = NOBODY;
        descriptors = new int[0];
        length = caller.call(RECEIVE, socket, header.address(), DO_NOT_WAIT | RECEIVED_CLOSE_ON_EXEC);
        if (length >= 0) {
            readControl((int) header.getLong(CONTROL_LENGTH));
        }
        return length;
    }

    /** Tell whether the datagram was longer than what was taken of it. */
    public boolean isCutOff() {
        return (header.getInt(FLAGS) & CUT_OFF) != 0;
    }

    /** Copy the bytes of the datagram. */
    public byte[] bytes() {
        byte[] copy = new byte[length];
        payload.bytes().get(0, copy);
        return copy;
    }

    /** Return the pid of the sender, or of whom a privileged sender has spoken for; 0 for one that has none here. */
    public int pid() {
        return pid;
    }

    /** Return the user id of the sender. */
    public int user() {
        return user;
    }

    /** Return the descriptors that came along. */
    public int[] descriptors() {
        return descriptors;
    }

    private void readControl(int end) {
        int at = 0;
        while (at + DATA <= end) {
            int size = (int) control.getLong(at);
            if (size < DATA) {
                return;
            }
            if (control.getInt(at + LEVEL) == SOCKET_LEVEL) {
                take(control.getInt(at + TYPE), at + DATA, Math.min(size, end - at) - DATA);
            }
            at += aligned(size);
        }
    }

    private void take(int type, int at, int size) {
        if (type == CREDENTIALS && size >= CREDENTIALS_SIZE) {
            pid = control.getInt(at);
            user = control.getInt(at + 4);
        } else if (type == RIGHTS) {
            int[] all = Arrays.copyOf(descriptors, descriptors.length + size / 4);
            for (int i = descriptors.length; i < all.length; i++) {
                all[i] = control.getInt(at + 4 * (i - descriptors.length));
            }
            descriptors = all;
        }
    }

    private static int aligned(int size) {
        return (size + 7) & ~7;
    }
}
