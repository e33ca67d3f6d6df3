// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Sends bytes as they are, and reads what comes. Waits at the most ten seconds for anything. */
final class RawClient implements AutoCloseable {

    private static final long PATIENCE_MS = 10_000;

    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);

    RawClient(Path socket) throws IOException {
        this(UnixDomainSocketAddress.of(socket));
    }

    RawClient(SocketAddress address) throws IOException {
        channel = SocketChannel.open(address);
        channel.configureBlocking(false);
        selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            if (channel.write(out) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
        return this;
    }

    /** Send what the other side takes; it may refuse at any moment. */
    RawClient trySend(byte[] bytes) {
        try {
            return send(bytes);
        } catch (IOException e) {
            return this;
        }
    }

    void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** Read one answer with its body, as text. */
    String answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = next();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        StringBuilder whole = new StringBuilder(head);
        for (int i = lengthIn(head.toString()); i > 0; i--) {
            whole.append((char) next());
        }
        return whole.toString();
    }

    int status() throws IOException {
        String answer = answer();
        return answer.isEmpty() ? -1 : Integer.parseInt(answer.substring(9, 12));
    }

    /** Read up to the next blank line. */
    String paragraph() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\n\n") < 0) {
            int next = next();
            if (next < 0) {
                return text + "(end)";
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** Read all up to the end of the connection. */
    byte[] rest() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            int next = next();
            while (next >= 0) {
                rest.write(next);
                next = next();
            }
        } catch (IOException e) {
            if (e instanceof NothingCame) {
                throw e;
            }
        }
        return rest.toByteArray();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }

    private int next() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            int read = channel.read(buffer);
            while (read == 0) {
                await(SelectionKey.OP_READ);
                read = channel.read(buffer);
            }
            buffer.flip();
            if (read < 0) {
                return -1;
            }
        }
        return buffer.get() & 0xFF;
    }

    private void await(int what) throws IOException {
        channel.keyFor(selector).interestOps(what);
        if (selector.select(PATIENCE_MS) == 0) {
            throw new NothingCame();
        }
        selector.selectedKeys().clear();
    }

    private static int lengthIn(String head) {
        for (String line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                return Integer.parseInt(line.substring("content-length: ".length()));
            }
        }
        return 0;
    }

    /** The other side neither says anything nor closes. */
    static final class NothingCame extends IOException {

        NothingCame() {
            super("nothing came within " + PATIENCE_MS + " ms");
        }
    }
}
