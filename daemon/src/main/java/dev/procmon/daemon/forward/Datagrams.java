// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.posix.output.LocalDatagrams;
import dev.procmon.posix.output.OutputFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Sends messages to a socket of this host, each as a datagram. */
final class Datagrams implements AutoCloseable {

    /** How long a receiver may take to read one, in milliseconds. */
    private static final int PATIENCE = 1_000;

    // linux/errno.h
    private static final int AGAIN = -11;
    private static final int TOO_LONG = -90;

    private static final int ROOM = 32 << 10;

    private final Path path;
    private final LocalDatagrams socket;
    private ByteBuffer bytes = ByteBuffer.allocateDirect(ROOM);

    Datagrams(Path path) {
        this.path = path;
        this.socket = new LocalDatagrams(path);
    }

    /**
     * Send one, and wait while the receiver has too many to read.
     *
     * @return whether it is short enough
     * @throws IOException if it was not sent
     */
    boolean send(byte[] message, int length) throws IOException {
        put(message, length);
        int sent = socket.send(bytes);
        if (sent == AGAIN && socket.awaitWritable(PATIENCE)) {
            sent = socket.send(bytes);
        }
        return sent != TOO_LONG && isSent(sent);
    }

    /** Send one as a file in memory. */
    void sendInMemoryFile(byte[] message) throws IOException {
        put(message, message.length);
        int sent = socket.sendInMemoryFile(bytes);
        if (sent == AGAIN && socket.awaitWritable(PATIENCE)) {
            sent = socket.sendInMemoryFile(bytes);
        }
        isSent(sent);
    }

    @Override
    public void close() {
        socket.close();
    }

    private boolean isSent(int result) throws IOException {
        if (result >= 0) {
            return true;
        }
        String why = result == AGAIN ? "it does not read" : OutputFiles.describe(-result);
        throw new IOException("cannot send to " + path + ": " + why);
    }

    private void put(byte[] message, int length) {
        if (bytes.capacity() < length) {
            bytes = ByteBuffer.allocateDirect(length);
        }
        bytes.clear().put(message, 0, length).flip();
    }
}
