// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Takes bytes for requests, strictly: what two servers could understand in two ways is refused. Tells those behind it when a request
 * begins to arrive and when it is whole.
 */
final class RequestDecoder extends HttpRequestDecoder {

    private static final int BUFFER = 128;

    private boolean underWay;

    /** Whether a part of a request has arrived, and the rest has not. */
    enum Progress {
        UNDER_WAY,
        WHOLE
    }

    RequestDecoder(Limits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLine())
                .setMaxHeaderSize(limits.headers())
                .setMaxChunkSize(limits.body())
                .setInitialBufferSize(BUFFER)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        super.channelRead(context, message);
        boolean isUnderWay = underWay || actualReadableBytes() > 0;
        context.fireUserEventTriggered(isUnderWay ? Progress.UNDER_WAY : Progress.WHOLE);
    }

    @Override
    protected HttpMessage createMessage(String[] line) throws Exception {
        underWay = true;
        return super.createMessage(line);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        int before = out.size();
        super.decode(context, in, out);
        for (int i = before; i < out.size(); i++) {
            underWay = !(out.get(i) instanceof LastHttpContent);
        }
    }

    /** Which of the two says how long the body is: nobody is asked to guess. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("the request has both a Content-Length and a Transfer-Encoding");
    }
}
