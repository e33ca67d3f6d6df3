// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.core.policy.ProbeTarget.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server in a test, which does with each connection whatever the test wants. */
final class ProbedServer implements AutoCloseable {

    /** What is done with a connection, after the head of the request was read. */
    interface Behaviour {
        void serve(OutputStream out) throws IOException;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocketChannel listening;
    private final Behaviour behaviour;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    private ProbedServer(ServerSocketChannel listening, Behaviour behaviour) {
        this.listening = listening;
        this.behaviour = behaviour;
        Thread.ofPlatform().daemon().name("server").start(this::acceptAll);
    }

    static ProbedServer onTcp(Behaviour behaviour) {
        return listen(
                StandardProtocolFamily.INET, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), behaviour);
    }

    static ProbedServer onUnix(Path path, Behaviour behaviour) {
        return listen(StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of(path), behaviour);
    }

    static Behaviour answer(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    Address address() {
        try {
            return switch (listening.getLocalAddress()) {
                case InetSocketAddress inet -> new Address.Tcp("127.0.0.1", inet.getPort());
                case UnixDomainSocketAddress unix ->
                    new Address.Unix(unix.getPath().toString());
                default -> throw new AssertionError("no address");
            };
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Return how many connections the other side has not closed. */
    int openConnections() {
        return open.size();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (SocketChannel each : open) {
                each.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ProbedServer listen(StandardProtocolFamily family, SocketAddress address, Behaviour behaviour) {
        try {
            return new ProbedServer(ServerSocketChannel.open(family).bind(address, 1000), behaviour);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                SocketChannel accepted = listening.accept();
                open.add(accepted);
                Thread.ofPlatform().daemon().start(() -> serve(accepted));
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private void serve(SocketChannel accepted) {
        try (accepted) {
            InputStream in = Channels.newInputStream(accepted);
            StringBuilder request = new StringBuilder();
            int next = in.read();
            while (next >= 0 && request.append((char) next).indexOf("\r\n\r\n") < 0) {
                next = in.read();
            }
            if (!request.isEmpty()) {
                requests.add(request.toString());
                behaviour.serve(Channels.newOutputStream(accepted));
            }
        } catch (IOException closedByTheOther) {
            // As the prober does when it has seen enough.
        } finally {
            open.remove(accepted);
        }
    }
}
