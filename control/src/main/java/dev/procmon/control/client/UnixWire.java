// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import dev.procmon.control.instance.Instance;
import dev.procmon.control.instance.Instances;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A connection over a Unix socket. */
final class UnixWire implements Wire {

    private static final Duration WRITE_PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 100;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    private UnixWire(SocketChannel channel, Selector selector, SelectionKey key) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
    }

    static UnixWire connect(Path socket) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return connectNow(socket);
            } catch (SocketException e) {
                if (Instances.livenessAfter(e, socket) != Instance.Liveness.RUNNING) {
                    throw e;
                }
            }
            // Too many wait to be let in at this moment; the kernel tells nobody when there is room again.
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        throw new WireTimeoutException();
    }

    private static UnixWire connectNow(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
                throw new SocketException("not connected at once");
            }
            Selector selector = Selector.open();
            return new UnixWire(channel, selector, channel.register(selector, SelectionKey.OP_READ));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] into, int offset, int count, Duration patience) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, count);
        int read = channel.read(buffer);
        if (read == 0) {
            await(SelectionKey.OP_READ, patience);
            read = channel.read(buffer);
        }
        if (read == 0) {
            throw new WireTimeoutException();
        }
        return read;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                await(SelectionKey.OP_WRITE, WRITE_PATIENCE);
            }
        }
    }

    @Override
    public void close() {
        try (selector;
                channel) {
            selector.wakeup();
        } catch (IOException e) {
            // It is closed, whatever came of it.
        }
    }

    private void await(int what, Duration patience) throws IOException {
        try {
            key.interestOps(what);
            int ready = selector.select(Math.max(1, patience.toMillis()));
            selector.selectedKeys().clear();
            if (ready == 0 && channel.isOpen()) {
                throw new WireTimeoutException();
            }
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw new ClosedChannelException();
        }
    }
}
