// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A connection to somebody who only takes. Each wait has an end, also that for a host that is gone without a word. */
final class TcpConnection implements AutoCloseable {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);

    /** How long a receiver may take no byte at all. */
    private static final Duration WRITE_PATIENCE = Duration.ofSeconds(30);

    /** So many bytes may come back between two batches. Who sends more may never end, and is no receiver. */
    private static final int UNWANTED_MAX = 64 << 10;

    /** How long somebody who has sent without pause before is listened to. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final String FLOODS = "it sends without pause what nobody wants, and should only receive";

    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer unwanted = ByteBuffer.allocate(1024);

    private TcpConnection(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /** Connect to the first address of a host that answers. */
    static TcpConnection open(String host, int port) throws IOException {
        IOException last = new IOException("it has no address");
        for (InetAddress each : InetAddress.getAllByName(host)) {
            try {
                return open(new InetSocketAddress(each, port));
            } catch (InterruptedIOException interrupted) {
                throw interrupted;
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static TcpConnection open(InetSocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        TcpConnection made = new TcpConnection(channel, Selector.open());
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            if (!channel.connect(address)) {
                made.await(SelectionKey.OP_CONNECT, CONNECT_PATIENCE, "it does not answer");
                channel.finishConnect();
            }
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    /**
     * Tell whether the other side has not hung up, as far as is known.
     *
     * @throws IOException if it sends more than anybody who is there to take
     */
    boolean isOpen() throws IOException {
        int total = 0;
        while (total <= UNWANTED_MAX) {
            int read = readUnwanted();
            if (read <= 0) {
                return read == 0;
            }
            total += read;
        }
        throw new IOException(FLOODS);
    }

    /** See that the other side says nothing for a while, though it was sent nothing. */
    void expectSilence() throws IOException {
        if (isReady(SelectionKey.OP_READ, SILENCE) && readUnwanted() > 0) {
            throw new IOException(FLOODS);
        }
    }

    private int readUnwanted() {
        try {
            return channel.read(unwanted.clear());
        } catch (IOException broken) {
            return -1;
        }
    }

    /** Write all of it into the buffers of the kernel, from where the other side takes it. */
    void write(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            if (channel.write(rest) == 0) {
                await(SelectionKey.OP_WRITE, WRITE_PATIENCE, "it does not read");
            }
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException _) {
            // It is gone all the same.
        }
    }

    private void await(int what, Duration patience, String otherwise) throws IOException {
        if (!isReady(what, patience)) {
            throw new IOException(otherwise);
        }
    }

    private boolean isReady(int what, Duration patience) throws IOException {
        SelectionKey key = channel.register(selector, what);
        int ready = selector.select(patience.toMillis());
        selector.selectedKeys().clear();
        key.interestOps(0);
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("it is over");
        }
        return ready > 0;
    }
}
