// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.ConnectedDatagrams;
import dev.procmon.posix.libc.Errno;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Sends datagrams to one receiver of this host, such as a syslog daemon or the journal: a Unix socket in the file system. It connects when
 * something is sent, and again when the receiver was replaced. For one thread at a time.
 */
public final class LocalDatagrams implements AutoCloseable {

    private static final int NONE = -1;

    private final byte[] path;
    private final Caller caller = Caller.ofAnyThread();
    private final ConnectedDatagrams sockets = new ConnectedDatagrams(caller);
    private int socket = NONE;

    /** Make it. Nobody needs to be there yet. */
    public LocalDatagrams(Path path) {
        this.path = OutputFiles.encode(path);
    }

    /**
     * Send one datagram, without waiting: what is between the position and the limit of a direct buffer. The position is advanced where
     * it was sent.
     *
     * @return its length, or the negated errno where it was not sent: EAGAIN while the receiver has too many to read ({@link
     *     #awaitWritable}), EMSGSIZE for one that is too long ({@link #sendInMemoryFile}), ENOENT or ECONNREFUSED where nobody is there; {@link
     *     OutputFiles#describe} says what others mean
     */
    public int send(ByteBuffer bytes) {
        return send(bytes, false);
    }

    /**
     * Send the same as a sealed file in memory: an empty datagram with its descriptor, as the native protocol of the journal has it for
     * what is too long for a datagram.
     *
     * @return how many bytes the file has, or the negated errno as for {@link #send}
     */
    public int sendInMemoryFile(ByteBuffer bytes) {
        return send(bytes, true);
    }

    /**
     * Wait until something can be sent, or would fail for another reason than EAGAIN.
     *
     * @param millis how long at most
     * @return whether that is so
     */
    public boolean awaitWritable(int millis) {
        return socket == NONE || sockets.awaitWritable(socket, millis) > 0;
    }

    /** Close the socket. Nothing can be sent any more then. */
    @Override
    public void close() {
        disconnect();
        caller.close();
    }

    private int send(ByteBuffer bytes, boolean inFile) {
        boolean fresh = socket == NONE;
        int sent = attempt(bytes, inFile);
        if (!fresh && isGone(sent)) {
            // Somebody else may receive at the same path by now.
            sent = attempt(bytes, inFile);
        }
        if (sent < 0) {
            return sent;
        }
        int length = bytes.remaining();
        bytes.position(bytes.limit());
        return length;
    }

    private int attempt(ByteBuffer bytes, boolean inFile) {
        if (socket == NONE) {
            int connected = sockets.connect(path);
            if (connected < 0) {
                return connected;
            }
            socket = connected;
        }
        int sent = inFile ? sockets.sendFile(socket, bytes) : sockets.send(socket, bytes);
        if (isGone(sent)) {
            disconnect();
        }
        return sent;
    }

    private static boolean isGone(int result) {
        return result == -Errno.ECONNREFUSED || result == -Errno.ECONNRESET || result == -Errno.ENOTCONN;
    }

    private void disconnect() {
        if (socket != NONE) {
            sockets.close(socket);
            socket = NONE;
        }
    }
}
