// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Datagrams;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Identities;
import dev.procmon.posix.libc.Paths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The directory of the sockets, which is made with the first of them. Everybody may go through it, for programs run as any
 * user and may change to another, but nobody may list it. It is under {@code /run} for root, under {@code XDG_RUNTIME_DIR}
 * for others, else where temporary files are.
 */
final class NotifyDirectory {

    private static final int SEARCHABLE = 0711;
    private static final int WRITABLE = 0666;
    private static final String NAME = "/procmon-";

    private final Paths paths;
    private final Datagrams datagrams;
    private final boolean root;
    private Optional<byte[]> path = Optional.empty();
    private int sockets;

    NotifyDirectory(Caller caller, Datagrams datagrams) {
        this.paths = new Paths(caller);
        this.datagrams = datagrams;
        this.root = new Identities(caller).users()[1] == 0;
    }

    /** Make the directory unless it is there. Return 0 or the negated errno. */
    int prepare() {
        int result = 0;
        List<String> places = path.isPresent() ? List.of() : places();
        for (int i = 0; i < places.size() && path.isEmpty(); i++) {
            result = paths.makeDirectory((places.get(i) + NAME).getBytes(StandardCharsets.UTF_8));
            if (result >= 0) {
                path = Optional.of(paths.made());
                paths.permit(path.get(), SEARCHABLE);
            }
        }
        return result;
    }

    /** Return the path of another socket, which is not there yet. After {@link #prepare}. */
    byte[] nextPath() {
        byte[] directory = path.orElseThrow();
        byte[] name = ("/" + sockets++).getBytes(StandardCharsets.US_ASCII);
        byte[] socket = Arrays.copyOf(directory, directory.length + name.length);
        System.arraycopy(name, 0, socket, directory.length, name.length);
        return socket;
    }

    /** Make a socket that everybody may send to. Return its descriptor, or the negated errno. */
    int open(byte[] socket) {
        int descriptor = datagrams.open(socket);
        if (descriptor >= 0) {
            // Whatever the umask has taken away. Who reaches it is not whom it hears: that is decided per message.
            paths.permit(socket, WRITABLE);
        }
        return descriptor;
    }

    void remove(byte[] socket) {
        paths.remove(socket);
    }

    void close() {
        path.ifPresent(paths::removeDirectory);
        path = Optional.empty();
    }

    private List<String> places() {
        List<String> places = new ArrayList<>();
        if (root) {
            places.add("/run");
        } else {
            Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR"))
                    .filter(runtime -> runtime.startsWith("/"))
                    .ifPresent(places::add);
        }
        places.add(System.getProperty("java.io.tmpdir"));
        return places;
    }

    /** Return why a socket could not be made, for a person. */
    static String describe(int errno) {
        return errno == Errno.ENAMETOOLONG
                ? "the path of the notification socket would be too long"
                : "no notification socket can be made";
    }
}
