// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** Tells a client that nothing more will come. */
final class Outputs {

    private Outputs() {}

    static void shutDown(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            var _ = tls.closeOutbound();
        } else if (channel instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
        }
    }
}
