// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/**
 * Hands descriptors, a message full of them at a time, to a thread that has a descriptor table of its own, over a pair of
 * sockets (unix(7), SCM_RIGHTS). One direction, and each end by one thread.
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

    /** How many descriptors a message holds. The kernel allows 253. */
    public static final int DESCRIPTORS_MAX = 64;

    // struct msghdr, then the iovec, the byte that is sent, and the control message with the descriptors.
    private static final int VECTOR_POINTER = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL_POINTER = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int VECTOR = 64;
    private static final int PAYLOAD = 80;
    private static final int CONTROL = 96;
    private static final int FIRST = CONTROL + 16;
    private static final int CONTROL_SIZE_MAX = 16 + 4 * DESCRIPTORS_MAX;
    private static final int CONTROL_TRUNCATED = 8;

    private final Caller caller;
    private final Memory message;

    public Handover(Caller caller) {
        this.caller = caller;
        this.message = caller.allocate(CONTROL + CONTROL_SIZE_MAX);
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

    /** Send descriptors, at least one, which may be closed then. Does not wait. */
    public int send(int socket, int... descriptors) {
        int size = 16 + 4 * descriptors.length;
        // The length of the control message itself, and of the room for it, which is a multiple of eight.
        message.putLong(CONTROL_LENGTH, (size + 7) & ~7).putLong(CONTROL, size);
        message.putInt(CONTROL + 8, SOCKET_LEVEL).putInt(CONTROL + 12, RIGHTS);
        for (int i = 0; i < descriptors.length; i++) {
            message.putInt(FIRST + 4 * i, descriptors[i]);
        }
        return caller.call(SEND, socket, message.address(), NO_SIGNAL | DO_NOT_WAIT);
    }

    /** Wait for descriptors. Return how many have come: none once the other end is closed. */
    public int receive(int socket) {
        int received;
        do {
            message.putLong(CONTROL_LENGTH, CONTROL_SIZE_MAX).putLong(CONTROL, 0);
            received = caller.call(RECEIVE, socket, message.address(), RECEIVED_CLOSE_ON_EXEC);
        } while (received == -Errno.EINTR);
        LibcException.check(received, "recvmsg");
        if (received == 0) {
            return 0;
        }
        int count = (int) (message.getLong(CONTROL) - 16) / 4;
        if (count < 1 || (message.getInt(FLAGS) & CONTROL_TRUNCATED) != 0) {
            throw new LibcException("recvmsg: descriptors were left out");
        }
        return count;
    }

    /** Return one of the descriptors that came last. */
    public int descriptor(int index) {
        return message.getInt(FIRST + 4 * index);
    }
}
