// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** A socket that sends datagrams to others of this host (unix(7)), without ever waiting for who receives them. */
public final class OutgoingDatagrams {

    private static final MemorySegment SOCKET = Libc.function("socket");
    private static final MemorySegment SEND = Libc.function("sendto");
    private static final MemorySegment CLOSE = Libc.function("close");

    /** The longest address, a path or an abstract name. */
    public static final int ADDRESS_MAX = 107;

    private static final int UNIX = 1;
    private static final int DATAGRAMS = 2;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int DO_NOT_WAIT = 0x40;
    private static final int NO_SIGNAL = 0x4000;
    private static final int PATH = 2;

    private final Caller caller;

    public OutgoingDatagrams(Caller caller) {
        this.caller = caller;
    }

    /**
     * Send one datagram.
     *
     * @param address the path of a socket, or {@code @} and an abstract name
     * @return how many bytes were sent, or the negated errno
     */
    public int send(byte[] address, byte[] message) {
        if (address.length > ADDRESS_MAX) {
            return -Errno.ENAMETOOLONG;
        }
        Memory to = caller.allocate(PATH + ADDRESS_MAX + 1);
        to.bytes().putShort(0, (short) UNIX);
        int end = to.putString(PATH, address);
        if (address.length > 0 && address[0] == '@') {
            to.bytes().put(PATH, (byte) 0);
            end = PATH + address.length;
        }
        Memory bytes = caller.allocate(message.length + 1);
        bytes.putString(0, message);
        int socket = caller.call(SOCKET, UNIX, DATAGRAMS | CLOSE_ON_EXEC, 0);
        if (socket < 0) {
            return socket;
        }
        int sent =
                caller.call(SEND, socket, bytes.address(), message.length, DO_NOT_WAIT | NO_SIGNAL, to.address(), end);
        caller.call(CLOSE, socket);
        return sent;
    }
}
