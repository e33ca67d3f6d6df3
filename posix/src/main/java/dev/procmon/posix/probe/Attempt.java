// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import dev.procmon.core.policy.ProbeTarget.Address;
import dev.procmon.core.reactor.ProbeResult;
import dev.procmon.posix.inbox.Guard;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;

/** The connection of one probe, to the first of several addresses that takes it. On the probe thread. */
final class Attempt {

    private static final int NOTHING_YET = 0;

    private final ProbeOrder order;
    private final Address name;
    private final List<SocketAddress> addresses;
    private final Optional<HttpExchange> exchange;
    private final Selector selector;
    private int next;
    private Optional<Connection> connection = Optional.empty();

    private record Connection(SocketChannel channel, SelectionKey key) {}

    /**
     * Make an attempt.
     *
     * @param name what the addresses were found by, for a person
     * @param exchange what to say once connected; where nothing, the connection is all that is wanted
     */
    Attempt(
            ProbeOrder order,
            Address name,
            List<SocketAddress> addresses,
            Optional<HttpExchange> exchange,
            Selector selector) {
        this.order = order;
        this.name = name;
        this.addresses = addresses;
        this.exchange = exchange;
        this.selector = selector;
    }

    /** Connect to the next address. */
    void begin() {
        SocketAddress to = addresses.get(next);
        next++;
        try {
            SocketChannel channel = open(to);
            boolean connected = channel.connect(to);
            if (connected) {
                connected(channel);
            } else {
                key().interestOps(SelectionKey.OP_CONNECT);
            }
        } catch (IOException failed) {
            notConnected(failed);
        }
    }

    /** Go on, where the connection is ready for it. Whatever goes wrong ends this attempt alone. */
    void ready() {
        if (connection.isEmpty()) {
            return;
        }
        SocketChannel channel = connection.get().channel();
        try {
            if (!channel.isConnected()) {
                finish(channel);
            } else if (exchange.isPresent()) {
                goOn(channel, exchange.get());
            }
        } catch (RuntimeException unexpected) {
            Guard.report(unexpected);
            fail("the probe itself has failed: " + unexpected);
        }
    }

    void close() {
        if (connection.isPresent()) {
            SocketChannel channel = connection.get().channel();
            connection = Optional.empty();
            try {
                channel.close();
            } catch (IOException failed) {
                Guard.report(failed);
            }
        }
    }

    void fail(String detail) {
        close();
        order.fail(detail);
    }

    private SocketChannel open(SocketAddress to) throws IOException {
        SocketChannel channel = to instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        try {
            channel.configureBlocking(false);
            connection = Optional.of(new Connection(channel, channel.register(selector, NOTHING_YET, this)));
            return channel;
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    private void finish(SocketChannel channel) {
        try {
            if (channel.finishConnect()) {
                connected(channel);
            }
        } catch (IOException failed) {
            notConnected(failed);
        }
    }

    private void connected(SocketChannel channel) throws IOException {
        if (channel.getLocalAddress().equals(channel.getRemoteAddress())
                && !(channel.getLocalAddress() instanceof UnixDomainSocketAddress)) {
            // Nobody listens, and the kernel has chosen the very port as our own: TCP connects us with ourselves then.
            fail("connection refused: " + name);
        } else if (exchange.isEmpty()) {
            close();
            order.answer(ProbeResult.PASSED);
        } else {
            goOn(channel, exchange.get());
        }
    }

    private void goOn(SocketChannel channel, HttpExchange with) {
        try {
            Optional<ProbeResult> result = with.goOn(channel);
            if (result.isPresent()) {
                close();
                order.answer(result.get());
            } else {
                key().interestOps(with.hasToWrite() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            }
        } catch (IOException failed) {
            fail(FailureWords.of(failed) + ": " + name);
        }
    }

    private void notConnected(IOException failure) {
        close();
        if (next < addresses.size()) {
            begin();
        } else {
            order.fail(FailureWords.of(failure) + ": " + name);
        }
    }

    private SelectionKey key() {
        return connection.orElseThrow().key();
    }
}
