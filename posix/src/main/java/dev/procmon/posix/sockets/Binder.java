// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.sockets;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.SocketEndpoint;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Files;
import dev.procmon.posix.libc.Sockets;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Binds sockets and lets them listen, as systemd does where nothing else is asked for: a backlog that only the host bounds,
 * IPv4 through {@code ::} as the host has it (net.ipv6.bindv6only), and a socket in the file system that anybody may connect to
 * who can reach its directory.
 */
final class Binder {

    private static final int BACKLOG = 4096;
    private static final int ANYBODY = 0666;
    private static final int PATH_MAX = 107;

    private final Sockets sockets;
    private final Files files;

    Binder(Caller caller) {
        this.sockets = new Sockets(caller);
        this.files = new Files(caller);
    }

    /** Return a socket that listens. */
    int bind(SocketEndpoint endpoint) throws SocketException {
        int socket =
                switch (endpoint) {
                    case SocketEndpoint.Tcp tcp -> bindTcp(tcp);
                    case SocketEndpoint.Unix unix -> bindUnix(unix);
                };
        if (socket < 0) {
            throw refused(endpoint, socket);
        }
        if (endpoint instanceof SocketEndpoint.Unix(var path)) {
            // Not by the umask, which all threads share.
            check(socket, endpoint, files.changeMode(sockets.pathAddress(Sockets.path(path)), ANYBODY));
        }
        check(socket, endpoint, sockets.listen(socket, BACKLOG));
        return socket;
    }

    /** Close a socket, and remove it from the file system if it is there. */
    void remove(SocketEndpoint endpoint, int socket) {
        close(socket);
        if (endpoint instanceof SocketEndpoint.Unix(var path)) {
            files.remove(sockets.pathAddress(Sockets.path(path)));
        }
    }

    /** Close a socket. Those who have it too can go on with it. */
    void close(int socket) {
        files.close(socket);
    }

    private int bindTcp(SocketEndpoint.Tcp tcp) throws SocketException {
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(tcp.host());
        } catch (IllegalArgumentException notNumeric) {
            throw refused("EINVAL", tcp, "not a numeric address");
        }
        int scope = address instanceof Inet6Address v6 ? v6.getScopeId() : 0;
        return sockets.bindTcp(address.getAddress(), scope, tcp.port());
    }

    private int bindUnix(SocketEndpoint.Unix unix) throws SocketException {
        byte[] path = Sockets.path(unix.path());
        if (path.length > PATH_MAX) {
            throw refused("ENAMETOOLONG", unix, "the path has more than " + PATH_MAX + " bytes");
        }
        int socket = sockets.bindUnix(path);
        if (socket != -Errno.EADDRINUSE) {
            return socket;
        }
        if (files.look(Files.WORKING_DIRECTORY, sockets.pathAddress(path)) == 0 && !files.isSocket()) {
            throw refused("EADDRINUSE", unix, "there is a file that is no socket");
        }
        if (sockets.tryUnix(path) != -Errno.ECONNREFUSED) {
            return socket;
        }
        // Left behind by somebody who has ended: nobody listens.
        files.remove(sockets.pathAddress(path));
        return sockets.bindUnix(path);
    }

    private void check(int socket, SocketEndpoint endpoint, int result) throws SocketException {
        if (result < 0) {
            remove(endpoint, socket);
            throw refused(endpoint, result);
        }
    }

    private static SocketException refused(SocketEndpoint endpoint, int result) {
        String why =
                switch (-result) {
                    case Errno.EADDRINUSE -> "another process listens there";
                    case Errno.EADDRNOTAVAIL -> "this host has no such address";
                    case Errno.EACCES -> "the supervisor may not: is it a port below 1024, or a directory of others?";
                    case Errno.ENOENT -> "there is no such directory";
                    case Errno.ENOTDIR -> "a part of the path is not a directory";
                    case Errno.EMFILE, Errno.ENFILE -> "too many open files";
                    default -> "the kernel refuses it";
                };
        return refused(Errno.name(-result), endpoint, why);
    }

    private static SocketException refused(String errno, SocketEndpoint endpoint, String why) {
        return new SocketException(new SpawnFailure(errno, "cannot listen on " + endpoint + ": " + why));
    }
}
