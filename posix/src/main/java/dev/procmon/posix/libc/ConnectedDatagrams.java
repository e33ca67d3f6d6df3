// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** Sockets that are connected to one receiver of datagrams of this host (unix(7)), and do not wait for it unless asked to. */
public final class ConnectedDatagrams {

    private static final MemorySegment SOCKET = Libc.function("socket");
    private static final MemorySegment CONNECT = Libc.function("connect");
    private static final MemorySegment SEND = Libc.function("send");
    private static final MemorySegment SEND_MESSAGE = Libc.function("sendmsg");
    private static final MemorySegment POLL = Libc.function("poll");
    private static final MemorySegment CLOSE = Libc.function("close");

    private static final int UNIX = 1;
    private static final int DATAGRAMS = 2;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NON_BLOCKING = 0x800;
    private static final int NO_SIGNAL = 0x4000;
    private static final int SOCKET_LEVEL = 1;
    private static final int RIGHTS = 1;
    private static final short WRITABLE = 4;

    private static final int PATH = 2;
    private static final int ADDRESS_SIZE = 112;

    // struct msghdr, then the control message with one descriptor, in room that is a multiple of eight.
    private static final int CONTROL_POINTER = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int CONTROL = 64;
    private static final int CONTROL_SIZE = 20;
    private static final int CONTROL_ROOM = 24;

    private final Caller caller;
    private final Memory address;
    private final Memory message;
    private final Memory poll;
    private final MemoryFiles files;

    public ConnectedDatagrams(Caller caller) {
        this.caller = caller;
        this.address = caller.allocate(ADDRESS_SIZE);
        this.message = caller.allocate(CONTROL + CONTROL_ROOM);
        this.poll = caller.allocate(8);
        this.files = new MemoryFiles(caller);
        message.putLong(CONTROL_POINTER, message.address() + CONTROL).putLong(CONTROL_LENGTH, CONTROL_ROOM);
        message.putLong(CONTROL, CONTROL_SIZE).putInt(CONTROL + 8, SOCKET_LEVEL).putInt(CONTROL + 12, RIGHTS);
    }

    /** Make a socket that is connected to the one at a path. Return its descriptor, or the negated errno. */
    public int connect(byte[] path) {
        if (path.length > Datagrams.PATH_MAX) {
            return -Errno.ENAMETOOLONG;
        }
        int socket = caller.call(SOCKET, UNIX, DATAGRAMS | CLOSE_ON_EXEC | NON_BLOCKING, 0);
        if (socket < 0) {
            return socket;
        }
        address.bytes().putShort(0, (short) UNIX);
        int result = caller.call(CONNECT, socket, address.address(), address.putString(PATH, path));
        if (result < 0) {
            close(socket);
            return result;
        }
        return socket;
    }

    /** Send one datagram: what is between the position and the limit of a direct buffer. Return its length, or the negated errno. */
    public int send(int socket, ByteBuffer bytes) {
        try {
            int sent;
            do {
                sent = caller.call(SEND, socket, Memory.addressOf(bytes), bytes.remaining(), NO_SIGNAL);
            } while (sent == -Errno.EINTR);
            return sent;
        } finally {
            Reference.reachabilityFence(bytes);
        }
    }

    /** Send the same as a file in memory, whose descriptor is all that there is in the datagram. Return 0 or the negated errno. */
    public int sendFile(int socket, ByteBuffer bytes) {
        int file;
        try {
            file = files.sealed(Memory.addressOf(bytes), bytes.remaining());
        } finally {
            Reference.reachabilityFence(bytes);
        }
        if (file < 0) {
            return file;
        }
        message.putInt(CONTROL + 16, file);
        int sent;
        do {
            sent = caller.call(SEND_MESSAGE, socket, message.address(), NO_SIGNAL);
        } while (sent == -Errno.EINTR);
        files.close(file);
        return sent;
    }

    /** Wait until a datagram can be sent, or will fail. Return a positive number then, 0 after the time, or the negated errno. */
    public int awaitWritable(int socket, int milliseconds) {
        poll.putInt(0, socket).bytes().putShort(4, WRITABLE).putShort(6, (short) 0);
        return caller.call(POLL, poll.address(), 1, milliseconds);
    }

    /** Close a socket. */
    public void close(int socket) {
        caller.call(CLOSE, socket);
    }
}
