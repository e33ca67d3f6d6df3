// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.api.ProblemDetail;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a request together, and checks what holds for all requests. What comes out is a {@link Request}, or a {@link ProblemDetail}: then
 * nothing comes after it, for nobody knows where the next request would begin.
 */
final class RequestAssembler extends ChannelInboundHandlerAdapter {

    private final Limits limits;
    private final Budget bodies;
    private @Nullable HttpRequest head;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;
    private long reserved;
    private boolean isOver;

    /** A body is expected, if the client is told to go on. */
    enum Expectation {
        GO_ON
    }

    RequestAssembler(Limits limits, Budget bodies) {
        this.limits = limits;
        this.bodies = bodies;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!isOver && message instanceof HttpRequest request) {
                begin(context, request);
            }
            if (!isOver && message instanceof HttpContent content) {
                add(context, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        giveBack();
        context.fireChannelInactive();
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        Optional<ProblemDetail> problem = problemOf(request);
        if (problem.isPresent()) {
            refuse(context, problem.get());
            return;
        }
        head = request;
        if (HttpUtil.is100ContinueExpected(request)) {
            context.fireUserEventTriggered(Expectation.GO_ON);
        }
    }

    private Optional<ProblemDetail> problemOf(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(undecoded(request.decoderResult()));
        }
        HttpHeaders headers = request.headers();
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return Optional.of(Refusals.wrongVersion());
        }
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1) {
            return Optional.of(Refusals.malformed("expected one Host header, got " + hosts.size()));
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.size() > 1 || (codings.size() == 1 && !codings.get(0).equalsIgnoreCase("chunked"))) {
            return Optional.of(Refusals.unknownCoding());
        }
        String expected = headers.get(HttpHeaderNames.EXPECT, "100-continue");
        if (!expected.equalsIgnoreCase("100-continue")) {
            return Optional.of(Refusals.unmetExpectation());
        }
        return HttpUtil.getContentLength(request, 0L) > limits.body() ? Optional.of(tooLarge()) : Optional.empty();
    }

    private ProblemDetail undecoded(DecoderResult result) {
        Throwable cause = result.cause();
        if (cause instanceof TooLongHttpLineException) {
            return Refusals.lineTooLong(limits.requestLine());
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Refusals.headersTooLarge(limits.headers());
        }
        return Refusals.malformed("this is no HTTP/1.1 request");
    }

    private void add(ChannelHandlerContext context, HttpContent content) {
        HttpRequest request = head;
        if (request == null) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            refuse(context, Refusals.malformed("the body of the request is not framed as HTTP/1.1 says"));
            return;
        }
        int more = content.content().readableBytes();
        if (body.readableBytes() + more > limits.body()) {
            refuse(context, tooLarge());
            return;
        }
        if (more > 0) {
            if (!bodies.take(more)) {
                refuse(context, Refusals.unavailable("too many requests are being sent; try again"));
                return;
            }
            reserved += more;
            body = body.isReadable() ? body : Unpooled.buffer(more, limits.body());
            body.writeBytes(content.content());
        }
        if (content instanceof LastHttpContent) {
            end(context, request);
        }
    }

    private void end(ChannelHandlerContext context, HttpRequest request) {
        byte[] bytes = new byte[body.readableBytes()];
        body.readBytes(bytes);
        HttpHeaders headers = request.headers();
        Request whole = new Request(
                request.method().name(),
                request.uri(),
                headers.get(HttpHeaderNames.HOST, ""),
                Optional.ofNullable(headers.get(HttpHeaderNames.ORIGIN)),
                Optional.ofNullable(headers.get(HttpHeaderNames.AUTHORIZATION)),
                headers.get(HttpHeaderNames.ACCEPT, ""),
                Optional.ofNullable(headers.get("Last-Event-ID")),
                HttpUtil.isKeepAlive(request),
                new Bytes(bytes));
        head = null;
        body = Unpooled.EMPTY_BUFFER;
        // Who reads the request gives the room back, when it is answered.
        reserved = 0;
        context.fireChannelRead(whole);
    }

    private void refuse(ChannelHandlerContext context, ProblemDetail problem) {
        isOver = true;
        head = null;
        giveBack();
        context.fireChannelRead(problem);
    }

    private void giveBack() {
        bodies.giveBack(reserved);
        reserved = 0;
        body = Unpooled.EMPTY_BUFFER;
    }

    private ProblemDetail tooLarge() {
        return Refusals.tooLarge("the body is larger than " + (limits.body() >> 10) + " KiB");
    }
}
