// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.reactor.ProbeResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One request and as much of its answer as decides, over a connection that does not wait. */
final class HttpExchange {

    private final ByteBuffer request;
    private final HttpAnswer answer;
    private final ByteBuffer chunk;

    /**
     * Prepare an exchange.
     *
     * @param chunk what all exchanges of the thread read into
     */
    HttpExchange(ProbeTarget.Http target, ByteBuffer chunk) {
        this.request = ByteBuffer.wrap(request(target));
        this.answer = new HttpAnswer(target);
        this.chunk = chunk;
    }

    /** Tell whether it waits until it can write, and not until it can read. */
    boolean hasToWrite() {
        return request.hasRemaining();
    }

    /** Write what is left to write, else read once. Return the result once there is one. */
    Optional<ProbeResult> goOn(SocketChannel channel) throws IOException {
        if (request.hasRemaining()) {
            channel.write(request);
            return Optional.empty();
        }
        chunk.clear();
        int length = channel.read(chunk);
        if (length < 0) {
            return Optional.of(answer.ended());
        }
        return answer.take(chunk.flip());
    }

    /** Write the request down. What the target sends itself takes the place of what is sent by default. */
    static byte[] request(ProbeTarget.Http target) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", target.host());
        headers.put("User-Agent", "procmon");
        headers.put("Accept", "*/*");
        headers.put("Accept-Encoding", "identity");
        headers.putAll(target.headers());
        // The connection is not used again, whatever else is wanted.
        headers.remove("Connection");
        headers.put("Connection", "close");
        StringBuilder text = new StringBuilder("GET ").append(target.path()).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
