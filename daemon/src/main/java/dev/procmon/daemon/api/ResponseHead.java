// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** Writes the heads of answers. Nothing that a client sent goes into one. */
final class ResponseHead {

    private static final String END = "\r\n";

    private ResponseHead() {}

    /** Return a whole answer. */
    static ByteBuf whole(Answer.Whole answer, boolean last) {
        StringBuilder head = start(answer.status());
        line(head, "Content-Type: " + answer.type());
        line(head, "Content-Length: " + answer.body().length());
        for (String each : answer.headers()) {
            line(head, each);
        }
        return end(head, last, answer.body());
    }

    /** Return the head of a stream, which lasts as long as its connection. */
    static ByteBuf stream() {
        StringBuilder head = start(200);
        line(head, "Content-Type: " + OpenStream.MEDIA_TYPE);
        return end(head, true, Bytes.NONE);
    }

    /** Tell the client to go on with its body. */
    static ByteBuf goOn() {
        return Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII);
    }

    private static StringBuilder start(int status) {
        StringBuilder head = new StringBuilder(256);
        line(head, "HTTP/1.1 " + HttpResponseStatus.valueOf(status));
        line(head, "Cache-Control: no-store");
        line(head, "X-Content-Type-Options: nosniff");
        return head;
    }

    private static ByteBuf end(StringBuilder head, boolean last, Bytes body) {
        if (last) {
            line(head, "Connection: close");
        }
        byte[] bytes = head.append(END).toString().getBytes(StandardCharsets.US_ASCII);
        return body.length() == 0 ? Unpooled.wrappedBuffer(bytes) : Unpooled.wrappedBuffer(bytes, body.array());
    }

    private static void line(StringBuilder head, String text) {
        head.append(text).append(END);
    }
}
