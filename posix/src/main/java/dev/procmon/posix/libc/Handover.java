// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/**
 * Hands two descriptors at a time to a thread that has a descriptor table of its own, over a pair of sockets (unix(7),
 * SCM_RIGHTS). One direction, and each end by one thread.
 */
public final class Handover {

    private static final MemorySegment SOCKETPAIR = Libc.function("socketpair");
    private static final MemorySegment SEND = Libc.function("sendmsg");
    private static final MemorySegment RECEIVE = Libc.function("recvmsg");

    private static final int UNIX = 1;
    private static final int SEQUENCED_PACKETS = 5;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NO_SIGNAL = 0x4000;
    private static final int DO_NOT_WAIT = 0x40;
    private static final int RECEIVED_CLOSE_ON_EXEC = 0x4000_0000;
    private static final int SOCKET_LEVEL = 1;
    private static final int RIGHTS = 1;

    // struct msghdr, then the iovec, the byte that is sent, and the control message with the two descriptors.
    private static final int VECTOR_POINTER = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL_POINTER = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int VECTOR = 64;
    private static final int PAYLOAD = 80;
    private static final int CONTROL = 96;
    private static final int CONTROL_SIZE = 24;
    private static final int FIRST = CONTROL + 16;
    private static final int SECOND = CONTROL + 20;

    private final Caller caller;
    private final Memory message;

    public Handover(Caller caller) {
        this.caller = caller;
        this.message = caller.allocate(CONTROL + CONTROL_SIZE);
        message.putLong(VECTOR_POINTER, message.address() + VECTOR).putLong(VECTOR_COUNT, 1);
        message.putLong(CONTROL_POINTER, message.address() + CONTROL);
        message.putLong(VECTOR, message.address() + PAYLOAD).putLong(VECTOR + 8, 1);
    }

    /** Make a pair of sockets: the first number is in the lower half of the result, the second in the upper. */
    public static long pair(Caller caller) {
        Memory numbers = caller.allocate(8);
        LibcException.check(
                caller.call(SOCKETPAIR, UNIX, SEQUENCED_PACKETS | CLOSE_ON_EXEC, 0, numbers.address()), "socketpair");
        return numbers.getLong(0);
    }

    /** Send two descriptors, which may be closed then. Does not wait. */
    public int send(int socket, int first, int second) {
        message.putLong(CONTROL_LENGTH, CONTROL_SIZE).putLong(CONTROL, CONTROL_SIZE);
        message.putInt(CONTROL + 8, SOCKET_LEVEL).putInt(CONTROL + 12, RIGHTS);
        message.putInt(FIRST, first).putInt(SECOND, second);
        return caller.call(SEND, socket, message.address(), NO_SIGNAL | DO_NOT_WAIT);
    }

    /** Wait for two descriptors. Return whether they have come: not so once the other end is closed. */
    public boolean receive(int socket) {
        int received;
        do {
            message.putLong(CONTROL_LENGTH, CONTROL_SIZE).putLong(CONTROL, 0);
            received = caller.call(RECEIVE, socket, message.address(), RECEIVED_CLOSE_ON_EXEC);
        } while (received == -Errno.EINTR);
        LibcException.check(received, "recvmsg");
        if (received > 0 && message.getLong(CONTROL) != CONTROL_SIZE) {
            throw new LibcException("recvmsg: the two descriptors were left out");
        }
        return received > 0;
    }

    /** Return the first of the descriptors that came. */
    public int first() {
        return message.getInt(FIRST);
    }

    /** Return the second of the descriptors that came. */
    public int second() {
        return message.getInt(SECOND);
    }
}
