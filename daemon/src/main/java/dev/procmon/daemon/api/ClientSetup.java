// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.api.Role;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Lets a client in, or says that there is no room. */
final class ClientSetup extends ChannelInitializer<Channel> {

    private final Surroundings shared;
    private final Clients clients;
    private final Set<Connection> connections;
    private final boolean overNetwork;
    private final Door door;
    private final Optional<SslContext> tls;

    /** Finds out who may do what on a new connection. */
    @FunctionalInterface
    interface Door {
        Access accessOf(Channel channel);
    }

    ClientSetup(
            Surroundings shared,
            Clients clients,
            Set<Connection> connections,
            boolean overNetwork,
            Door door,
            Optional<SslContext> tls) {
        this.shared = shared;
        this.clients = clients;
        this.connections = connections;
        this.overNetwork = overNetwork;
        this.door = door;
        this.tls = tls;
    }

    /** Those who come by the Unix socket are known by their user. */
    static Door bySocket(PeerAccess peers, Origins origins) {
        return channel -> {
            UnixDomainPrincipal peer =
                    channel.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
            Admission.Admitted who = peer == null
                    ? new Admission.Admitted(new Operations.Caller("somebody unknown"), Role.NONE)
                    : peers.admit(peer);
            return request -> {
                Optional<Admission.Denied> refusal = origins.refusal(request);
                return refusal.isPresent() ? refusal.get() : who;
            };
        };
    }

    /** Those who come over the network are known by a token. */
    static Door byToken(Tokens tokens, Origins origins) {
        return channel -> {
            String address = channel.remoteAddress() instanceof InetSocketAddress remote
                    ? remote.getAddress().getHostAddress()
                    : "nowhere";
            return new TokenAccess(tokens, origins, address);
        };
    }

    @Override
    protected void initChannel(Channel channel) {
        if (!clients.enter(overNetwork)) {
            turnAway(channel);
            return;
        }
        Connection connection = new Connection(door.accessOf(channel), shared);
        connections.add(connection);
        var _ = channel.closeFuture().addListener(closed -> {
            clients.leave(overNetwork);
            connections.remove(connection);
        });
        if (tls.isPresent()) {
            channel.pipeline().addLast(tls.get().newHandler(channel.alloc()));
        }
        channel.pipeline()
                .addLast(new RequestDecoder(shared.limits()))
                .addLast(new RequestAssembler(shared.limits(), shared.bodies()))
                .addLast(connection);
    }

    private void turnAway(Channel channel) {
        Answer.Whole answer = Answer.refusal(
                Refusals.unavailable("there are too many clients; supervisor.api.clients says how many may be"),
                List.of("Retry-After: 1"));
        channel.pipeline().addLast(new Quiet());
        var _ = channel.writeAndFlush(ResponseHead.whole(answer, true)).addListener(ChannelFutureListener.CLOSE);
    }

    /** One that is turned away may be gone already: nobody has to know. */
    private static final class Quiet extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }
}
