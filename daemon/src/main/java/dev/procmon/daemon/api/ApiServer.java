// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.config.ApiSettings;
import dev.procmon.config.TcpListener;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * The server of the API. One thread, {@code procmon-api}, serves all clients; it starts none of its own for a client, and holds no more
 * for one than its limits say.
 */
public final class ApiServer implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int READ_SIZE = 4096;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(8 << 10, 16 << 10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final MultiThreadIoEventLoopGroup group;
    private final Clients clients;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final List<Channel> listeners = new CopyOnWriteArrayList<>();
    private final Troubles troubles = new Troubles();
    private volatile Optional<Tokens> tokens = Optional.empty();
    private final Surroundings shared;
    private final AtomicBoolean isStopping = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private ApiServer(
            MultiThreadIoEventLoopGroup group,
            ApiSettings settings,
            Limits limits,
            Operations operations,
            BiConsumer<String, Throwable> fault) {
        EventLoop loop = group.next();
        this.group = group;
        this.clients = new Clients(settings.clients());
        this.shared = new Surroundings(
                limits,
                new Performer(operations, loop),
                new Budget(limits.answersWaiting()),
                new PageTurns(),
                new Budget(limits.bodiesWaiting()),
                new Streams(loop, limits.replays(), limits.heartbeat()),
                new Delays(limits.failures(), Ticker.systemTicker()::nanoTime),
                fault);
    }

    /**
     * Start it. Never blocks the caller. A socket that is there already is taken to be stale and replaced: the caller holds the lock of the
     * instance.
     *
     * @param settings who may talk to it, and where else it listens
     * @param operations does what is asked for
     * @param socket where its Unix socket is to be
     * @param fault takes faults of procmon: what was being done, and what went wrong. Called on any thread
     * @return the server when it listens on the Unix socket, whatever becomes of the network: see {@link #troubles()}. Fails with {@link
     *     ApiException}
     */
    public static CompletableFuture<ApiServer> start(
            ApiSettings settings, Operations operations, Path socket, BiConsumer<String, Throwable> fault) {
        return start(settings, Limits.STANDARD, operations, socket, fault);
    }

    static CompletableFuture<ApiServer> start(
            ApiSettings settings,
            Limits limits,
            Operations operations,
            Path socket,
            BiConsumer<String, Throwable> fault) {
        CompletableFuture<ApiServer> started = new CompletableFuture<>();
        Thread.ofPlatform().name("procmon-api-start").daemon().start(() -> {
            try {
                started.complete(listening(settings, limits, operations, socket, fault));
            } catch (ApiException e) {
                started.completeExceptionally(e);
            } catch (Throwable e) {
                started.completeExceptionally(new ApiException("the API cannot be offered: " + e, e));
            }
        });
        return started;
    }

    /** Return what does not work, one sentence for each cause that is not cured; at most the last few. From any thread. */
    public List<String> troubles() {
        tokens.ifPresent(this::lookAgain);
        return troubles.all();
    }

    /** Whoever has mended the file asks for the troubles, and need not wait until somebody comes over the network. */
    private void lookAgain(Tokens file) {
        try {
            group.next().execute(file::refresh);
        } catch (RejectedExecutionException ending) {
            // Then there is no network any longer that somebody could be let in by.
            return;
        }
    }

    /**
     * Stop listening and let go of all clients; answers that are under way are sent first, for a short while. From any thread.
     *
     * @return completes when the socket is gone and all is closed
     */
    public CompletableFuture<Void> stop() {
        if (isStopping.getAndSet(true)) {
            return closed;
        }
        group.next().execute(() -> {
            for (Channel each : listeners) {
                var _ = each.close();
            }
            for (Connection each : List.copyOf(connections)) {
                each.leave();
            }
            end(shared.limits().linger().dividedBy(BETWEEN_LOOKS));
        });
        return closed;
    }

    /** End the thread when the last client has gone, or after so many looks. */
    private void end(long looks) {
        if (connections.isEmpty() || looks == 0) {
            var _ = group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).addListener(done -> closed.complete(null));
        } else {
            var _ = group.next().schedule(() -> end(looks - 1), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Stop it, and wait for the end of it. */
    @Override
    public void close() {
        stop().join();
    }

    /** Return on which port of the network it listens; for tests, which let the system choose. */
    int port() {
        for (Channel each : listeners) {
            if (each.localAddress() instanceof InetSocketAddress address) {
                return address.getPort();
            }
        }
        return 0;
    }

    private static ApiServer listening(
            ApiSettings settings,
            Limits limits,
            Operations operations,
            Path socket,
            BiConsumer<String, Throwable> fault) {
        NettySettings.apply();
        QuietLogging.install(fault);
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, ApiServer::thread, NioIoHandler.newFactory());
        ApiServer server = new ApiServer(group, settings, limits, operations, fault);
        try {
            server.listenOnSocket(settings, socket);
        } catch (IOException | RuntimeException e) {
            var _ = group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
            throw new ApiException("cannot listen on " + socket + ": " + e.getMessage(), e);
        }
        settings.tcp().ifPresent(listener -> server.listenOnNetwork(settings, listener));
        return server;
    }

    private static Thread thread(Runnable task) {
        return Thread.ofPlatform().name("procmon-api").daemon().unstarted(task);
    }

    private void listenOnSocket(ApiSettings settings, Path socket) throws IOException {
        Files.deleteIfExists(socket);
        PeerAccess peers = PeerAccess.of(settings, troubles);
        ClientSetup.Door door = ClientSetup.bySocket(peers, new Origins(List.of(), settings.origins()));
        // Nobody is let in before it is decided who may.
        Channel channel = bootstrap(
                        NioServerDomainSocketChannel.class,
                        new ClientSetup(shared, clients, connections, false, door, Optional.empty()))
                .option(ChannelOption.AUTO_READ, false)
                .bind(UnixDomainSocketAddress.of(socket))
                .syncUninterruptibly()
                .channel();
        listeners.add(channel);
        open(socket, PeerAccess.isForOthers(settings));
        channel.config().setAutoRead(true);
    }

    private static void open(Path socket, boolean toOthers) throws IOException {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString(toOthers ? "rw-rw-rw-" : "rw-------"));
        Path directory = socket.toAbsolutePath().getParent();
        if (toOthers && directory != null) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(directory, permissions);
        }
    }

    /** The supervisor does its work without the network: what is wrong there is a trouble, not a failure. */
    private void listenOnNetwork(ApiSettings settings, TcpListener listener) {
        try {
            Optional<SslContext> tls = tls(settings);
            Tokens file = new Tokens(settings.tokenFile().orElseThrow(), troubles);
            file.refresh();
            tokens = Optional.of(file);
            ClientSetup.Door door =
                    ClientSetup.byToken(file, new Origins(hosts(settings, listener), settings.origins()));
            SocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(listener.host()), listener.port());
            Channel channel = bootstrap(
                            NioServerSocketChannel.class,
                            new ClientSetup(shared, clients, connections, true, door, tls))
                    .childOption(ChannelOption.SO_KEEPALIVE, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .bind(address)
                    .syncUninterruptibly()
                    .channel();
            listeners.add(channel);
        } catch (IOException | RuntimeException e) {
            troubles.tell("the network", "does not listen on " + listener + ": " + e.getMessage());
        }
    }

    private ServerBootstrap bootstrap(Class<? extends ServerChannel> type, ChannelHandler setup) {
        return new ServerBootstrap()
                .group(group)
                .channel(type)
                .childHandler(setup)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_SIZE))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK);
    }

    private static Optional<SslContext> tls(ApiSettings settings) throws IOException {
        if (settings.tls().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(SslContextBuilder.forServer(
                        settings.tls().get().certificate().toFile(),
                        settings.tls().get().key().toFile())
                .sslProvider(SslProvider.JDK)
                .build());
    }

    private static List<String> hosts(ApiSettings settings, TcpListener listener) {
        List<String> hosts = new ArrayList<>();
        hosts.add(listener.host().indexOf(':') >= 0 ? "[" + listener.host() + "]" : listener.host());
        hosts.add("localhost");
        for (String each : settings.hosts()) {
            hosts.add(each.toLowerCase(Locale.ROOT));
        }
        return hosts;
    }
}
