// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Listening stream sockets: sys/socket.h. All are closed on exec, and block. */
public final class Sockets {

    private static final MemorySegment SOCKET = Libc.function("socket");
    private static final MemorySegment BIND = Libc.function("bind");
    private static final MemorySegment LISTEN = Libc.function("listen");
    private static final MemorySegment CONNECT = Libc.function("connect");
    private static final MemorySegment SET_OPTION = Libc.function("setsockopt");
    private static final MemorySegment CLOSE = Libc.function("close");

    private static final int UNIX = 1;
    private static final int IPV4 = 2;
    private static final int IPV6 = 10;
    private static final int IPV4_LENGTH = 4;
    private static final int STREAM = 1;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NON_BLOCKING = 0x800;
    private static final int SOCKET_LEVEL = 1;
    private static final int REUSE_ADDRESS = 2;

    // struct sockaddr_in, _in6 and _un: the family, then what differs.
    private static final int PORT = 2;
    private static final int IPV4_ADDRESS = 4;
    private static final int IPV6_ADDRESS = 8;
    private static final int IPV6_SCOPE = 24;
    private static final int IPV4_SIZE = 16;
    private static final int IPV6_SIZE = 28;
    private static final int PATH = 2;
    private static final int UNIX_SIZE = 110;

    private final Caller caller;
    private final Memory address;
    private final Memory one;
    private int size;

    public Sockets(Caller caller) {
        this.caller = caller;
        this.address = caller.allocate(UNIX_SIZE);
        this.one = caller.allocate(4);
        one.putInt(0, 1);
    }

    /**
     * Make a socket that is bound to a port. One that was just used there is no hindrance, only one that still listens.
     *
     * @param host 4 or 16 bytes
     * @param scope the number of the network interface of a link-local address; 0 for none
     */
    public int bindTcp(byte[] host, int scope, int port) {
        boolean v4 = host.length == IPV4_LENGTH;
        clear(v4 ? IPV4 : IPV6);
        // In the order of the network.
        address.bytes().put(PORT, (byte) (port >> 8)).put(PORT + 1, (byte) port);
        address.bytes().put(v4 ? IPV4_ADDRESS : IPV6_ADDRESS, host);
        if (!v4) {
            address.putInt(IPV6_SCOPE, scope);
        }
        size = v4 ? IPV4_SIZE : IPV6_SIZE;
        return bind(v4 ? IPV4 : IPV6);
    }

    /** Make a socket that is bound to a path of at most 107 bytes, where no file may be. */
    public int bindUnix(byte[] path) {
        setPath(path);
        return bind(UNIX);
    }

    /** Let connections come. */
    public int listen(int socket, int backlog) {
        return caller.call(LISTEN, socket, backlog);
    }

    /** Try whether anybody listens at a path; the connection is closed at once. Does not wait: EAGAIN says that he is busy. */
    public int tryUnix(byte[] path) {
        setPath(path);
        int socket = caller.call(SOCKET, UNIX, STREAM | CLOSE_ON_EXEC | NON_BLOCKING, 0);
        if (socket < 0) {
            return socket;
        }
        int result = caller.call(CONNECT, socket, address.address(), size);
        caller.call(CLOSE, socket);
        return result;
    }

    /** Write a path of at most 107 bytes as a C string, and return its address. It stays up to the next call. */
    public long pathAddress(byte[] path) {
        setPath(path);
        return address.address() + PATH;
    }

    /** Encode a path as it is given to the kernel. */
    public static byte[] path(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private int bind(int family) {
        int socket = caller.call(SOCKET, family, STREAM | CLOSE_ON_EXEC, 0);
        if (socket < 0) {
            return socket;
        }
        int result =
                family == UNIX ? 0 : caller.call(SET_OPTION, socket, SOCKET_LEVEL, REUSE_ADDRESS, one.address(), 4);
        if (result >= 0) {
            result = caller.call(BIND, socket, address.address(), size);
        }
        if (result < 0) {
            caller.call(CLOSE, socket);
            return result;
        }
        return socket;
    }

    private void setPath(byte[] path) {
        clear(UNIX);
        address.putString(PATH, path);
        size = PATH + path.length + 1;
    }

    private void clear(int family) {
        for (int i = 0; i < UNIX_SIZE; i++) {
            address.bytes().put(i, (byte) 0);
        }
        address.bytes().putShort(0, (short) family);
    }
}
